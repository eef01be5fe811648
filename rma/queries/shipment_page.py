"""One leg whole: boxes, wishes, labels, calls, movements, money, and ways on."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from rma.models import Case, ParcelTrouble
from rma.rules import numbers
from rma.rules.money import Money
from shipping import exports, ordering, redacting
from shipping.exports import Filing
from shipping.models import (
    CarrierCall,
    LabelPurchase,
    LabelRefund,
    Parcel,
    ParcelMovement,
    Shipment,
)
from shipping.words import NOT_YET_HANDED_OVER, ParcelState, PurchaseState

_MOST_CALLS = 200
_MOST_MOVEMENTS = 500
# What may still be given back, or is not known to be bought.
_GOES_BACK = (
    PurchaseState.INTENT,
    PurchaseState.SENDING,
    PurchaseState.UNKNOWN,
    PurchaseState.PURCHASED,
)
_PAID = (
    PurchaseState.PURCHASED,
    PurchaseState.VOID_WANTED,
    PurchaseState.VOID_REFUSED,
)
CAN_BE_LOST = (
    ParcelState.HANDED_OVER,
    ParcelState.MOVING,
    ParcelState.DELAYED,
    ParcelState.OUT_FOR_DELIVERY,
    ParcelState.EXCEPTION,
    ParcelState.DAMAGED,
)


@dataclass(frozen=True, slots=True)
class CallView:
    """Show one call to the carrier as people may read it."""

    action: str
    carrier: str
    asked_at: datetime
    is_answered: bool
    asked: str
    answer: str


@dataclass(frozen=True, slots=True)
class PurchaseView:
    """Show one order of a label: its price, what became of it, every call about it."""

    row: LabelPurchase
    cost: Money | None
    refund: LabelRefund | None
    calls: tuple[CallView, ...]
    may_give_back: bool


@dataclass(frozen=True, slots=True)
class BoxView:
    """Show one box of the leg, and what can be done with it now."""

    row: Parcel
    wishes: tuple[tuple[str, str], ...]
    purchases: tuple[PurchaseView, ...]
    movements: tuple[ParcelMovement, ...]
    trouble: ParcelTrouble | None
    is_confirming: bool
    may_order_again: bool
    may_lose: bool
    may_find: bool
    may_file: bool

    @property
    def shown_code(self) -> str:
        """Return the code as people read it."""
        return numbers.shown(self.row.code)


@dataclass(frozen=True, slots=True)
class ShipmentPage:
    """Hold one leg with all that is known of it."""

    row: Shipment
    case: Case | None
    boxes: tuple[BoxView, ...]
    paid: tuple[Money, ...]
    came_back: tuple[Money, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class _Rows:
    """Hold what belongs to the boxes and the orders of a leg, by their ids."""

    purchases: dict[int, list[LabelPurchase]]
    calls: dict[int, list[CallView]]
    refunds: dict[int, LabelRefund]
    movements: dict[int, list[ParcelMovement]]
    troubles: dict[int, ParcelTrouble]


def shipment_page(shipment_id: int) -> ShipmentPage | None:
    """Return one leg in eight statements, however many boxes and labels it has."""
    row = Shipment.objects.filter(pk=shipment_id).first()
    if row is None:
        return None
    case = _case_of(row.reference)
    boxes = Parcel.objects.filter(shipment=row).select_related("shipment")
    parcels = list(boxes.order_by("position"))
    bought = list(LabelPurchase.objects.filter(parcel__in=parcels).order_by("-id"))
    rows = _rows_of(parcels, bought)
    is_open = row.cancelled_at is None and case is not None and case.is_open
    return ShipmentPage(
        row=row,
        case=case,
        boxes=tuple(_box(parcel, rows, is_open=is_open) for parcel in parcels),
        paid=_sums(each for each in bought if each.standing in _PAID),
        came_back=_sums(
            each for each in bought if each.standing is PurchaseState.VOIDED
        ),
        is_open=is_open,
    )


def leg_named(text: str) -> int | None:
    """Return the leg of a label, one given back among them, by its number or word."""
    named = Q(tracking_number=text) | Q(ref=text.upper())
    rows = LabelPurchase.objects.filter(named).order_by("-id")
    return rows.values_list("parcel__shipment_id", flat=True).first()


def box_of(shipment_id: int, parcel_id: int) -> BoxView | None:
    """Return one box of a leg."""
    page = shipment_page(shipment_id)
    boxes = page.boxes if page else ()
    return next((box for box in boxes if box.row.pk == parcel_id), None)


def _case_of(reference: str) -> Case | None:
    code = numbers.parse(reference)
    whole = Case.objects.select_related("account", "site")
    return whole.filter(code=code).first() if code else None


def _rows_of(parcels: list[Parcel], bought: list[LabelPurchase]) -> _Rows:
    rows = _Rows(defaultdict(list), defaultdict(list), {}, defaultdict(list), {})
    for purchase in bought:
        rows.purchases[purchase.parcel_id].append(purchase)
    calls = CarrierCall.objects.filter(purchase__in=bought).order_by("-id")
    for call in calls[:_MOST_CALLS]:
        rows.calls[call.purchase_id or 0].append(_call(call))
    for refund in LabelRefund.objects.filter(purchase__in=bought).order_by("id"):
        rows.refunds[refund.purchase_id or 0] = refund
    seen = ParcelMovement.objects.filter(parcel__in=parcels)
    for movement in seen.order_by("-occurred_at", "-id")[:_MOST_MOVEMENTS]:
        rows.movements[movement.parcel_id].append(movement)
    for trouble in ParcelTrouble.objects.open().filter(parcel__in=parcels):
        rows.troubles[trouble.parcel_id] = trouble
    return rows


def _box(parcel: Parcel, rows: _Rows, *, is_open: bool) -> BoxView:
    purchases = rows.purchases[parcel.pk]
    newest = purchases[0] if purchases else None
    is_here = parcel.standing in NOT_YET_HANDED_OVER
    is_free = newest is None or ordering.has_ended(newest)
    return BoxView(
        row=parcel,
        wishes=_wishes(parcel),
        purchases=tuple(
            PurchaseView(
                row=each,
                cost=_cost(each),
                refund=rows.refunds.get(each.pk),
                calls=tuple(rows.calls[each.pk]),
                may_give_back=is_open and is_here and each.standing in _GOES_BACK,
            )
            for each in purchases
        ),
        movements=tuple(rows.movements[parcel.pk]),
        trouble=rows.troubles.get(parcel.pk),
        is_confirming=ordering.is_confirming(newest),
        may_order_again=is_open and ordering.has_ended(newest),
        may_lose=is_open and parcel.standing in CAN_BE_LOST,
        may_find=is_open and parcel.standing is ParcelState.LOST,
        may_file=is_open and is_here and is_free and bool(_export(parcel)),
    )


def _wishes(parcel: Parcel) -> tuple[tuple[str, str], ...]:
    """Return what was wished for beyond the usual, by name, as short texts."""
    wished = parcel.wished
    insured = Money(wished.insured_cents, wished.insured_currency)
    customs = wished.customs.purpose.value if wished.customs else ""
    arrive_by = wished.arrive_by.isoformat() if wished.arrive_by else ""
    export = _export(parcel)
    told = (
        ("label_format", wished.label_format.value),
        ("signature", wished.signature.value),
        ("insured", str(insured) if wished.insured_cents else ""),
        ("battery", wished.battery.value),
        ("counter_code", "yes" if wished.counter_code else ""),
        ("pay_on_use", "yes" if wished.pay_on_use else ""),
        ("services", ", ".join(wished.services)),
        ("arrive_by", arrive_by),
        ("references", ", ".join(wished.references)),
        ("customs", customs),
        ("export", export if export != Filing.LACKING else "export_lacking"),
    )
    return tuple((name, text) for name, text in told if text)


def _export(parcel: Parcel) -> str:
    """Return how a box that leaves the United States is filed, as papers say it."""
    told, leg = parcel.wished.customs, parcel.shipment
    way = (leg.sender_address.country, leg.recipient_address.country)
    if told is None:
        return ""
    return exports.shown(*way, told) or exports.filing_of(*way, told).value


def _call(row: CarrierCall) -> CallView:
    return CallView(
        action=row.action,
        carrier=row.carrier,
        asked_at=row.asked_at,
        is_answered=row.answered,
        asked=redacting.asked(row.asked),
        answer=redacting.answered(row.answer),
    )


def _cost(row: LabelPurchase) -> Money | None:
    """Return what a label cost; one the carrier refused was never paid for."""
    if row.cost_cents is None or not row.is_priced:
        return None
    return Money(row.cost_cents, row.currency)


def _sums(bought: Iterable[LabelPurchase]) -> tuple[Money, ...]:
    cents: dict[str, int] = defaultdict(int)
    for each in bought:
        if each.cost_cents is not None and each.currency:
            cents[each.currency] += each.cost_cents
    return tuple(Money(cents[currency], currency) for currency in sorted(cents))
