"""How units are put right: credited, replaced, repaired or sent back."""

from datetime import datetime

from django.db.models import Q, Sum

from rma.models import Case, CaseLine, CreditRequest, Dispatch, Resolution, Unit
from rma.queries import costs
from rma.rules.actors import Actor
from rma.rules.facts import Fact, ResolutionDecided
from rma.rules.ledger import TooMany
from rma.rules.money import Money, NotAnAmount
from rma.rules.words import (
    Decision,
    DispatchKind,
    Party,
    ResolutionKind,
    Step,
)
from rma.steps import questions, settling

CREDITS = (ResolutionKind.CREDIT, ResolutionKind.REFUND)
_LEAVES_AS = {
    ResolutionKind.REPLACEMENT: DispatchKind.REPLACEMENT,
    ResolutionKind.REPAIR: DispatchKind.REPAIRED,
    ResolutionKind.PAID_REPAIR: DispatchKind.REPAIRED,
    ResolutionKind.RETURN_AS_IS: DispatchKind.RETURNED,
}


class NotApproved(Exception):
    """The line was not approved, so nothing can be done for it yet."""


class NothingToResolve(Exception):
    """So many units are not waiting for a resolution; carries how many are."""

    def __init__(self, room: int) -> None:
        """Remember how many still wait."""
        super().__init__(str(room))
        self.room = room


class AlreadyReplaced(Exception):
    """A replacement was shipped in advance; another would be one too many."""


class NotHere(Exception):
    """The unit must be here before it can be repaired or sent back."""


class CreditTooHigh(Exception):
    """More would be credited than was paid; carries what is left."""

    def __init__(self, left: Money) -> None:
        """Remember what may still be credited."""
        super().__init__(str(left))
        self.left = left


def put_right(
    case: Case,
    line: CaseLine,
    kind: ResolutionKind,
    *,
    quantity: int,
    by: Actor,
    at: datetime,
    amount: Money | None = None,
    note: str = "",
) -> list[Fact]:
    """
    Decide what is done for units of a line, begin it, and return the facts.

    Raises NotApproved, NothingToResolve, AlreadyReplaced, NotHere, CreditTooHigh, and
    NotAnAmount for a credit of nothing.
    """
    _refuse(line, kind, quantity)
    settling.call_off_swap(case, line, at=at)
    questions.close_open(case, line, at=at)
    try:
        line.take(line.sums.resolve(quantity), at=at)
    except TooMany as refusal:
        raise NothingToResolve(refusal.room) from refusal
    resolution = Resolution.objects.create(
        line=line, quantity=quantity, kind=kind, note=note, at=at, by=by.label[:120]
    )
    facts = _carry_out(case, line, resolution, amount, at)
    settling.end_swap(line, at=at)
    return facts


def refuse_unseen(line: CaseLine, kind: ResolutionKind, quantity: int) -> None:
    """Raise NotHere where a line would end whose units may still come."""
    is_ending = kind in CREDITS or kind is ResolutionKind.REPLACEMENT
    is_owed = line.decision == Decision.APPROVED and not (
        line.stays or line.is_sent_ahead
    )
    if is_ending and is_owed and line.received < line.resolved + quantity:
        raise NotHere


def _refuse(line: CaseLine, kind: ResolutionKind, quantity: int) -> None:
    if line.decision != Decision.APPROVED:
        raise NotApproved
    is_second = line.is_sent_ahead and kind is not ResolutionKind.REFUSE
    if is_second:
        raise AlreadyReplaced
    needs_unit = kind in (
        ResolutionKind.REPAIR,
        ResolutionKind.PAID_REPAIR,
        ResolutionKind.RETURN_AS_IS,
    )
    if needs_unit and line.received < quantity:
        raise NotHere


