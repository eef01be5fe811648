"""What people decide about the money of labels: caps, the stop, and differences."""

from datetime import date, datetime

from rma.actions.use_case import Once, use_case
from rma.rules.actors import Actor
from shipping import differences, refunds, spending
from shipping.models import (
    BuyingRules,
    LabelDifference,
    LabelRefund,
    SpendingAllowance,
)


class NoReason(Exception):
    """Who changes what money may do must say why."""


@use_case
def change_rules(
    *,
    reason: str,
    by: Actor,
    at: datetime,
    day_cap_cents: int | None = None,
    case_cap_cents: int | None = None,
    case_cap_labels: int | None = None,
    is_stopped: bool | None = None,
    once: Once | None = None,
) -> BuyingRules:
    """
    Set the caps on labels, stop all buying, or let it go on; what is left out stays.

    Raises NoReason.
    """
    return spending.change_rules(
        by=by.label,
        reason=_said(reason),
        at=at,
        day_cap_cents=day_cap_cents,
        case_cap_cents=case_cap_cents,
        case_cap_labels=case_cap_labels,
        is_stopped=is_stopped,
    )


@use_case
def allow_more(
    *,
    reason: str,
    by: Actor,
    at: datetime,
    day: date | None = None,
    reference: str = "",
    cents: int = 0,
    labels: int = 0,
    once: Once | None = None,
) -> SpendingAllowance:
    """
    Allow one day, or one return by its number, more than its cap.

    Raises NoReason.
    """
    return spending.allow_more(
        by=by.label,
        reason=_said(reason),
        at=at,
        day=day,
        reference=reference,
        cents=cents,
        labels=labels,
    )


@use_case
def take_difference(*, difference_id: int, by: Actor, at: datetime) -> LabelDifference:
    """Make a difference about a label one's own; raises differences.NotOpen."""
    return differences.take(difference_id=difference_id, owner=by.label)


@use_case
def close_difference(
    *,
    difference_id: int,
    reason: str,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> LabelDifference:
    """
    Close a difference about a label with its explanation.

    Raises NoReason and differences.NotOpen.
    """
    return differences.close(
        difference_id=difference_id, by=by.label, reason=_said(reason), at=at
    )


@use_case
def ask_refund_again(
    *, refund_id: int, by: Actor, at: datetime, once: Once | None = None
) -> LabelRefund:
    """Have the carrier asked once more; raises refunds.NotRefused."""
    return refunds.ask_again(refund_id=refund_id, at=at)


@use_case
def give_up_refund(
    *,
    refund_id: int,
    reason: str,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> LabelRefund:
    """
    Give up the money of a label that the carrier keeps.

    Its parcel may have another label then. Raises NoReason and refunds.NotRefused.
    """
    return refunds.end(refund_id=refund_id, by=by.label, reason=_said(reason), at=at)


def _said(reason: str) -> str:
    said = reason.strip()
    if not said:
        raise NoReason
    return said
