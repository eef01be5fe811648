"""Differences seen after the units were counted in, and what goes back is told."""

import pytest

from rma.actions import inspecting, receiving
from rma.messages import compose, letters
from rma.queries import invariants, letter_facts
from rma.rules.discrepancies import Exit
from rma.rules.words import DiscrepancyKind, Finding
from rma.steps import counting
from rma.steps.counting import Arrival
from rma.steps.ways_out import ArticleMissing
from tests.rma.actions.test_differing import MISMATCH, noted, settled
from tests.rma.builders import (
    CLERK,
    NOON,
    a_case,
    a_product,
    a_unit,
    broken,
    later,
    the_line,
)

pytestmark = pytest.mark.django_db


def counted_in(case):
    return receiving.receive_units(
        case=case.ref, arrivals=(Arrival(line_id=the_line(case).pk),), by=CLERK, at=NOON
    )


class TestSeenAfterwards:
    def test_accepted_after_it_was_counted_in_it_is_counted_once(self):
        other = a_unit("SN-2")
        case = counted_in(a_case())
        settled(case, noted(case, MISMATCH, serial="SN-2"), Exit.ACCEPT)
        line = the_line(case)
        assert (line.unit, line.serial, line.received) == (other, "SN-2", 1)
        assert invariants.find_all(later(hours=2)) == []

    @pytest.mark.parametrize("way", [Exit.SEND_BACK, Exit.SWAP_CASE])
    def test_counted_in_before_and_not_theirs_it_is_counted_out_again(self, way):
        case = counted_in(a_case())
        a_unit("SN-2")
        other = a_case(broken("SN-2"))
        settled(case, noted(case, MISMATCH, serial="SN-2"), way)
        assert (the_line(case).received, the_line(case).sums.expected) == (0, 1)
        assert the_line(other).received == (way is Exit.SWAP_CASE)
        assert invariants.find_all(later(hours=2)) == []
        counted_in(case)
        assert the_line(case).received == 1

    def test_where_nothing_else_came_the_plan_begins_again(self):
        case = counted_in(a_case())
        case = settled(case, noted(case, MISMATCH, serial="ZZ-1"), Exit.SEND_BACK)
        rows = case.promises.open().order_by("due_at")
        steps = [row.step for row in rows]
        assert steps[:2] == ["hand_over", "arrive"]
        assert "label" not in steps

    @pytest.mark.parametrize(
        ("way", "expected"), [(Exit.STILL_COMING, 1), (Exit.STOP_WAITING, 0)]
    )
    def test_missing_though_it_was_counted_in_it_is_counted_out(self, way, expected):
        case = counted_in(a_case())
        case = settled(case, noted(case, DiscrepancyKind.MISSING), way)
        line = the_line(case)
        assert (line.received, line.sums.expected) == (0, expected)
        assert invariants.find_all(later(hours=2)) == []

    def test_checked_as_what_it_is_not_it_can_only_be_accepted(self):
        case = counted_in(a_case())
        inspecting.inspect_units(
            case=case.ref,
            line_id=the_line(case).pk,
            outcome=Finding.FAULT_CONFIRMED,
            by=CLERK,
            at=NOON,
        )
        found = noted(case, MISMATCH, serial="ZZ-1")
        with pytest.raises(counting.CheckedAlready):
            settled(case, found, Exit.SEND_BACK)
        settled(case, found, Exit.ACCEPT)
        assert the_line(case).serial == "ZZ-1"

    def test_another_article_without_a_serial_number_is_named_by_its_own(self):
        case, recorder = a_case(), a_product("REC-9")
        found = noted(case, DiscrepancyKind.WRONG_ITEM, note="A recorder, no plate.")
        with pytest.raises(ArticleMissing):
            settled(case, found, Exit.ACCEPT)
        settled(case, found, Exit.ACCEPT, sku="REC-9")
        line = the_line(case)
        assert (line.product, line.unit, line.serial) == (recorder, None, "")
        assert line.received == 1
        assert invariants.find_all(later(hours=2)) == []

    def test_a_damaged_box_is_told_of_and_costs_its_sender_nothing(self):
        case = a_case()
        found = noted(case, DiscrepancyKind.DAMAGED_BOX)
        settled(case, found, Exit.CLAIM_CARRIER)
        facts = letter_facts.facts_of(case.events.get(name="discrepancy.settled").pk)
        (owed,) = letters.owed_by(facts)
        (letter,) = compose.compose(owed, facts)
        assert owed.letter == "came_damaged"
        assert "We claim that from the carrier" in letter.text

    def test_what_goes_back_is_told_with_what_is_still_awaited(self):
        case = a_case()
        settled(case, noted(case, MISMATCH, serial="ZZ-1"), Exit.SEND_BACK)
        facts = letter_facts.facts_of(case.events.get(name="discrepancy.settled").pk)
        (owed,) = letters.owed_by(facts)
        (letter,) = compose.compose(owed, facts)
        assert owed.letter == "sent_back"
        assert "Found: a unit with another serial number (ZZ-1)" in letter.text
        assert "We still wait for what was announced." in letter.text