def _carry_out(
    case: Case,
    line: CaseLine,
    resolution: Resolution,
    amount: Money | None,
    at: datetime,
) -> list[Fact]:
    kind = ResolutionKind(resolution.kind)
    quantity = resolution.quantity
    if kind in CREDITS:
        request = _request_credit(line, resolution, amount, at)
        text, fee = request.amount.as_stored(), request.fee
        kept = fee.as_stored() if fee else ""
        return [
            ResolutionDecided(
                line=line.position, kind=kind, quantity=quantity, amount=text, fee=kept
            ),
            settling.finish(line, resolution, at=at, amount=text, fee=kept),
        ]
    decided = ResolutionDecided(line=line.position, kind=kind, quantity=quantity)
    if kind is ResolutionKind.REFUSE:
        return [decided, settling.finish(line, resolution, at=at)]
    _plan_dispatch(case, line, resolution, at)
    return [decided]


def _plan_dispatch(
    case: Case, line: CaseLine, resolution: Resolution, at: datetime
) -> None:
    kind = _LEAVES_AS[ResolutionKind(resolution.kind)]
    days = (
        case.policy.repair_days
        if kind is DispatchKind.REPAIRED
        else case.policy.replace_days
    )
    calendar = case.site.calendar
    due_at = calendar.due_in(at, days)
    Dispatch.objects.create(
        line=line,
        resolution=resolution,
        kind=kind,
        quantity=resolution.quantity,
        due_at=due_at,
    )
    case.outbound_kind = kind
    case.outbound_state = ""
    delivered = calendar.due_in(at, days + case.road_days)
    settling.promise_next(case, Step.RESOLVE, Party.US, due_at)
    settling.promise_next(case, Step.DELIVER, Party.CARRIER, delivered)


def _request_credit(
    line: CaseLine, resolution: Resolution, amount: Money | None, at: datetime
) -> CreditRequest:
    """
    Ask accounting to pay back, never more than was paid over all cases.

    An amount is paid as it was given; without one it is what was paid, less the
    restocking fee where the customer was told of one.
    """
    left = _left_to_credit(line)
    whole = price_of(line, resolution.quantity)
    kept = None
    if whole and amount is None:
        kept = costs.restocking_fee_of(line, whole, line.case.policy)
    wanted = amount or (whole.less(kept) if whole and kept else whole)
    if wanted is None:
        raise CreditTooHigh(Money(0, line.case.currency))
    if amount and amount.cents <= 0:
        raise NotAnAmount(str(amount))
    if left is not None and (
        wanted.currency != left.currency or wanted.cents > left.cents
    ):
        raise CreditTooHigh(left)
    return CreditRequest.objects.create(
        resolution=resolution,
        amount_cents=wanted.cents,
        fee_cents=kept.cents if kept else 0,
        currency=wanted.currency,
        order_reference=line.order_reference,
        is_refund=resolution.kind == ResolutionKind.REFUND,
        at=at,
    )


def price_of(line: CaseLine, quantity: int) -> Money | None:
    """Return what was paid for some units of a line, where we know it."""
    worth = line.value
    each = worth.cents // line.quantity if worth else 0
    return Money(each * quantity, worth.currency) if worth else None


def may_credit(line: CaseLine, quantity: int) -> bool:
    """Whether the whole price of some units of a line can still be paid back."""
    worth, left = line.value, _left_to_credit(line)
    if worth is None or left is None or not worth.cents:
        return False
    return worth.cents // line.quantity * quantity <= left.cents


def _left_to_credit(line: CaseLine) -> Money | None:
    worth = line.value
    if worth is None:
        return None
    before = CreditRequest.objects.all()
    before = (
        before.filter(resolution__line__unit__in=_bought_once(line.unit))
        if line.unit
        else before.filter(resolution__line=line)
    )
    spent = before.aggregate(sum=Sum("amount_cents"))["sum"] or 0
    return Money(max(worth.cents - spent, 0), worth.currency)


def _bought_once(unit: Unit) -> set[int]:
    """
    Return a unit with all it replaced and all that replaced it: one price was paid.

    They stay locked: another return may speak of another of them at this moment.
    """
    known = {unit.pk}
    while True:
        kin = Q(pk__in=known) | Q(replaces__in=known) | Q(replaced_by__in=known)
        found = set(Unit.objects.filter(kin).values_list("pk", flat=True))
        if found == known:
            break
        known = found
    locked = Unit.objects.select_for_update().filter(pk__in=known).order_by("pk")
    return set(locked.values_list("pk", flat=True))
