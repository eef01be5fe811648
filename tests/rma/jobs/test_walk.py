"""A letter at each step, from "it failed" to closed, as a mail program reads them."""

import json
import re
from datetime import date, timedelta

import pytest

from outbox.models import Job
from rma.messages import links
from rma.models import Message
from rma.rules.words import CaseStatus, ResolutionKind, Wish
from tests.rma.jobs import world
from tests.rma.jobs.mailbox import html_of, links_in, text_of
from tests.rma.jobs.world import NOON, later

pytestmark = pytest.mark.django_db

TOLD = [
    "approved",
    "on_the_way",
    "arrived",
    "inspected",
    "resolution_decided",
    "shipped",
    "delivered",
    "closed",
]


def walk():
    """Take one camera all the way, with a worker that keeps up."""
    case = world.open_return()
    world.drain(NOON)
    at = world.carry(case, "in", later(days=1))
    world.receive(case, at)
    world.drain(at)
    at = later(days=2)
    world.inspect(case, at)
    world.drain(at)
    world.resolve(case, at)
    world.drain(at)
    world.ship(case, at)
    world.drain(at)
    world.carry(case, "out", later(days=3))
    return world.again(case)


class TestAWholeWalk:
    def test_tells_the_customer_each_step_once_in_one_thread(self, mailbox):
        case = walk()

        assert case.status == CaseStatus.CLOSED
        assert mailbox.names == TOLD
        first, *rest = mailbox.letters
        assert {each["In-Reply-To"] for each in rest} == {first["Message-ID"]}
        assert {each["References"] for each in rest} == {first["Message-ID"]}
        assert all(case.number in each["Subject"] for each in mailbox.letters)
        assert {each["Auto-Submitted"] for each in mailbox.letters} == {
            "auto-generated"
        }
        assert Message.objects.filter(sent_at=None).count() == 0

    def test_done_twice_sends_nothing_twice(self, mailbox):
        walk()
        before = {each["Message-ID"]: each.as_string() for each in mailbox.letters}
        again = ("tell", "deliver", "label.buy", "parcel.arrived", "parcel.look")
        Job.objects.filter(kind__in=again).update(state="ready", finished_at=None)
        world.drain(later(days=3, hours=9))

        after = {each["Message-ID"]: each.as_string() for each in mailbox.letters}
        assert after == before

    def test_carries_the_label_and_a_link_that_opens_the_case(self, mailbox):
        case = world.open_return()
        world.drain(NOON)

        letter = mailbox.letter("approved")
        (label,) = letter.iter_attachments()
        assert label.get_filename() == f"{case.number}-label.pdf"
        assert label.get_content().startswith(b"%PDF-")
        (link,) = links_in(text_of(letter))
        assert links.read_token(link.rsplit("/", 1)[1]) == (case.code, 1)

    def test_of_a_credit_says_how_much(self, mailbox):
        case = world.open_return(wish=Wish.CREDIT)
        world.receive(case, later(days=1))
        world.inspect(case, later(days=1))
        world.resolve(case, later(days=1), kind=ResolutionKind.CREDIT)
        world.drain(later(days=1))

        assert "credit of 200.00 EUR" in mailbox.letter("credit_issued")["Subject"]
        assert "resolution_decided" not in mailbox.names


class TestASwapsWalk:
    def test_tells_of_the_new_unit_first_and_then_of_the_day_back(self, mailbox):
        case = world.open_return(wish=Wish.ADVANCE_REPLACEMENT)
        world.drain(NOON)
        world.ship(case, later(hours=2))
        world.drain(later(hours=2))
        world.keep_at_home()
        at = world.carry(case, "out", later(days=1))

        assert mailbox.names == [
            "advance_accepted",
            "advance_shipped",
            "advance_delivered",
        ]
        swap = case.lines.get().advance
        day = f"{swap.due_back_on:%-d %B %Y}"
        assert day in mailbox.letter("advance_delivered")["Subject"]
        back = case.promises.get(step="hand_over")
        assert back.due_at.date() == swap.due_back_on
        world.receive(case, at)
        world.inspect(case, at)
        world.drain(at)
        assert mailbox.names[-1] == "closed"


