"""Labels nobody uses: a letter a week before, then given back within their window."""

from datetime import datetime, time, timedelta

from django.db import transaction

from outbox.handlers import every, handler
from outbox.post import Posting, post_many
from outbox.words import DONE, Lease, Outcome
from rma.actions import label_expiry, promising
from rma.models import Case
from rma.rules.actors import SYSTEM
from shipping import validity
from shipping.models import LabelPurchase
from shipping.words import NOT_YET_HANDED_OVER, Direction, PurchaseState

_UNUSED = [state.value for state in NOT_YET_HANDED_OVER]
_AT_ONCE = 500


@every(timedelta(hours=6), "label.expiry")
def expire_labels(*, lease: Lease, at: datetime) -> Outcome:
    """Post a reminder, or the end, for each label that is not used in time."""
    soon = at.date() + timedelta(days=validity.REMIND_DAYS_BEFORE)
    unused = LabelPurchase.objects.filter(
        state=PurchaseState.PURCHASED,
        void_by__lte=soon,
        parcel__state__in=_UNUSED,
        parcel__shipment__cancelled_at=None,
        # It waits in the box of a loaner until that comes back.
        parcel__shipment__loan_back=None,
    ).order_by("void_by", "id")
    with transaction.atomic():
        post_many(_owed(purchase, at) for purchase in unused[:_AT_ONCE])
    return DONE


@handler("label.remind")
def remind_of_label(*, purchase_id: int, lease: Lease, at: datetime) -> Outcome:
    """Remind the customer that the label ends unused; our own legs need no letter."""
    purchase = LabelPurchase.objects.select_related("parcel__shipment").get(
        pk=purchase_id
    )
    shipment, last = purchase.parcel.shipment, purchase.void_by
    is_unused = purchase.parcel.state in _UNUSED
    if (
        last is None
        or not is_unused
        or shipment.direction != Direction.IN
        or purchase.standing is not PurchaseState.PURCHASED
    ):
        return DONE
    case = Case.objects.numbered(shipment.reference)
    promising.remind_customer(
        case=case.pk,
        step="label",
        due_at=datetime.combine(last, time(12), tzinfo=at.tzinfo),
        by=SYSTEM,
        at=at,
        lease=lease,
    )
    return DONE


@handler("label.expire")
def expire_label(*, purchase_id: int, lease: Lease, at: datetime) -> Outcome:
    """Give one unused label back."""
    label_expiry.expire_label(purchase_id=purchase_id, by=SYSTEM, at=at, lease=lease)
    return DONE


def _owed(purchase: LabelPurchase, at: datetime) -> Posting:
    is_over = purchase.void_by is not None and purchase.void_by <= at.date()
    kind = "label.expire" if is_over else "label.remind"
    return Posting(kind, f"{kind}:{purchase.pk}", {"purchase_id": purchase.pk})
