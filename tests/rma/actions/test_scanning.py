"""Each scan counts once, each thing arrives once."""

import random
import uuid

import pytest
from django.db import IntegrityError, transaction

from rma.actions import receiving, scanning
from rma.actions.scanning import Reading
from rma.models import Badge, Product, Scan, Shelf, Site, User
from rma.rules import numbers
from rma.rules.commands import Command, code_of
from rma.steps.counting import Arrival
from tests.rma import builders
from tests.rma.builders import CLERK, NOON, later

pytestmark = pytest.mark.django_db


def scan(text, name=None, at=NOON, **more):
    reading = Reading(id=name or uuid.uuid4(), text=text, scanned_at=at)
    return scanning.keep_scan(reading=reading, by=CLERK, at=at, **more)


class TestKeepScan:
    def test_the_first_go_is_the_arrival_and_the_next_one_says_who_saw_it(self):
        case = builders.a_case()
        first, second = scan("SN-1"), scan("SN-1", at=later(minutes=5))
        assert (first.verdict, first.case_id) == ("GO", case.pk)
        assert second.verdict == "SEEN"
        assert "A. Clerk" in second.answer["title"]
        assert "11:00" in second.answer["title"], "the site's own clock"

    def test_the_same_scan_again_gets_the_first_answer(self):
        builders.a_case()
        name = uuid.uuid4()
        first, again = scan("SN-1", name), scan("SN-1", name, later(hours=1))
        assert first == again
        assert Scan.objects.count() == 1

    def test_what_comes_after_units_were_taken_in_is_another_arrival(self):
        case = builders.a_case()
        scan("SN-1")
        receiving.receive_units(
            case=case.ref, arrivals=(Arrival(serial="SN-1"),), by=CLERK, at=NOON
        )
        assert scan("SN-1").verdict == "SEEN"
        assert Scan.objects.filter(verdict="GO").count() == 1

    def test_any_order_and_number_of_the_same_scans_ends_alike(self):
        builders.a_case()
        names = [uuid.uuid4() for _each in range(3)]
        dice = random.Random(3)
        for _round in range(4):
            order = names * 2
            dice.shuffle(order)
            for name in order:
                scan("SN-1", name)
            verdicts = Scan.objects.values_list("verdict", flat=True)
            assert sorted(verdicts) == ["GO", "SEEN", "SEEN"]
            Scan.objects.all().delete()

    def test_the_database_itself_lets_a_thing_arrive_once(self):
        case = builders.a_case()
        first = scan("SN-1")
        with pytest.raises(IntegrityError), transaction.atomic():
            Scan.objects.create(
                id=uuid.uuid4(),
                case=case,
                thing=first.thing,
                verdict="GO",
                scanned_at=NOON,
                at=NOON,
            )

    @pytest.mark.parametrize("text", ["", "\x00\ud800", "HTTPS://EVIL/S/X", "é" * 4097])
    def test_anything_else_is_unknown_and_kept_short(self, text):
        kept = scan(text)
        kept.refresh_from_db()
        assert kept.verdict == "UNKNOWN"
        assert len(kept.text) <= 80

    def test_an_hour_from_a_clock_that_runs_ahead_is_now(self):
        reading = Reading(id=uuid.uuid4(), text="x", scanned_at=later(days=9))
        kept = scanning.keep_scan(reading=reading, by=CLERK, at=NOON)
        assert kept.scanned_at == NOON


class TestWhatIsUnderstood:
    @pytest.mark.parametrize("text", ["SNß1", "SN'1", "SN)&"])
    def test_a_serial_from_a_scanner_with_another_keyboard(self, text):
        builders.a_case()
        assert scan(text).verdict == "GO"

    def test_a_makers_symbol_names_the_unit(self):
        builders.a_case()
        Product.objects.update(gtin="9506000134352")
        assert scan("01095060001343522" + "1SN-1").verdict == "GO"

    def test_the_same_serial_of_another_article_is_another_unit(self):
        builders.a_case()
        Product.objects.update(gtin="4006381333931")
        assert scan("01095060001343522" + "1SN-1").verdict == "UNKNOWN"

    def test_a_command_a_shelf_and_a_badge_are_called_what_they_are(self):
        site = Site.objects.default()
        user = User.objects.create_user("b@desk.example", role="warehouse")
        shelf, badge = (numbers.mint(random.Random(n).randrange) for n in (1, 2))
        Shelf.objects.create(site=site, name="B2", code=shelf)
        Badge.objects.create(
            user=user, code=badge, pin_hash="x", given_at=NOON, given_by="L"
        )
        assert scan(code_of(Command.NEXT)).answer["command"] == "NEXT"
        assert "B2" in scan(shelf).answer["title"]
        kept = scan(badge)
        assert "badge" in kept.answer["title"]
        assert kept.text == ""

    def test_a_device_is_told_only_where_another_sites_parcel_belongs(self):
        case = builders.a_case()
        kept = scan("SN-1", site_id=case.site_id + 1)
        assert kept.verdict == "ASK"
        assert kept.case_id is None
        assert "Dome" not in str(kept.answer)
        assert case.site.name in kept.answer["detail"]

    def test_a_hit_takes_five_statements_at_most_and_no_hit_four(
        self, django_assert_max_num_queries
    ):
        builders.a_case()
        for text, most in (("SN-1", 5), ("SN-1", 5), ("nobody's", 4)):
            with django_assert_max_num_queries(most + 2) as seen:
                scan(text)
            asked = [row for row in seen.captured_queries if row["sql"][:4] != "SAVE"]
            assert len([row for row in asked if row["sql"][:4] != "RELE"]) <= most
