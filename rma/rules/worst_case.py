"""The most a return can cost its customer, and what would have to happen."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from rma.rules import restocking_fee
from rma.rules.money import Money
from rma.rules.words import N_, Basis, Reason, Verdict, Wish


class Cause(StrEnum):
    """Name what could make a return cost something."""

    NO_FAULT = "no_fault"
    RESTOCKING = "restocking"
    PAID_REPAIR = "paid_repair"
    NOT_RETURNED = "not_returned"
    FREIGHT = "freight"
    AGREED_REPAIR = "agreed_repair"


CAUSE_WORDS = {
    Cause.NO_FAULT: N_("we find no fault"),
    Cause.RESTOCKING: N_("we take it back for the restocking fee"),
    Cause.PAID_REPAIR: N_("you agree to the repair"),
    Cause.NOT_RETURNED: N_("the old unit does not come back"),
    Cause.FREIGHT: N_("our label brings it here"),
    Cause.AGREED_REPAIR: N_("we find damage that is not covered and repair it"),
}

_FAILURES = (Reason.DEFECTIVE, Reason.DOA)
_NOTHING = N_("The most this can cost you is %(amount)s, whatever we find.")
_NOT_YET = N_(
    "The most this can cost you is %(amount)s, until you agree in writing to a price."
)
_AT_MOST = N_("The most this can cost you is %(amount)s, if %(causes)s.")
_AND = N_("%(most)s and %(last)s")


@dataclass(frozen=True, slots=True)
class Exposure:
    """Hold what decides what one line could cost; prices come from the policy."""

    reason: Reason
    wish: Wish
    verdict: Verdict
    value: Money | None
    no_fault_fee: Money
    paid_repair: Money
    restocking_percent: int
    basis: Basis | None = None
    freight: Money | None = None
    repair_limit: Money | None = None


@dataclass(frozen=True, slots=True)
class Cost:
    """Say what one cause would cost."""

    cause: Cause
    amount: Money


@dataclass(frozen=True, slots=True)
class WorstCase:
    """Hold the most it can cost, by currency, and what would lead to it."""

    amounts: tuple[Money, ...]
    causes: tuple[Cause, ...]
    is_open: bool

    def sentence(self, translate: Callable[[str], str]) -> str:
        """Return it in one sentence; `translate` turns each English text."""
        amount = _joined([str(each) for each in self.amounts], translate)
        if not self.causes:
            words = _NOT_YET if self.is_open else _NOTHING
            return translate(words) % {"amount": amount}
        causes = [translate(CAUSE_WORDS[cause]) for cause in self.causes]
        return translate(_AT_MOST) % {
            "amount": amount,
            "causes": _joined(causes, translate),
        }


def costs_of(line: Exposure) -> tuple[Cost, ...]:
    """Return what a line could cost, each cause with its amount; none is zero."""
    return tuple(cost for cost in _costs(line) if cost.amount.cents)


def _costs(line: Exposure) -> Iterable[Cost]:
    if line.wish is Wish.ADVANCE_REPLACEMENT and line.value:
        yield Cost(Cause.NOT_RETURNED, line.value)
    is_priced = line.verdict in (Verdict.NOT_COVERED, Verdict.PARTLY)
    if is_priced and line.wish is Wish.REPAIR:
        yield Cost(Cause.PAID_REPAIR, line.paid_repair)
    elif line.reason in _FAILURES:
        yield Cost(Cause.NO_FAULT, line.no_fault_fee)
    limit = line.repair_limit
    if limit and line.paid_repair.cents <= limit.cents:
        yield Cost(Cause.AGREED_REPAIR, line.paid_repair)
    kept = _kept(line)
    if kept:
        yield Cost(Cause.RESTOCKING, kept)


def _kept(line: Exposure) -> Money | None:
    return line.value and restocking_fee.fee_for(
        line.value,
        percent=line.restocking_percent,
        reason=line.reason,
        basis=line.basis,
    )


def worst_case(lines: Iterable[Exposure], currency: str) -> WorstCase:
    """
    Return the most that lines can cost together.

    Of one line the dearest cause counts: a unit can't both stay away and be found
    without fault. What is not decided yet costs nothing before the customer agrees.
    One label brings all of them here: its price counts once.
    """
    exposures = tuple(lines)
    sums: dict[str, int] = {}
    causes: list[Cause] = []
    for dearest in (*_dearest(exposures), *_freight(exposures)):
        money = dearest.amount
        sums[money.currency] = sums.get(money.currency, 0) + money.cents
        if dearest.cause not in causes:
            causes.append(dearest.cause)
    amounts = tuple(Money(cents, name) for name, cents in sums.items())
    return WorstCase(
        amounts or (Money(0, currency),),
        tuple(causes),
        is_open=any(line.verdict is not Verdict.COVERED for line in exposures),
    )


def _dearest(lines: Iterable[Exposure]) -> Iterable[Cost]:
    for line in lines:
        costs = costs_of(line)
        if costs:
            yield max(costs, key=lambda cost: cost.amount.cents)


def _freight(lines: Iterable[Exposure]) -> Iterable[Cost]:
    fees = [line.freight for line in lines if line.freight]
    if fees:
        yield Cost(Cause.FREIGHT, max(fees, key=lambda fee: fee.cents))


def _joined(words: list[str], translate: Callable[[str], str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return translate(_AND) % {"most": ", ".join(words[:-1]), "last": words[-1]}
