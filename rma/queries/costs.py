"""What a return could cost its customer, from its lines and its policy."""

from collections.abc import Iterable

from django.utils.translation import gettext

from rma.models import Case, CaseLine, Policy
from rma.rules import freight, restocking_fee
from rma.rules.money import Money
from rma.rules.words import Basis, Decision, Reason, Verdict, Wish
from rma.rules.worst_case import Cause, Exposure, WorstCase, costs_of, worst_case

_ENDED = (Decision.REFUSED, Decision.CANCELLED)


def worst_case_of(lines: Iterable[CaseLine], policy: Policy) -> WorstCase:
    """Return the most that lines, written or not, can cost under a policy."""
    # What stays with its owner is neither tested nor carried.
    open_lines = (
        line for line in lines if line.decision not in _ENDED and not line.stays
    )
    return worst_case((_exposure(line, policy) for line in open_lines), policy.currency)


def told_of(case: Case) -> str:
    """Return the sentence of the check page about a return, in the reader's words."""
    lines = CaseLine.objects.of(case)
    return worst_case_of(lines, case.policy).sentence(gettext)


def no_fault_fee(line: CaseLine, policy: Policy) -> Money | None:
    """Return the fee a line's customer was told of, should no fault be found."""
    told = costs_of(_exposure(line, policy))
    return next((each.amount for each in told if each.cause is Cause.NO_FAULT), None)


def restocking_fee_of(line: CaseLine, price: Money, policy: Policy) -> Money | None:
    """Return what is kept of a price paid back for units of a line, as was told."""
    return restocking_fee.fee_for(
        price,
        percent=policy.restocking_percent,
        reason=Reason(line.reason),
        basis=_basis(line),
    )


def _basis(line: CaseLine) -> Basis | None:
    return Basis(line.basis) if line.basis else None


def _exposure(line: CaseLine, policy: Policy) -> Exposure:
    cents = line.repair_limit_cents
    return Exposure(
        repair_limit=None if cents is None else Money(cents, policy.currency),
        reason=Reason(line.reason),
        wish=Wish(line.wish),
        verdict=Verdict(line.verdict),
        value=line.value,
        no_fault_fee=Money(policy.no_fault_fee_cents, policy.currency),
        paid_repair=Money(policy.paid_repair_cents, policy.currency),
        restocking_percent=policy.restocking_percent,
        basis=_basis(line),
        freight=freight.fee_for(
            policy.freight_terms,
            reason=Reason(line.reason),
            verdict=Verdict(line.verdict),
        ),
    )
