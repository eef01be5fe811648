"""What came otherwise than announced, as the page of its return asks and tells it."""

import pytest
from django.utils import timezone

from portal.customer import unit_rows
from rma.actions import approval, differing, receiving
from rma.actions.differing import Difference
from rma.messages import letters
from rma.models import Case, CaseLine, Discrepancy, Event
from rma.queries import differences_of, letter_facts
from rma.queries.tracking_page import tracking_page
from rma.rules.actors import SYSTEM
from rma.rules.discrepancies import Exit
from rma.rules.words import DiscrepancyKind
from rma.steps.counting import Arrival
from tests.rma import builders
from tests.rma.builders import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(walk, unit):
    return walk.whole("SN-1")


def settled(way_out, words):
    return differing.settle_discrepancy(
        case=Case.objects.get().ref,
        discrepancy_id=Discrepancy.objects.get().pk,
        way_out=way_out,
        outcome=words,
        by=SYSTEM,
        at=timezone.now(),
    )


@pytest.fixture
def asked(address):
    """Return the address of a return about whose unit we asked something."""
    difference = Difference(
        DiscrepancyKind.SERIAL_MISMATCH, CaseLine.objects.get().pk, serial="ZZ-9"
    )
    differing.note_discrepancy(
        case=Case.objects.get().ref, difference=difference, by=SYSTEM, at=timezone.now()
    )
    settled(Exit.ASK_CUSTOMER, "Is ZZ-9 yours?")
    return address


class TestAQuestionAboutIt:
    def test_stands_on_the_page_until_it_is_answered_there(self, client, asked):
        page = client.get(asked).text
        assert "Is ZZ-9 yours?" in page
        assert "Nothing to do for you" not in page
        assert "Is ZZ-9 yours?" in client.get(f"{asked}answer").text
        told = {"answer": "Yes, it is.", "once": "a" * 32}
        for _ in range(2):
            assert client.post(f"{asked}answer", told)["Location"] == asked
        assert "Is ZZ-9 yours?" not in client.get(asked).text
        case, found = Case.objects.get(), Discrepancy.objects.get()
        assert not case.is_awaiting_customer
        assert found.settled_at is None
        assert differences_of.answer_to(found) == "Yes, it is."
        steps = case.promises.open().values_list("step", flat=True)
        assert "answer" not in steps
        assert "decide" in steps
        with pytest.raises(approval.NothingAskedYet):
            approval.give_information(
                case=case.ref, answer="x", by=SYSTEM, at=timezone.now()
            )

    def test_settled_keeps_what_was_promised_about_it(self, client, asked):
        told = {"answer": "Yes, it is.", "once": "a" * 32}
        client.post(f"{asked}answer", told)
        case = settled(Exit.OTHER, "They send the right one.")
        assert not case.promises.open().filter(step="decide").exists()

    def test_may_be_asked_again(self, client, asked):
        client.post(f"{asked}answer", {"answer": "No.", "once": "a" * 32})
        case = settled(Exit.ASK_CUSTOMER, "Then whose is it?")
        assert case.is_awaiting_customer
        page = client.get(asked).text
        assert "Then whose is it?" in page
        assert "Is ZZ-9 yours?" not in page


class TestWhatDidNotCome:
    def said(self, case):
        rows = unit_rows.rows_of(tracking_page(case))
        return [row["display"] for row in rows]

    def test_is_named_and_its_end_is_told(self, db):
        for serial in ("SN-1", "SN-2"):
            builders.a_unit(serial)
        case = builders.a_case(builders.broken(), builders.broken("SN-2"))
        assert self.said(case) == ["Accepted", "Accepted"]
        receiving.receive_units(
            case=case.ref, arrivals=(Arrival(serial="SN-1"),), by=SYSTEM, at=NOON
        )
        assert self.said(case) == ["Here, being checked", "It has not come yet"]
        receiving.short_close(
            case=case.ref,
            line_id=builders.the_line(case, 2).pk,
            quantity=1,
            reason="You keep it.",
            by=SYSTEM,
            at=NOON,
        )
        gone = "It did not come; we wait for it no more"
        assert self.said(case) == ["Here, being checked", gone]
        event = Event.objects.get(name="units.short-closed")
        owed = letters.owed_by(letter_facts.facts_of(event.pk))
        assert [each.letter for each in owed] == ["short_closed"]
