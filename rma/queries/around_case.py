"""All that hangs on a return, as its pages need it: one statement for each page."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from outbox.composed import Slot
from rma.models import (
    AdvanceReplacement,
    Case,
    CaseLine,
    Choice,
    Contact,
    Discrepancy,
    Dispatch,
    Document,
    Event,
    Inspection,
    Loan,
    Message,
    Packed,
    ParcelTrouble,
    Preference,
    Preparation,
    Product,
    Promise,
    Resolution,
    Unit,
    Upload,
)
from rma.queries.gathering import Found, Gathering, Sort, by_id
from rma.rules.facts import InformationAsked
from rma.rules.uploads import UploadKind
from rma.rules.words import DispatchKind, ResolutionState
from shipping.models import (
    LabelDocument,
    LabelPurchase,
    Parcel,
    ParcelMovement,
    PickupBooking,
    Shipment,
)
from shipping.words import ParcelState, PickupState, PurchaseState

_CASE, _NUMBER = Slot("case_id"), Slot("number")
# The newest scans that a page unfolds.
_MOST_SCANS = 40


def _lines() -> QuerySet[CaseLine]:
    return CaseLine.objects.filter(case__id=_CASE)


def _steps() -> QuerySet[Promise]:
    return Promise.objects.filter(case__id=_CASE).exclude(state="withdrawn")


def _shared() -> QuerySet[Packed, tuple[int]]:
    """Return the boxes of other returns in which units of this one lie."""
    return Packed.objects.filter(line__case__id=_CASE).values_list("parcel")


def _parcels() -> QuerySet[Parcel]:
    return Parcel.objects.exclude(state=ParcelState.CANCELLED).filter(
        shipment__cancelled_at=None
    )


def _own_parcels() -> QuerySet[Parcel]:
    return _parcels().filter(shipment__reference=_NUMBER)


def _scans() -> QuerySet[ParcelMovement]:
    newest = ParcelMovement.objects.filter(parcel__shipment__reference=_NUMBER)
    some = newest.order_by("-occurred_at").values("pk")[:_MOST_SCANS]
    return ParcelMovement.objects.filter(pk__in=some)


def _photos() -> QuerySet[Upload]:
    shown = Upload.objects.shown().filter(kind=UploadKind.DOCK.value, from_staff=True)
    return shown.filter(case__id=_CASE, media_type__startswith="image/")


def _labels() -> QuerySet[LabelPurchase]:
    return LabelPurchase.objects.filter(parcel__shipment__reference=_NUMBER)


def _products() -> QuerySet[Product]:
    return Product.objects.filter(pk__in=_lines().values("product"))


def _products_of_units() -> QuerySet[Product]:
    return Product.objects.filter(pk__in=_lines().values("unit__product"))


def _preparations() -> QuerySet[Preparation]:
    """Return what is done to these articles before they are packed."""
    own = Product.objects.filter(
        Q(pk__in=_lines().values("product"))
        | Q(pk__in=_lines().values("unit__product"))
    )
    return Preparation.objects.filter(is_active=True).filter(
        Q(product__in=own.values("pk")) | Q(category__in=own.values("category"))
    )


def _lent() -> QuerySet[Dispatch]:
    """Return the boxes in which loaners leave: none of the return's own."""
    loaner = DispatchKind.LOANER.value
    return Dispatch.objects.filter(line__case__id=_CASE, kind=loaner)


def _letters() -> QuerySet[Message]:
    return Message.objects.filter(case__id=_CASE)


def _callers() -> QuerySet[Preference]:
    """Return what the customer chose, where they would rather be called."""
    theirs = Contact.objects.filter(cases__id=_CASE).values("email")
    return Preference.objects.filter(email__in=theirs, calls_first=True)


_LETTER = (
    "id",
    "to",
    "subject",
    "created_at",
    "sent_at",
    "problem",
    "held",
    "told_in_id",
)
# Boxes, legs and labels, those of another return's box that units ride in among them.
_PARCELS: dict[str, Sort] = {
    "loan": (
        lambda: Loan.objects.filter(line__case__id=_CASE),
        ("id", "back_id", "dispatch_id"),
    ),
    "lent": (_lent, ("id", "shipment_id")),
    "parcel": _own_parcels,
    "shared_parcel": lambda: _parcels().filter(pk__in=_shared()),
    "leg": lambda: Shipment.objects.filter(reference=_NUMBER, cancelled_at=None),
    "shared_leg": lambda: Shipment.objects.filter(parcels__in=_shared()),
    "label": _labels,
    "shared_label": lambda: LabelPurchase.objects.filter(parcel__in=_shared()),
}
_BOTH: dict[str, Sort] = {
    "step": _steps,
    "paper": lambda: Document.objects.filter(case__id=_CASE),
    "dispatch": lambda: Dispatch.objects.filter(
        line__case__id=_CASE, cancelled_at=None
    ),
    **_PARCELS,
}

