"""What differs at the dock: named at the station, and led out of at the desk."""

import pytest
from django.test import Client
from django.urls import reverse

from rma.actions import receiving
from rma.models import Discrepancy, User
from rma.queries import invariants
from rma.rules.discrepancies import Exit, ends, exits_of, owner_of
from rma.rules.words import DiscrepancyKind, Lithium, Role
from rma.steps.counting import Arrival
from tests.portal.station.conftest import send
from tests.rma import builders
from tests.rma.builders import later

pytestmark = pytest.mark.django_db
# What the dock must say beside the kind, where there are two units.
_TOLD = {
    DiscrepancyKind.MISSING: {"line": 1},
    DiscrepancyKind.EXTRA: {"note": "A lamp."},
    DiscrepancyKind.WRONG_ITEM: {"line": 1, "note": "A recorder."},
    DiscrepancyKind.SERIAL_MISMATCH: {"line": 1, "serial": "SN-9"},
    DiscrepancyKind.ACCESSORY_MISSING: {"line": 1, "note": "The power supply."},
    DiscrepancyKind.DAMAGED_BOX: {},
    DiscrepancyKind.BATTERY: {},
}


@pytest.fixture
def case():
    """Return a return of two units."""
    for serial in ("SN-1", "SN-2"):
        builders.a_unit(serial)
    return builders.a_case(builders.broken("SN-1"), builders.broken("SN-2"))


@pytest.fixture
def desk():
    browser = Client()
    user = User.objects.create_user("s@desk.example", name="S.", role=Role.SUPPORT)
    browser.force_login(user)
    return browser


def named(browser, case, kind, **told):
    """Name a difference as the form does; `line` is the place of the unit."""
    sent = {"kind": kind, "quantity": "1"} | told
    if "line" in told:
        sent["line"] = builders.the_line(case, told["line"]).pk
    address = reverse("station:difference", args=[case.number])
    words = {f"difference-{name}": value for name, value in sent.items()}
    return browser.post(address, words, follow=True)


def settled(desk, case, way_out, **told):
    found = Discrepancy.objects.get(case=case)
    address = reverse("desk:settle", args=[case.number, found.pk])
    sent = {"way_out": way_out, "outcome": "As agreed."} | told
    return desk.post(address, sent), found


class TestEveryKind:
    @pytest.mark.parametrize("kind", list(DiscrepancyKind))
    def test_stands_on_the_sheet_with_who_settles_it_and_at_the_desk_with_its_ways(
        self, at_work, desk, case, kind
    ):
        page = named(at_work, case, kind, **_TOLD[kind]).content.decode()
        assert "What differs" in page
        owner = {
            Role.SUPPORT: "Support settles it",
            Role.WAREHOUSE: "The warehouse settles it",
            Role.LEAD: "call a lead now",
        }
        assert owner[owner_of(kind)] in page

        found = Discrepancy.objects.get(case=case)
        form = desk.get(reverse("desk:settle", args=[case.number, found.pk]))
        html = form.content.decode()
        for way in exits_of(kind):
            assert f'value="{way.value}"' in html
        assert case.number in desk.get(reverse("desk:home")).content.decode()

    @pytest.mark.parametrize("kind", [kind for kind in _TOLD if _TOLD[kind]])
    def test_is_asked_at_the_field_for_what_nobody_could_settle_it_without(
        self, at_work, case, kind
    ):
        page = named(at_work, case, kind)
        assert page.status_code == 422
        fields = {"line", "note"} if "note" in _TOLD[kind] else set(_TOLD[kind])
        form = page.context["sections"].difference
        assert set(form.errors) & fields
        assert not Discrepancy.objects.exists()

    @pytest.mark.parametrize(
        ("kind", "way"), [(kind, way) for kind in _TOLD for way in exits_of(kind)]
    )
    def test_has_no_way_out_that_ends_in_a_sentence_nobody_can_act_upon(
        self, at_work, desk, case, kind, way
    ):
        builders.a_unit("SN-9")
        builders.a_case(builders.broken("SN-9"))
        told = dict(_TOLD[kind])
        if way is Exit.SWAP_CASE:
            told["serial"] = "SN-9"
        elif "serial" in told:
            told["serial"] = "NEW-1"
        named(at_work, case, kind, **told)
        line = builders.the_line(case)
        answer, found = settled(
            desk, case, way.value, line=line.pk, sku=line.product.sku
        )
        assert answer.status_code == 302, answer.content.decode()
        found.refresh_from_db()
        assert found.way_out == way
        assert bool(found.settled_at) == ends(way)
        assert invariants.find_all(later(days=1)) == []


