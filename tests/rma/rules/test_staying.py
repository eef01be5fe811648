"""What may stay with its owner, and what shows that it does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rma.rules import policy_tables, staying
from rma.rules.ledger import LineLedger
from rma.rules.money import Money
from rma.rules.policy_tables import NotARow
from rma.rules.staying import Proof, Stay, Staying, StayRule, StayState
from rma.rules.words import Decision, Reason, Wish

CHEAP = Staying(Reason.DEFECTIVE, True, Money(4900, "EUR"), "cables", "Acme")
RULES = st.builds(
    StayRule,
    st.sampled_from(Stay),
    st.none() | st.integers(1, 10**7),
    st.sampled_from(["", "cables", "hard drives"]),
    st.sampled_from(["", "Acme", "Corvina Optics"]),
    st.lists(st.sampled_from(Reason), unique=True).map(tuple),
    st.lists(st.sampled_from(Proof), unique=True).map(tuple),
    is_unseen=st.booleans(),
)


def offered(rule: StayRule, **more: object) -> StayRule | None:
    values = {name: getattr(CHEAP, name) for name in Staying.__slots__}
    return staying.offer_for(Staying(**(values | more)), [rule], "EUR")


class TestWhatMayStay:
    def test_value_category_maker_and_fault_each_must_fit(self):
        rule = StayRule(Stay.DESTROYED, 5000, "Cables", "ACME", (Reason.DEFECTIVE,))
        assert offered(rule) is rule
        assert offered(rule, value=Money(5001, "EUR")) is None
        assert offered(rule, value=Money(4900, "USD")) is None
        assert offered(rule, value=None) is None
        assert offered(rule, category="cameras") is None
        assert offered(rule, maker="Other") is None
        assert offered(rule, reason=Reason.DOA) is None

    def test_what_is_not_owed_or_what_the_maker_wants_back_has_to_come(self):
        rule = StayRule(Stay.KEPT)
        assert offered(rule) is rule
        assert offered(rule, is_covered=False) is None
        assert offered(rule, is_wanted_by_maker=True) is None

    def test_giving_back_for_no_reason_is_only_meant_where_it_is_named(self):
        assert offered(StayRule(Stay.KEPT), reason=Reason.UNWANTED) is None
        named = StayRule(Stay.KEPT, reasons=(Reason.UNWANTED,))
        assert offered(named, reason=Reason.UNWANTED) is named

    def test_a_repair_needs_the_unit(self):
        assert not staying.can_stay(Wish.REPAIR)
        assert not staying.can_stay(Wish.ADVANCE_REPLACEMENT)
        assert all(map(staying.can_stay, (Wish.CREDIT, Wish.REFUND, Wish.REPLACEMENT)))


class TestTheTable:
    @given(st.lists(RULES, max_size=4))
    def test_what_is_written_is_read_as_the_same_rules(self, rules: list[StayRule]):
        kept = [rule.as_dict() for rule in rules]
        text = policy_tables.write_stays(kept, "EUR")
        bare = [rule for rule in rules if rule == StayRule(rule.stay)]
        if not bare:
            assert policy_tables.read_stays(text, "EUR") == kept

    @pytest.mark.parametrize(
        "line",
        [
            "burnt: photo",
            "kept: up to much",
            "kept: selfie",
            "destroyed: reason bored",
            "destroyed",
        ],
    )
    def test_a_line_that_says_something_else_is_named(self, line: str):
        with pytest.raises(NotARow):
            policy_tables.read_stays(line, "EUR")


class TestProofs:
    def test_what_is_missing_is_named_in_one_order(self):
        asked = (Proof.DECLARATION, Proof.PHOTO)
        assert staying.missing(asked, [], is_declared=False) == (
            Proof.PHOTO,
            Proof.DECLARATION,
        )
        assert staying.missing(asked, [Proof.PHOTO], is_declared=True) == ()

    def test_who_has_the_ball(self):
        owed, waiting, free = (True, False), (True, True), (False, False)
        assert staying.state_of([]) == StayState.NONE
        assert staying.state_of([free]) == StayState.OURS
        assert staying.state_of([free, waiting]) == StayState.WAITING
        assert staying.state_of([waiting, owed]) == StayState.OWED


def test_nothing_that_stays_is_ever_waited_for():
    line = LineLedger(Decision.APPROVED, 3, approved=3, is_staying=True)
    assert line.expected == 0
    assert line.unresolved == 3
