"""Getting back from the maker what they owe."""

import pytest

from rma.actions import cancelling, claiming
from rma.models import VendorClaim
from rma.rules.money import Money
from rma.rules.words import ClaimStatus
from tests.rma import builders
from tests.rma.builders import CLERK, NOON, later

pytestmark = pytest.mark.django_db


def a_claim() -> VendorClaim:
    """Return the prospective claim of a case just opened."""
    return VendorClaim.objects.get(line__case=builders.a_case())


def answer(claim: VendorClaim, outcome: ClaimStatus, **values: object) -> VendorClaim:
    return claiming.record_answer(
        claim_id=claim.pk, outcome=outcome, by=CLERK, at=later(days=3), **values
    )


class TestAClaim:
    def test_is_filed_answered_in_part_and_recovered(self):
        claim = a_claim()
        claiming.submit_claim(claim_id=claim.pk, by=CLERK, at=NOON)
        answered = answer(
            claim,
            ClaimStatus.PARTLY,
            kind="credit",
            amount=Money(9000, "EUR"),
            reference="M-77",
        )
        assert (answered.status, answered.recovered_cents) == ("partly", 9000)
        assert answered.maker_reference == "M-77"

        done = claiming.record_recovery(
            claim_id=claim.pk, amount=Money(9000, "EUR"), by=CLERK, at=later(days=9)
        )
        assert (done.status, done.recovered_cents) == ("recovered", 9000)
        told = done.line.case.events.filter(name="claim.moved")
        assert [event.facts["status"] for event in told] == [
            "submitted",
            "partly",
            "recovered",
        ]

    def test_answered_anew_counts_the_newest_answer_alone(self):
        claim = a_claim()
        for cents in (1_000_000, 10_000):
            gave = {"kind": "credit", "amount": Money(cents, "EUR")}
            answered = answer(claim, ClaimStatus.PARTLY, **gave)
        assert answered.recovered_cents == 10_000
        assert answer(claim, ClaimStatus.DENIED).recovered_cents == 0
        assert claim.answers.count() == 3

    def test_that_the_maker_answers_unasked_was_filed_another_way(self):
        answered = answer(a_claim(), ClaimStatus.DENIED)
        assert answered.status == "denied"
        assert answered.submitted_at == later(days=3)

    def test_denied_leaves_the_customers_remedy_as_it_was(self):
        claim = a_claim()
        before = claim.line.case.status
        answer(claim, ClaimStatus.DENIED)
        claim.line.case.refresh_from_db()
        assert claim.line.case.status == before == "approved"

    def test_credited_without_an_amount_is_refused(self):
        with pytest.raises(claiming.NoAmount):
            answer(a_claim(), ClaimStatus.APPROVED, kind="credit")

    def test_in_another_currency_is_refused(self):
        with pytest.raises(claiming.NoAmount):
            answer(
                a_claim(),
                ClaimStatus.APPROVED,
                kind="refund",
                amount=Money(100, "USD"),
            )

    def test_of_a_cancelled_return_is_withdrawn_and_takes_no_answer(self):
        claim = a_claim()
        case = claim.line.case
        cancelling.cancel_return(case=case.ref, reason="", by=CLERK, at=NOON)
        with pytest.raises(claiming.NotReady):
            answer(claim, ClaimStatus.APPROVED)

    def test_is_not_filed_twice(self):
        claim = a_claim()
        claiming.submit_claim(claim_id=claim.pk, by=CLERK, at=NOON)
        with pytest.raises(claiming.NotReady):
            claiming.submit_claim(claim_id=claim.pk, by=CLERK, at=NOON)

    def test_lapses_after_its_filing_day_only(self):
        claim = a_claim()
        with pytest.raises(claiming.NotReady):
            claiming.let_lapse(claim_id=claim.pk, by=CLERK, at=later(days=89))
        lapsed = claiming.let_lapse(claim_id=claim.pk, by=CLERK, at=later(days=91))
        assert lapsed.status == "lapsed"
