"""Labels given back: the half that speaks with the carrier."""

from datetime import datetime, timedelta

from outbox.faults import faultpoint
from shipping import calls, carriers, refunds
from shipping.carriers.answers import VoidAnswer
from shipping.errors import CarrierUnavailable
from shipping.models import LabelRefund
from shipping.models.label_refund import RefundState
from shipping.outcomes import Refunding
from shipping.pace import HORIZON, Pace
from shipping.words import NOT_YET_HANDED_OVER

# Carriers take days to decide; a refusal is asked about twice more, then a person.
_UNDECIDED = timedelta(hours=6)
_AFTER_REFUSAL = (timedelta(days=1), timedelta(days=7))


def pursue(*, refund_id: int, at: datetime, horizon: timedelta = HORIZON) -> Refunding:
    """
    Bring one refund as far as it will go now, and say how it stands.

    Never call it inside a transaction: the question is noted before it is put.
    """
    refund = LabelRefund.objects.select_related("purchase").get(pk=refund_id)
    match refund.standing:
        case RefundState.RETURNED | RefundState.ENDED:
            return Refunding(refund.standing, "", None)
        case RefundState.RETURNING:
            return _look(refund, at=at, pace=Pace(horizon))
        case RefundState.ASKED:
            # Nobody knows whether the question arrived: look before it is put again.
            looked = _look(refund, at=at, pace=Pace(horizon))
            if looked.state is not RefundState.ASKED or looked.look_again_after:
                return looked
    return _ask(refund, at=at, pace=Pace(horizon))


def _ask(refund: LabelRefund, *, at: datetime, pace: Pace) -> Refunding:
    carrier = carriers.named(refund.carrier)
    refund.note_ask(at=at)
    call = calls.begin(
        refund.purchase,
        "void",
        {"label": refund.provider_id},
        carrier=carrier.name,
        at=at,
    )
    faultpoint("label.before_void")
    try:
        answer = carrier.void(refund.provider_id, at=at)
    except CarrierUnavailable as silence:
        return Refunding(RefundState.ASKED, "", silence.retry_after or pace.later)
    faultpoint("label.after_void")
    calls.complete(call, answer.raw or answer.problem or str(answer.voided))
    return _take(refund, answer, at=at)


def _look(refund: LabelRefund, *, at: datetime, pace: Pace) -> Refunding:
    """Ask what became of a refund; state ASKED without a time means: nothing did."""
    carrier = carriers.named(refund.carrier)
    try:
        answer = carrier.refund_status(refund.provider_id, at=at)
    except CarrierUnavailable as silence:
        wait = silence.retry_after or pace.later
        return Refunding(refund.standing, "", wait)
    if refund.standing is RefundState.ASKED and not answer.voided:
        if answer.voided is None:
            return _take(refund, answer, at=at)
        return Refunding(RefundState.ASKED, "", None)
    return _take(refund, answer, at=at)


def _take(refund: LabelRefund, answer: VoidAnswer, *, at: datetime) -> Refunding:
    if answer.voided or (answer.voided is False and _costs_nothing(refund)):
        refunds.take_answer(refund, RefundState.RETURNED, "", at=at)
        return Refunding(RefundState.RETURNED, "", None)
    if answer.voided is None:
        refunds.take_answer(refund, RefundState.RETURNING, "", at=at)
        return Refunding(RefundState.RETURNING, "", _UNDECIDED)
    refunds.take_answer(refund, RefundState.REFUSED, answer.problem, at=at)
    asked = refund.asks
    wait = _AFTER_REFUSAL[asked - 1] if 0 < asked <= len(_AFTER_REFUSAL) else None
    return Refunding(RefundState.REFUSED, answer.problem, wait)


def _costs_nothing(refund: LabelRefund) -> bool:
    """Return whether the label is one that is paid for on use, and nobody used it."""
    if refund.purchase is None:
        return False
    parcel = refund.purchase.parcel
    return parcel.wished.pay_on_use and parcel.standing in NOT_YET_HANDED_OVER
