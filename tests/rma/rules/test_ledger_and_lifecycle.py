"""The sums of a line, and the status and sentence that follow from them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rma.rules import lifecycle
from rma.rules.ledger import COLUMN_OF, LineLedger, TooMany
from rma.rules.lifecycle import Journey, Ledger
from rma.rules.sentences import SENTENCES
from rma.rules.words import (
    OPEN_STATUSES,
    CaseStatus,
    Decision,
    ResolutionKind,
)

approved_lines = st.integers(1, 9).map(
    lambda count: LineLedger(Decision.APPROVED, requested=count, approved=count)
)


@st.composite
def any_line(draw: st.DrawFn) -> LineLedger:
    """Return a line that some history of allowed steps could lead to."""
    decision = draw(st.sampled_from(Decision))
    asked = draw(st.integers(1, 6))
    if decision is not Decision.APPROVED:
        return LineLedger(decision, requested=asked)
    line = LineLedger(decision, requested=asked, approved=asked)
    line = line.receive(draw(st.integers(0, line.expected)))
    line = line.short_close(draw(st.integers(0, line.expected)))
    line = line.resolve(draw(st.integers(0, line.unresolved)))
    for kind in draw(st.lists(st.sampled_from(ResolutionKind), max_size=6)):
        if line.done < line.resolved:
            line = line.finish(kind, 1)
    return line


class TestLineLedger:
    @given(approved_lines, st.lists(st.integers(1, 4), max_size=12))
    def test_never_receives_more_than_was_approved(self, line, counts):
        for count in counts:
            if count > line.expected:
                with pytest.raises(TooMany) as refusal:
                    line.receive(count)
                assert refusal.value.room == line.expected
            else:
                line = line.receive(count)
        assert line.received + line.short_closed <= line.approved

    @given(any_line())
    def test_is_never_done_with_more_than_was_resolved(self, line):
        assert line.done <= line.resolved <= line.approved
        assert line.received + line.short_closed <= line.approved

    @pytest.mark.parametrize("kind", ResolutionKind)
    def test_counts_every_kind_of_resolution_once(self, kind):
        line = LineLedger(Decision.APPROVED, requested=1, approved=1).resolve(1)
        done = line.finish(kind, 1)
        assert getattr(done, COLUMN_OF[kind]) == 1
        assert (done.done, done.has_ended) == (1, True)


class TestStatusOf:
    @given(st.lists(any_line(), min_size=1, max_size=4), st.booleans())
    def test_a_case_is_over_exactly_when_every_line_has_ended(self, lines, moved):
        ledger = Ledger(tuple(lines), is_handed_over=moved)
        is_open = lifecycle.status_of(ledger) in OPEN_STATUSES
        assert is_open == any(not line.has_ended for line in lines)

    @pytest.mark.parametrize(
        ("decisions", "status"),
        [
            ((Decision.NEEDS_REVIEW,), CaseStatus.SUBMITTED),
            ((Decision.NEEDS_INFO, Decision.APPROVED), CaseStatus.NEEDS_INFO),
            ((Decision.APPROVED, Decision.NEEDS_REVIEW), CaseStatus.APPROVED),
            ((Decision.REFUSED, Decision.NEEDS_REVIEW), CaseStatus.SUBMITTED),
            ((Decision.REFUSED, Decision.REFUSED), CaseStatus.REJECTED),
            ((Decision.CANCELLED,), CaseStatus.CANCELLED),
            ((Decision.CANCELLED, Decision.REFUSED), CaseStatus.REJECTED),
        ],
    )
    def test_follows_the_decisions(self, decisions, status):
        lines = tuple(
            LineLedger(
                decision, requested=1, approved=int(decision is Decision.APPROVED)
            )
            for decision in decisions
        )
        assert lifecycle.status_of(Ledger(lines)) is status

    def test_awaiting_and_expired_are_facts_of_the_case(self):
        line = LineLedger(Decision.APPROVED, requested=1, approved=1)
        waiting = Ledger((line,), is_awaiting_customer=True)
        assert lifecycle.status_of(waiting) is CaseStatus.AWAITING_CUSTOMER
        ended = LineLedger(Decision.CANCELLED, requested=1)
        expired = Ledger((ended,), is_expired=True)
        assert lifecycle.status_of(expired) is CaseStatus.EXPIRED


class TestSituationOf:
    @given(
        st.lists(any_line(), min_size=1, max_size=3),
        st.sampled_from(["", "pending", "ready", "failed"]),
        st.sampled_from(["", "label_ready", "moving", "lost", "delivered"]),
        st.sampled_from(["", "planned", "moving", "delivered"]),
        st.sampled_from(["", "replacement", "repaired", "returned"]),
        st.booleans(),
    )
    def test_there_is_a_sentence_for_everything_that_can_be(
        self, lines, label, inbound, outbound, kind, overdue
    ):
        ledger = Ledger(tuple(lines))
        journey = Journey(label, False, inbound, outbound, kind, overdue)
        status = lifecycle.status_of(ledger)
        assert lifecycle.situation_of(status, ledger, journey) in SENTENCES