class TestTheUnit:
    def test_that_is_missing_is_waited_for_no_more_and_the_other_one_is(
        self, at_work, desk, case
    ):
        named(at_work, case, "missing", line=2)
        answer, _found = settled(desk, case, "stop_waiting")
        assert answer.status_code == 302
        first, second = builders.the_line(case), builders.the_line(case, 2)
        assert (first.short_closed, second.short_closed) == (0, 1)

    def test_no_more_can_miss_than_are_awaited(self, at_work, case):
        page = named(at_work, case, "missing", line=2, quantity="2")
        assert page.status_code == 422
        assert "1 of these are not checked yet" in page.content.decode()

    def test_that_the_dock_did_not_name_is_named_at_the_desk(self, desk, case):
        Discrepancy.objects.create(
            case=case, kind="missing", at=later(hours=1), by="A. Clerk"
        )
        answer, found = settled(desk, case, "stop_waiting")
        assert answer.status_code == 422
        assert "Choose which unit it is about." in answer.content.decode()
        line = builders.the_line(case, 2)
        assert settled(desk, case, "stop_waiting", line=line.pk)[0].status_code == 302
        found.refresh_from_db()
        assert (found.line, builders.the_line(case, 2).short_closed) == (line, 1)

    def test_another_article_accepted_counts_as_what_was_announced(
        self, at_work, desk, case
    ):
        lamp = builders.a_unit("LAMP-1", product=builders.a_product("LAMP"))
        named(at_work, case, "wrong_item", line=1, serial="LAMP-1")
        settled(desk, case, "accept")
        line = builders.the_line(case)
        assert (line.unit, line.product, line.received) == (lamp, lamp.product, 1)


class TestSomethingMore:
    def test_accepted_waits_at_the_station_to_be_checked(self, at_work, desk, case):
        builders.a_product("LAMP", name="Lamp")
        named(at_work, case, "extra", note="A lamp.")
        answer, _found = settled(desk, case, "accept", sku="NONE")
        assert answer.status_code == 422
        assert "No article has the number NONE." in answer.content.decode()
        assert settled(desk, case, "accept", sku=" LAMP ")[0].status_code == 302
        line = builders.the_line(case, 3)
        assert (line.product.name, line.received) == ("Lamp", 1)
        sheet = at_work.get(reverse("station:sheet", args=[case.number]))
        assert reverse("station:inspect", args=[case.number, line.pk]) in (
            sheet.content.decode()
        )

    def test_is_asked_for_its_article_only_where_its_serial_does_not_say_it(
        self, at_work, desk, case
    ):
        builders.a_unit("SN-9")
        named(at_work, case, "extra", serial="SN-9")
        found = Discrepancy.objects.get(case=case)
        address = reverse("desk:settle", args=[case.number, found.pk])
        assert "Article number" not in desk.get(address).content.decode()
        Discrepancy.objects.update(serial="")
        assert "Article number" in desk.get(address).content.decode()

    def test_one_serial_number_is_one_unit(self, at_work, case):
        page = named(at_work, case, "extra", serial="SN-9", quantity="2")
        assert page.status_code == 422
        assert "write each alone" in page.content.decode()


class TestWhatIsKnownOfASerial:
    @pytest.mark.parametrize(
        ("serial", "said", "way"),
        [
            ("SN-9", "waits for it.", "swap_case"),
            ("SN-3", "of the same customer.", "accept"),
            ("SN-4", "of another customer.", "ask_customer"),
            ("ZZ-1", "We never sold a unit with it.", ""),
        ],
    )
    def test_leads_to_its_usual_way_out(self, at_work, desk, case, serial, said, way):
        for known in ("SN-9", "SN-3"):
            builders.a_unit(known)
        builders.a_unit("SN-4", account=builders.an_account("C-9"))
        builders.a_case(builders.broken("SN-9"))
        named(at_work, case, "serial_mismatch", line=1, serial=serial)
        found = Discrepancy.objects.get(case=case)
        page = desk.get(reverse("desk:settle", args=[case.number, found.pk]))
        assert said in page.content.decode()
        assert page.context["form"].initial.get("way_out", "") == way


class TestABatteryInDanger:
    def verdict(self, browser, text):
        return send(browser, text).json()["answers"][0]["verdict"]

    def cut_off(self, browser):
        told = browser.get(reverse("station:manifest")).json()["expected"]
        return {verdict for _title, _names, verdict in told}

    def test_is_a_stop_from_then_on_with_and_without_a_line_until_it_is_safe(
        self, at_work, desk, case
    ):
        assert self.cut_off(at_work) == {"GO"}
        named(at_work, case, "battery")
        assert self.verdict(at_work, "SN-2") == "STOP"
        assert self.cut_off(at_work) == {"STOP"}
        settled(desk, case, "made_safe")
        assert self.verdict(at_work, "SN-2") == "GO"
        assert self.cut_off(at_work) == {"GO"}

    def test_is_neither_counted_nor_checked_until_it_is_safe(self, at_work, desk, case):
        receiving.receive_units(
            case=case.ref,
            arrivals=(Arrival(serial="SN-1"),),
            by=builders.CLERK,
            at=builders.NOON,
        )
        sheet = reverse("station:sheet", args=[case.number])
        duties = ("Take these in", "Keep the finding")
        named(at_work, case, "battery")
        shown = at_work.get(sheet).content.decode()
        assert [each for each in duties if each in shown] == []
        settled(desk, case, "made_safe")
        shown = at_work.get(sheet).content.decode()
        assert [each for each in duties if each in shown] == list(duties)

    def test_may_be_hurt_where_it_was_knocked_about(self, at_work):
        product = builders.a_product("PWR", lithium=Lithium.CONTAINED)
        builders.a_unit("PW-1", product=product)
        case = builders.a_case(builders.broken("PW-1"))
        case.lines.update(reason="damaged_in_transit")
        assert self.verdict(at_work, "PW-1") == "STOP"
        assert self.cut_off(at_work) == {"STOP"}