class TestThePapersOfAWalk:
    @pytest.mark.slow
    def test_the_report_goes_along_with_the_last_letter(self, mailbox, settings):
        """Letters of an end wait for others a little; its report is drawn meanwhile."""
        settings.LETTERS_GATHER_SECONDS = 120
        case = walk()
        at = world.again(case).closed_at
        world.drain(at, draws=True)
        world.drain(at + timedelta(minutes=5))
        (paper,) = mailbox.letter("closed").iter_attachments()
        assert paper.get_filename() == f"{case.number}-report.pdf"
        assert paper.get_content().startswith(b"%PDF-")
        assert "report comes with this letter" in text_of(mailbox.letter("closed"))

    def test_are_drawn_once_and_lie_in_storage(self):
        case = walk()
        for kind in ("slip", "parcel_label", "claim_packet", "report"):
            for turn in (1, 2):
                ids = {"case_id": case.pk, "kind": kind}
                Job.objects.create(kind="draw", key=f"draw:{kind}:{turn}", ids=ids)
        world.drain(later(days=9), draws=True)

        assert sorted(case.documents.values_list("kind", "paper")) == [
            ("claim_evidence", ""),
            ("claim_packet", "a4"),
            ("parcel_label", "label"),
            ("report", "a4"),
            ("slip", "a4"),
            ("slip", "letter"),
        ]
        pdfs = case.documents.exclude(kind="claim_evidence")
        assert all(each.read().startswith(b"%PDF-") for each in pdfs)

    def test_of_a_swap_hold_the_agreement(self):
        case = world.open_return(wish=Wish.ADVANCE_REPLACEMENT)
        world.drain(NOON, draws=True)
        assert case.documents.filter(kind="agreement").count() == 1

    def test_for_the_box_are_wanted_until_it_leaves(self):
        case = world.open_return()
        world.drain(NOON)
        before = set(Job.objects.filter(kind="draw").values_list("key", flat=True))
        assert {key.rsplit(":", 1)[1] for key in before} == {"slip", "parcel_label"}
        world.carry(case, "in", later(days=1))
        after = set(Job.objects.filter(kind="draw").values_list("key", flat=True))
        assert after == before


_MARKUP = re.compile(r'<script type="application/ld\+json">(.*?)</script>')


class TestForMailPrograms:
    """What a mail program shows of a parcel is what the letter says, and no more."""

    def test_each_letter_about_a_parcel_carries_it(self, mailbox):
        case = walk()
        told = {}
        for name in mailbox.names:
            text = html_of(mailbox.letter(name))
            for each in _MARKUP.findall(text):
                told[name] = json.loads(each)
        assert set(told) == {"approved", "on_the_way", "shipped", "delivered"}
        for name, parcel in told.items():
            assert parcel["@type"] == "ParcelDelivery"
            assert parcel["partOfOrder"]["orderNumber"] == case.number
            assert parcel["trackingUrl"] in text_of(mailbox.letter(name))
            assert parcel["carrier"]["name"]
            assert parcel["itemShipped"][0]["name"] == "Dome camera 4 MP"
        here, there = told["on_the_way"], told["shipped"]
        assert here["deliveryAddress"]["addressLocality"] == case.site.city
        assert there["deliveryAddress"]["addressLocality"] == "Hamburg"
        assert there["trackingNumber"] != here["trackingNumber"]
        for name in ("on_the_way", "shipped"):
            day = date.fromisoformat(told[name]["expectedArrivalUntil"])
            assert f"{day.day} {day:%B %Y}" in text_of(mailbox.letter(name))

    def test_nobodys_words_end_the_element(self):
        case = world.open_return()
        case.site.company = "</script><b>Odd"
        case.site.save()
        world.drain(NOON)
        written = case.messages.get(letter="approved").html
        assert "</script><b>" not in written
