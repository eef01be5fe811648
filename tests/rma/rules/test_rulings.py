"""Eligibility, remedies, swaps, makers' terms and the dated plan."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rma.rules import advance_terms, eligibility, plan, remedies, vendor_terms
from rma.rules.advance_terms import AdvanceAnswer, AdvanceTerms
from rma.rules.calendar import calendar
from rma.rules.eligibility import Limits, Request
from rma.rules.entitlement import Because, Coverage
from rma.rules.maker_repairs import Fallback
from rma.rules.money import Money
from rma.rules.plan import PlanTerms
from rma.rules.promises import Care, Watch, care_for, new_date
from rma.rules.remedies import RemedyTerms
from rma.rules.sold_to import SoldTo
from rma.rules.vendor_terms import ClaimDates, FilingStart, VendorTerms
from rma.rules.words import (
    Basis,
    Decision,
    HandOver,
    PartReturn,
    Party,
    Reason,
    Step,
    Verdict,
    Wish,
)

WEEK = calendar(zone="Europe/Berlin", opens=time(8), closes=time(17), weekdays=range(5))
TODAY = date(2026, 3, 10)
NOW = datetime(2026, 3, 10, 10, tzinfo=UTC)
YES = AdvanceAnswer(allowed=True, why="")


def coverage(verdict: Verdict, basis: Basis | None = None) -> Coverage:
    return Coverage(verdict, basis, TODAY, (Because("why", "Because."),))


IN_WARRANTY = coverage(Verdict.COVERED, Basis.WARRANTY)
NOT_COVERED = coverage(Verdict.NOT_COVERED)


def asked(cover: Coverage = IN_WARRANTY, **values: object) -> Request:
    given_values = {"reason": Reason.DEFECTIVE, "coverage": cover, "on": TODAY}
    return Request(**(given_values | values))


class TestRuleOn:
    @pytest.mark.parametrize(
        ("request_", "decision", "code"),
        [
            (asked(), Decision.APPROVED, None),
            (asked(NOT_COVERED), Decision.NEEDS_REVIEW, "not_covered"),
            (
                asked(NOT_COVERED, reason=Reason.UNWANTED),
                Decision.REFUSED,
                "return_window_over",
            ),
            (asked(is_known_unit=False), Decision.NEEDS_REVIEW, "no_serial"),
            (asked(sold_to=SoldTo.ANOTHER), Decision.NEEDS_REVIEW, "not_your_unit"),
            (
                asked(is_guest=True, has_new_address=True),
                Decision.NEEDS_REVIEW,
                "new_address",
            ),
            (asked(has_new_address=True), Decision.APPROVED, None),
            (asked(reason=Reason.OTHER), Decision.NEEDS_REVIEW, "unusual_reason"),
        ],
    )
    def test_decides_and_says_why(self, request_, decision, code):
        ruling = eligibility.rule_on(request_, Limits(auto_approve_cents=None))
        assert ruling.decision is decision
        codes = [because.code for because in ruling.reasons]
        assert codes == ([code] if code else [])

    def test_collects_every_objection_and_takes_the_gravest(self):
        request = asked(
            NOT_COVERED,
            reason=Reason.UNWANTED,
            sold_to=SoldTo.ANOTHER,
            value=Money(90000, "EUR"),
        )
        ruling = eligibility.rule_on(request, Limits(auto_approve_cents=50000))
        assert ruling.decision is Decision.REFUSED
        codes = {because.code for because in ruling.reasons}
        assert codes == {"return_window_over", "not_your_unit", "above_limit"}


TIMES = RemedyTerms(10, 3, 2, 1, 10, 2, 1, Money(9500, "EUR"))


def offers(cover: Coverage, reason: Reason | None = None, **values: object):
    terms = values.pop("terms", TIMES)
    found = remedies.remedies(
        coverage=cover,
        reason=reason,
        terms=terms,
        advance=YES,
        calendar=WEEK,
        on=TODAY,
        paid=Money(90000, "EUR"),
    )
    return {remedy.kind: remedy for remedy in found}


class TestRemedies:
    @pytest.mark.parametrize("verdict", Verdict)
    @pytest.mark.parametrize("basis", [None, *Basis])
    @pytest.mark.parametrize("reason", [None, *Reason])
    def test_every_wish_is_offered_dated_and_priced_or_refused_with_a_reason(
        self, verdict, basis, reason
    ):
        for remedy in offers(coverage(verdict, basis), reason).values():
            assert remedy.available == (remedy.ready_by is not None)
            assert remedy.available == (remedy.price is not None)
            assert remedy.available or remedy.why
        assert set(offers(coverage(verdict, basis), reason)) == set(Wish)

    @pytest.mark.parametrize("wish", [Wish.REPLACEMENT, Wish.REPAIR, Wish.CREDIT])
    def test_the_date_on_the_card_is_the_date_of_the_plan(self, wish):
        steps = plan.plan_for(
            (wish,), terms=TERMS, hand_over=HandOver.LABEL, calendar=WEEK, at=NOW
        )
        promised = next(step for step in steps if step.step is Step.RESOLVE)
        card = offers(IN_WARRANTY)[wish].ready_by
        assert WEEK.end_of(card) == promised.due_at

    def test_a_unit_out_of_cover_is_repaired_at_a_price(self):
        found = offers(NOT_COVERED)
        assert found[Wish.REPAIR].price == Money(9500, "EUR")
        assert not found[Wish.REPLACEMENT].available

    def test_where_the_maker_repairs_a_swap_still_has_our_date(self):
        found = offers(
            IN_WARRANTY,
            terms=RemedyTerms(
                10, 3, 2, 1, 10, 2, 1, Money(9500, "EUR"), Fallback.REPLACEMENT
            ),
        )
        assert found[Wish.REPAIR].available
        assert not found[Wish.REPLACEMENT].available
        assert found[Wish.ADVANCE_REPLACEMENT].available


SWAP = AdvanceTerms(is_offered=True, return_days=10, grace_days=15, most_open=2)


class TestSwaps:
    @pytest.mark.parametrize(
        "obstacle",
        [
            {"terms": AdvanceTerms(False, 10, 15, 2)},
            {"coverage": NOT_COVERED},
            {"coverage": coverage(Verdict.COVERED, Basis.CONTRACT)},
            {"reason": Reason.UNWANTED},
            {"is_product_eligible": False},
            {"is_known_customer": False},
            {"open_advances": 2},
        ],
    )
    def test_each_obstacle_alone_refuses_with_its_reason(self, obstacle):
        fine = {
            "terms": SWAP,
            "coverage": IN_WARRANTY,
            "reason": Reason.DEFECTIVE,
            "is_product_eligible": True,
            "is_known_customer": True,
            "open_advances": 1,
        }
        assert advance_terms.allow(**fine).allowed
        answer = advance_terms.allow(**(fine | obstacle))
        assert not answer.allowed
        assert answer.why

    def test_the_clock_counts_working_days_from_delivery(self):
        friday_evening = datetime(2026, 3, 13, 22, tzinfo=UTC)
        due = advance_terms.due_back(friday_evening, SWAP, WEEK)
        assert due == date(2026, 3, 27)


class TestVendorTerms:
    @pytest.mark.parametrize("start", FilingStart)
    def test_the_window_runs_from_the_day_the_maker_counts(self, start):
        terms = VendorTerms(90, start, False, PartReturn.NO, 10)
        days = {
            FilingStart.REPORTED: date(2026, 1, 1),
            FilingStart.RECEIVED: date(2026, 1, 5),
            FilingStart.INSPECTED: date(2026, 1, 6),
            FilingStart.REPLACED: date(2026, 1, 9),
        }
        dates = ClaimDates(*days.values())
        assert vendor_terms.file_by(terms, dates) == days[start] + timedelta(days=90)
        early = ClaimDates(reported_on=days[FilingStart.REPORTED])
        assert vendor_terms.file_by(terms, early) == date(2026, 4, 1)

    def test_the_makers_cover_must_be_running_when_reported(self):
        assert vendor_terms.may_claim(TODAY, TODAY)
        assert not vendor_terms.may_claim(TODAY, TODAY + timedelta(days=1))
        assert not vendor_terms.may_claim(None, TODAY)


TERMS = PlanTerms(1, 10, 3, 2, 1, 10, 2, 1, 10)


class TestPlan:
    @given(
        st.sets(st.sampled_from(Wish), min_size=1),
        st.sampled_from(HandOver),
        st.booleans(),
    )
    def test_is_in_order_names_each_step_once_and_starts_with_us_or_the_sender(
        self, wishes, hand_over, maker
    ):
        terms = PlanTerms(1, 10, 3, 2, 1, 10, 2, 1, 10, is_maker_repairing=maker)
        steps = plan.plan_for(
            tuple(wishes), terms=terms, hand_over=hand_over, calendar=WEEK, at=NOW
        )
        dates = [step.due_at for step in steps]
        assert dates == sorted(dates)
        assert len({step.step for step in steps}) == len(steps) >= 4
        assert all(due > NOW for due in dates)
        has_label = Step.LABEL in {step.step for step in steps}
        assert has_label == (hand_over is not HandOver.OWN_CARRIER)


class TestCareForPromises:
    DUE = datetime(2026, 3, 20, 16, tzinfo=UTC)

    def care(self, who: Party, at: datetime, **said: datetime | None) -> Care:
        watch = Watch(who, self.DUE, said.get("warned_at"), said.get("told_at"))
        return care_for(watch, WEEK, at)

    def test_warns_the_owner_a_working_day_ahead_and_once(self):
        eve = self.DUE - timedelta(hours=20)
        assert self.care(Party.US, eve) is Care.WARN_OWNER
        assert self.care(Party.US, eve, warned_at=eve) is Care.NOTHING
        assert self.care(Party.US, self.DUE - timedelta(days=2)) is Care.NOTHING

    def test_steps_in_before_a_date_of_the_makers_passes(self):
        almost = self.DUE - timedelta(hours=1)
        assert self.care(Party.MANUFACTURER, almost) is Care.STEP_IN

    @pytest.mark.parametrize("who", [Party.US, Party.CARRIER])
    def test_tells_the_customer_before_a_date_of_ours_passes(self, who):
        assert self.care(who, self.DUE - timedelta(hours=1)) is Care.TELL_CUSTOMER
        later = new_date(self.DUE, WEEK, self.DUE - timedelta(hours=1))
        assert later > self.DUE

    def test_reminds_the_customer_of_their_own_step_then_lets_it_go(self):
        before = self.DUE - timedelta(days=2)
        assert self.care(Party.CUSTOMER, before) is Care.REMIND_CUSTOMER
        assert self.care(Party.CUSTOMER, before, told_at=before) is Care.NOTHING
        assert self.care(Party.CUSTOMER, self.DUE) is Care.LET_GO

    def test_says_it_again_on_the_last_day_where_that_matters(self):
        told, today = self.DUE - timedelta(days=2), self.DUE - timedelta(hours=8)

        def last_day(told_at):
            watch = Watch(Party.CUSTOMER, self.DUE, None, told_at, has_last_day=True)
            return care_for(watch, WEEK, today)

        assert last_day(told) is Care.REMIND_LAST
        assert last_day(today) is Care.NOTHING
        assert self.care(Party.CUSTOMER, today, told_at=told) is Care.NOTHING
