"""Labels that must go back: rows and promises, never the network."""

from datetime import datetime

from django.db import transaction

from outbox.post import post
from shipping import differences, spending
from shipping.carriers.answers import Bought, SoldLabel
from shipping.models import LabelPurchase, LabelRefund, Parcel
from shipping.models.label_difference import DifferenceKind
from shipping.models.label_refund import RefundCause, RefundState
from shipping.words import PurchaseState


class NotRefused(Exception):
    """The carrier has not refused to take this label back, so nothing is to decide."""


def want_back(
    *,
    carrier: str,
    label: Bought | SoldLabel,
    cause: RefundCause,
    at: datetime,
    purchase: LabelPurchase | None = None,
    ref: str = "",
) -> LabelRefund:
    """Have a label that is nobody's given back by a job, however often it is seen."""
    with transaction.atomic():
        refund, is_new = LabelRefund.objects.get_or_create(
            carrier=carrier,
            provider_id=label.provider_id,
            defaults={
                "purchase": purchase,
                "ref": purchase.ref if purchase else ref[:40],
                "tracking_number": label.tracking_number,
                "cause": cause.value,
                "wanted_at": at,
            },
        )
        if is_new:
            post_giving_back(refund)
    return refund


def refund_of(
    purchase: LabelPurchase, cause: RefundCause, *, at: datetime
) -> LabelRefund:
    """Return the refund of a purchase's own label, which its own job pursues."""
    refund, _is_new = LabelRefund.objects.get_or_create(
        carrier=purchase.carrier,
        provider_id=purchase.provider_id,
        defaults={
            "purchase": purchase,
            "ref": purchase.ref,
            "tracking_number": purchase.tracking_number,
            "cause": cause.value,
            "cost_cents": purchase.cost_cents,
            "currency": purchase.currency,
            "wanted_at": at,
        },
    )
    return refund


def is_going_back(carrier: str, provider_id: str) -> bool:
    """Return whether a label is on the list of those that go back."""
    return LabelRefund.objects.filter(carrier=carrier, provider_id=provider_id).exists()


def post_giving_back(refund: LabelRefund) -> None:
    """Promise that a worker pursues the refund; asked anew it is another promise."""
    key = f"label.give-back:{refund.pk}:{refund.asks}"
    post("label.give-back", key, refund_id=refund.pk)


def ask_again(*, refund_id: int, at: datetime) -> LabelRefund:
    """
    Have the carrier asked once more for the money of a label it refused.

    Raises NotRefused where it did not refuse.
    """
    with transaction.atomic():
        refund = LabelRefund.objects.select_for_update().get(pk=refund_id)
        if not refund.move(
            among=(RefundState.REFUSED,), to=RefundState.WANTED, wanted_at=at
        ):
            raise NotRefused(refund_id)
        post_giving_back(refund)
    return refund


def end(*, refund_id: int, by: str, reason: str, at: datetime) -> LabelRefund:
    """
    Give up the money of a label the carrier keeps; its parcel may have another.

    Raises NotRefused where the carrier did not refuse.
    """
    with transaction.atomic():
        refund = LabelRefund.objects.select_for_update().get(pk=refund_id)
        if not refund.move(
            among=(RefundState.REFUSED,),
            to=RefundState.ENDED,
            ended_by=by[:120],
            end_reason=reason[:300],
            answered_at=at,
        ):
            raise NotRefused(refund_id)
        _explain(refund, at=at)
        let_go_of_label(refund, at=at)
    return refund


def take_answer(
    refund: LabelRefund, state: RefundState, problem: str, *, at: datetime
) -> None:
    """Write down what the carrier said, with what it means for purchase and parcel."""
    open_to = (
        RefundState.WANTED,
        RefundState.ASKED,
        RefundState.RETURNING,
        RefundState.REFUSED,
    )
    with transaction.atomic(durable=True):
        if not refund.move(
            among=open_to, to=state, problem=problem[:300], answered_at=at
        ):
            return
        if state is RefundState.REFUSED:
            _note_refusal(refund, problem, at=at)
            return
        _explain(refund, at=at)
        let_go_of_label(refund, at=at)
        if state is RefundState.RETURNED:
            _give_money_free(refund)


def let_go_of_label(refund: LabelRefund, *, at: datetime) -> None:
    """Void the purchase whose own label this is, and free its parcel."""
    purchase = refund.purchase
    if purchase is None or purchase.provider_id != refund.provider_id:
        return
    if purchase.move(
        among=(PurchaseState.VOID_WANTED, PurchaseState.VOID_REFUSED),
        to=PurchaseState.VOIDED,
        voided_at=at,
    ):
        parcel = Parcel.objects.select_for_update().get(pk=purchase.parcel_id)
        parcel.label_is_void(at=at)


def _give_money_free(refund: LabelRefund) -> None:
    purchase = refund.purchase
    if purchase is not None and purchase.provider_id == refund.provider_id:
        spending.release(purchase)


def _explain(refund: LabelRefund, *, at: datetime) -> None:
    differences.explain(
        DifferenceKind.REFUND_REFUSED,
        refund.provider_id,
        why=refund.end_reason or "The carrier takes it back.",
        at=at,
    )


def _note_refusal(refund: LabelRefund, problem: str, *, at: datetime) -> None:
    purchase = refund.purchase
    differences.note(
        DifferenceKind.REFUND_REFUSED,
        refund.provider_id,
        problem,
        at=at,
        purchase=purchase,
    )
    if purchase is not None and purchase.provider_id == refund.provider_id:
        purchase.move(
            among=(PurchaseState.VOID_WANTED,),
            to=PurchaseState.VOID_REFUSED,
            problem_code="void_refused",
            problem=problem[:300],
        )
