"""What waits for an approver, and when the one letter of a day leaves."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rma.rules.members import Approvals, MemberRole, WhyHeld, morning_after
from rma.rules.money import Money
from rma.rules.words import Wish

LIMIT = Approvals(above=Money(50_000, "EUR"), swaps=True)


class TestWhatWaits:
    @pytest.mark.parametrize("role", set(MemberRole) - {MemberRole.REQUESTER})
    def test_only_requesters_wait(self, role):
        values = [Money(99_999, "EUR")]
        assert LIMIT.why_held(role, values, [Wish.ADVANCE_REPLACEMENT]) == ()

    def test_the_limit_itself_passes_and_a_cent_more_waits(self):
        at, over = [Money(50_000, "EUR")], [Money(25_000, "EUR"), Money(25_001, "EUR")]
        role = MemberRole.REQUESTER
        assert LIMIT.why_held(role, at, [Wish.REPAIR]) == ()
        assert LIMIT.why_held(role, over, [Wish.REPAIR]) == (WhyHeld.VALUE,)

    def test_a_swap_waits_whatever_it_is_worth_and_all_reasons_are_told(self):
        swap = [Wish.ADVANCE_REPLACEMENT]
        role = MemberRole.REQUESTER
        assert LIMIT.why_held(role, [], swap) == (WhyHeld.SWAP,)
        both = LIMIT.why_held(role, [Money(60_000, "EUR")], swap)
        assert both == (WhyHeld.VALUE, WhyHeld.SWAP)

    def test_another_currency_cannot_slip_under_the_limit(self):
        one_yen = [Money(1, "JPY")]
        held = LIMIT.why_held(MemberRole.REQUESTER, one_yen, [Wish.REPAIR])
        assert held == (WhyHeld.VALUE,)

    def test_a_company_that_set_nothing_waits_for_nothing(self):
        values = [Money(10**9, "EUR")]
        wishes = [Wish.ADVANCE_REPLACEMENT]
        assert Approvals().why_held(MemberRole.REQUESTER, values, wishes) == ()


class TestTheMorning:
    @given(
        at=st.datetimes(
            datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)
        ),
        zone=st.sampled_from(
            ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "no/where"]
        ),
    )
    def test_is_ahead_within_a_day_and_two_letters_never_share_it(self, at, zone):
        morning = morning_after(at, zone)
        assert 0 < (morning - at).total_seconds() <= 25 * 3600
        assert (morning.hour, morning.minute) == (8, 0)