PARCELS = Gathering(**_PARCELS)

# What the page of a customer, a letter and a paper are made of.
FOR_CUSTOMER = Gathering(
    line=_lines,
    unit=lambda: Unit.objects.filter(pk__in=_lines().values("unit")),
    product=_products,
    product_of_unit=_products_of_units,
    preparation=_preparations,
    swap=lambda: AdvanceReplacement.objects.filter(line__case__id=_CASE),
    finding=lambda: Inspection.objects.filter(line__case__id=_CASE, superseded_at=None),
    resolution=lambda: Resolution.objects.filter(line__case__id=_CASE).exclude(
        state=ResolutionState.CANCELLED.value
    ),
    choice=lambda: Choice.objects.open().filter(line__case__id=_CASE),
    difference=lambda: Discrepancy.objects.asked().filter(case__id=_CASE),
    asked=lambda: Event.objects.filter(case__id=_CASE, name=InformationAsked.name),
    scan=_scans,
    trouble=lambda: ParcelTrouble.objects.open().filter(case__id=_CASE),
    photo=_photos,
    beside_label=lambda: LabelDocument.objects.filter(
        purchase__parcel__shipment__reference=_NUMBER,
        purchase__state=PurchaseState.PURCHASED,
    ),
    pickup=lambda: PickupBooking.objects.filter(reference=_NUMBER).exclude(
        state=PickupState.CANCELLED
    ),
    **_BOTH,
)

# What hangs on a return at the desk, beside its lines.
FOR_DESK = Gathering(
    letter=(_letters, _LETTER),
    difference=lambda: Discrepancy.objects.filter(case__id=_CASE),
    event=lambda: Event.objects.filter(case__id=_CASE),
    caller=(_callers, ("id",)),
    **_BOTH,
)


def lines_in(found: Found, case: Case) -> list[CaseLine]:
    """Return the lines of a case with what they speak of, in their order."""
    products = by_id(
        found.rows("product", Product), found.rows("product_of_unit", Product)
    )
    units = by_id(found.rows("unit", Unit))
    for unit in units.values():
        unit.product = products[unit.product_id]
    lines = sorted(found.rows("line", CaseLine), key=lambda line: line.position)
    for line in lines:
        line.case = case
        line.unit = units.get(line.unit_id)
        line.product = products.get(line.product_id)
    return lines


def parcels_in(found: Found) -> list[Parcel]:
    """Return the boxes of all legs in order, each with its leg; the way here first."""
    legs = by_id(found.rows("leg", Shipment), found.rows("shared_leg", Shipment))
    boxes = by_id(found.rows("parcel", Parcel), found.rows("shared_parcel", Parcel))
    for box in boxes.values():
        box.shipment = legs[box.shipment_id]
    return sorted(
        boxes.values(),
        key=lambda box: (box.shipment.direction, box.shipment_id, box.position),
    )


def loaners_legs_in(found: Found) -> set[int]:
    """Return the ids of the legs on which loaners travel, out and back."""
    return {*found.values("loan", "back_id"), *found.values("lent", "shipment_id")}


def newest_labels_in(found: Found) -> dict[int, LabelPurchase]:
    """Return the newest label of each box that has one, by the id of the box."""
    labels = by_id(
        found.rows("label", LabelPurchase), found.rows("shared_label", LabelPurchase)
    )
    return {label.parcel_id: label for _pk, label in sorted(labels.items())}


def questions_in(found: Found) -> tuple[str, ...]:
    """Return our questions about differences; each was asked at its own moment."""
    events = found.rows("asked", Event)
    asked: dict[tuple[str, datetime | None], dict[str, Any]] = {
        (str(row.facts.get("differs")), row.at): row.facts for row in events
    }
    open_rows = sorted(found.rows("difference", Discrepancy), key=lambda row: row.pk)
    told = (asked.get((row.kind, row.asked_at), {}) for row in open_rows)
    return tuple(str(facts.get("question", "")) for facts in told)
