"""What must always be true of labels and parcels; each check lists what is not."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Count, F, QuerySet, Sum

from shipping import documents
from shipping.models import (
    CarrierHook,
    CaseSpending,
    LabelPurchase,
    LabelRefund,
    Parcel,
    SandboxLabel,
    SentOrder,
    SpendingDay,
)
from shipping.models.label_refund import RefundState
from shipping.pace import HORIZON
from shipping.tracking import fold
from shipping.words import PurchaseState

# Hooks are read a few times a minute; this is long after.
_HOOKS_WAIT = timedelta(hours=6)


def find_all(at: datetime) -> list[str]:
    """Return every breach, in sentences a person can act on."""
    return [
        *parcels_with_two_labels(),
        *paid_labels_without_an_order(at),
        *labels_the_carrier_does_not_know(),
        *orders_left_behind(at),
        *label_files_missing(),
        *parcels_that_differ_from_their_movements(),
        *days_that_do_not_add_up(),
        *cases_that_do_not_add_up(),
        *orders_sent_without_a_row(),
        *refunds_left_behind(at),
        *labels_in_use_that_go_back(),
        *hooks_nobody_read(at),
    ]


def parcels_with_two_labels() -> list[str]:
    """Return the parcels for which the sandbox was paid twice and gave nothing back."""
    paid = (
        SandboxLabel.objects.filter(voided_at=None)
        .exclude(provider_id__in=_known_to_be_kept())
        .values("ref")
        .annotate(sold=Count("id"))
        .filter(sold__gt=1)
    )
    return [f"order {row['ref']} has {row['sold']} paid labels" for row in paid]


def paid_labels_without_an_order(at: datetime) -> list[str]:
    """Return the paid labels that no order of ours knows, once all had time to."""
    attached = LabelPurchase.objects.exclude(provider_id="").values("provider_id")
    lost = SandboxLabel.objects.filter(
        voided_at=None, purchased_at__lt=at - HORIZON
    ).exclude(provider_id__in=attached)
    lost = lost.exclude(provider_id__in=_known_to_be_kept())
    return [f"paid label {label.tracking_number} has no order" for label in lost]


def _known_to_be_kept() -> QuerySet[LabelRefund, str]:
    """Return the labels asked back whose money a person knows to be out still."""
    kept = (RefundState.RETURNING, RefundState.REFUSED, RefundState.ENDED)
    rows = LabelRefund.objects.filter(state__in=[state.value for state in kept])
    return rows.values_list("provider_id", flat=True)


def labels_the_carrier_does_not_know() -> list[str]:
    """Return the orders that claim a sandbox label that was never sold."""
    sold = SandboxLabel.objects.values("provider_id")
    claimed = LabelPurchase.objects.filter(
        carrier="sandbox", state=PurchaseState.PURCHASED.value
    ).exclude(provider_id__in=sold)
    return [f"order {purchase.ref} claims a label never sold" for purchase in claimed]


def orders_left_behind(at: datetime) -> list[str]:
    """Return the orders sent long ago of which nobody knows what became."""
    late = LabelPurchase.objects.unclear().filter(sent_at__lt=at - 4 * HORIZON)
    return [f"order {purchase.ref} was sent and never settled" for purchase in late]


def label_files_missing() -> list[str]:
    """Return the orders whose label file is gone or is not what was bought."""
    kept = LabelPurchase.objects.exclude(label_file="").order_by("id")
    return [
        f"the label file of order {purchase.ref} is missing or damaged"
        for purchase in kept.iterator(chunk_size=500)
        if not documents.is_whole(purchase)
    ]


def parcels_that_differ_from_their_movements() -> list[str]:
    """Return the parcels whose state is not what their movements add up to."""
    return [
        f"parcel {parcel.code} is {parcel.state}, its movements say {told}"
        for parcel, told in _folded()
        if told != parcel.state
    ]


def days_that_do_not_add_up() -> list[str]:
    """Return the days whose budget differs from what their orders cost."""
    return [f"labels of {row} cost {cents} cents" for row, cents in wrong_days()]


def wrong_days() -> list[tuple[SpendingDay, int]]:
    """Return the same days, each with what its orders cost in minor units."""
    spent = {
        (row["spent_on"], row["currency"]): row["cents"]
        for row in LabelPurchase.objects.exclude(spent_on=None)
        .values("spent_on", "currency")
        .annotate(cents=Sum("cost_cents"))
    }
    return [
        (row, spent.get((row.day, row.currency), 0))
        for row in SpendingDay.objects.order_by("day", "currency")
        if row.cents != spent.get((row.day, row.currency), 0)
    ]


def cases_that_do_not_add_up() -> list[str]:
    """Return the references whose budget differs from what their labels cost."""
    spent = {
        (row["parcel__shipment__reference"], row["currency"]): row["cents"]
        for row in LabelPurchase.objects.exclude(spent_on=None)
        .values("parcel__shipment__reference", "currency")
        .annotate(cents=Sum("cost_cents"))
    }
    rows = CaseSpending.objects.order_by("reference", "currency")
    return [
        f"labels of {row} cost {spent.get((row.reference, row.currency), 0)} cents"
        for row in rows.iterator(chunk_size=500)
        if row.cents != spent.get((row.reference, row.currency), 0)
    ]


def orders_sent_without_a_row() -> list[str]:
    """Return the orders under way whose sending nobody wrote down."""
    sent = SentOrder.objects.values("purchase")
    lost = LabelPurchase.objects.filter(state=PurchaseState.SENDING.value)
    return [
        f"order {purchase.ref} is being sent and no row says so"
        for purchase in lost.exclude(pk__in=sent)
    ]


def refunds_left_behind(at: datetime) -> list[str]:
    """Return the labels to give back that nobody has asked the carrier about."""
    late = LabelRefund.objects.filter(
        state__in=(RefundState.WANTED.value, RefundState.ASKED.value),
        wanted_at__lt=at - 4 * HORIZON,
    )
    return [f"label {refund.provider_id} was never given back" for refund in late]


def labels_in_use_that_go_back() -> list[str]:
    """Return the labels people may print although their money is asked back."""
    used = LabelPurchase.objects.filter(state=PurchaseState.PURCHASED.value)
    going = used.filter(refunds__provider_id=F("provider_id"))
    return [f"the label of order {each.ref} is going back" for each in going]


def hooks_nobody_read(at: datetime) -> list[str]:
    """Return how many hooks wait although their time came long ago, if any do."""
    waiting = CarrierHook.objects.due(at - _HOOKS_WAIT).count()
    return [f"{waiting} hooks of carriers were due and not read"] if waiting else []


def _folded() -> Iterator[tuple[Parcel, str]]:
    moved = Parcel.objects.filter(movements__isnull=False).distinct().order_by("id")
    moved = moved.prefetch_related("movements")
    for parcel in moved.iterator(chunk_size=500):
        movements = [row.as_movement() for row in parcel.heard()]
        if movements:
            yield parcel, fold(movements).state.value
