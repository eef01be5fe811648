"""What must leave our dock: what, from which shelf, by when, and how far it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from rma.models import Dispatch, Placement, Site
from rma.rules import gs1, numbers, picking
from rma.rules.picking import PickState, Urgency
from rma.rules.words import DispatchKind
from shipping import ordering
from shipping.models import LabelPurchase, Parcel
from shipping.words import LabelStatus, ParcelState

_SHOWN = 200


@dataclass(frozen=True, slots=True)
class PickRow:
    """Show one thing that leaves; no name and no address of the customer is on it."""

    id: int
    number: str
    kind: str
    name: str
    sku: str
    serial: str
    quantity: int
    shelf: str
    city: str
    due_at: datetime
    is_ahead: bool
    is_serialised: bool
    state: PickState
    urgency: Urgency
    parcel_id: int | None
    purchase_id: int | None
    loaner_code: str
    tracking_number: str
    problem: str
    box_code: str
    is_declared: bool
    # The code of its box before it is packed, where a return label lies inside.
    planned_code: str

    @property
    def is_replacement(self) -> bool:
        """Whether new units leave, whose serials are bound now."""
        return self.kind == DispatchKind.REPLACEMENT

    @property
    def wants_label_inside(self) -> bool:
        """Whether a return label must lie in its box."""
        return self.is_ahead or self.kind == DispatchKind.LOANER


@dataclass(frozen=True, slots=True)
class PickList:
    """Hold what leaves, in the order of the walk along the shelves."""

    late: tuple[PickRow, ...]
    today: tuple[PickRow, ...]
    later: tuple[PickRow, ...]
    packed: tuple[PickRow, ...]

    @property
    def ready(self) -> tuple[PickRow, ...]:
        """Return the boxes with a checked label that wait for the carrier."""
        return tuple(r for r in self.packed if r.state is PickState.TO_HAND_OVER)

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits at all."""
        return not (self.late or self.today or self.later or self.packed)


def pick_list(site: Site, at: datetime) -> PickList:
    """Return what leaves a site: to pick, and packed but not taken yet."""
    rows = _rows(_here(site)[:_SHOWN], site, at)
    to_pick = [row for row in rows if row.state is PickState.TO_PICK]
    to_pick.sort(key=lambda row: (row.shelf == "", row.shelf, row.due_at, row.id))

    def of(urgency: Urgency) -> tuple[PickRow, ...]:
        return tuple(row for row in to_pick if row.urgency is urgency)

    return PickList(
        late=of(Urgency.LATE),
        today=of(Urgency.TODAY),
        later=of(Urgency.NEXT),
        packed=tuple(row for row in rows if row.state is not PickState.TO_PICK),
    )


def pick_row(site: Site, dispatch_id: int, at: datetime) -> PickRow | None:
    """Return one thing that leaves a site, until the carrier has it."""
    found = _rows(_here(site).filter(pk=dispatch_id), site, at)
    return found[0] if found else None


def meant_by(scanned: str, row: PickRow) -> str:
    """
    Return the serial that a scan at the packing table names.

    Our own label on a unit stands for the unit of its return; a maker's symbol for the
    serial in it. A code of ours on a new unit is no serial and comes back as it is.
    """
    article = gs1.article_of(scanned)
    if article:
        return article.serial
    code = numbers.parse(scanned)
    is_its = code and (numbers.shown(code) == row.number or code == row.loaner_code)
    if is_its and row.serial:
        return row.serial
    return scanned.strip()


def is_ours(scanned: str) -> bool:
    """Whether a scan is a code of ours, so that it can't be a maker's serial."""
    return numbers.parse(scanned) is not None


def _here(site: Site) -> "QuerySet[Dispatch]":
    waits = Q(shipped_at=None) | Q(shipment__parcels__state__in=_NOT_LEFT)
    rows = Dispatch.objects.filter(waits, line__case__site=site, cancelled_at=None)
    whole = rows.select_related(
        "line__case",
        "line__product",
        "shipment",
        "loan__loaner__product",
        "loan__loaner__shelf",
    )
    return whole.order_by("due_at", "id").distinct()


_NOT_LEFT = (ParcelState.PLANNED.value, ParcelState.LABEL_READY.value)


def _rows(rows: Iterable[Dispatch], site: Site, at: datetime) -> list[PickRow]:
    waiting = list(rows)
    shelves = _shelves([row.line_id for row in waiting])
    boxes = {
        parcel.shipment_id: parcel
        for parcel in Parcel.objects.filter(
            shipment__in=[row.shipment_id for row in waiting if row.shipment_id]
        ).order_by("id")
    }
    bought = LabelPurchase.objects.filter(parcel__in=boxes.values()).order_by("id")
    labels = {purchase.parcel_id: purchase for purchase in bought}
    return [
        _row(
            row,
            site,
            at,
            shelf=shelves.get(row.line_id, ""),
            box=(box := boxes.get(row.shipment_id or 0)),
            label=labels.get(box.pk) if box else None,
        )
        for row in waiting
    ]


def _row(
    row: Dispatch,
    site: Site,
    at: datetime,
    *,
    shelf: str,
    box: Parcel | None,
    label: LabelPurchase | None,
) -> PickRow:
    line, loan = row.line, getattr(row, "loan", None)
    product = loan.loaner.product if loan else line.product
    if loan:
        shelf = loan.loaner.shelf.name if loan.loaner.shelf else ""
    is_new = row.kind == DispatchKind.REPLACEMENT
    return PickRow(
        id=row.pk,
        number=line.case.number,
        kind=row.kind,
        name=row.what or (product.name if product else line.serial),
        sku=product.sku if product and not row.what else "",
        serial=row.serial if is_new else row.leaves_as,
        quantity=row.quantity,
        shelf="" if is_new or row.what else shelf,
        city=line.case.recipient.city,
        due_at=row.due_at,
        is_ahead=row.is_ahead,
        is_serialised=bool(line.serial if is_new else row.leaves_as),
        state=_state(row, box, label),
        urgency=picking.urgency_of(row.due_at, at=at, zone=site.time_zone),
        parcel_id=box.pk if box else None,
        purchase_id=label.pk if label else None,
        loaner_code=loan.loaner.code if loan else "",
        tracking_number=box.tracking_number if box else "",
        problem=label.problem if label else "",
        box_code=numbers.shown(box.code) if box else "",
        is_declared=bool(box and box.wishes.get("customs")),
        planned_code=row.box_code,
    )


def _state(row: Dispatch, box: Parcel | None, label: LabelPurchase | None) -> PickState:
    if row.shipped_at is None:
        return PickState.TO_PICK
    status = ordering.label_status(label)
    if status is LabelStatus.FAILED:
        return PickState.LABEL_FAILED
    if box is None or status is not LabelStatus.READY:
        return PickState.LABEL_COMING
    return PickState.TO_HAND_OVER if row.label_checked_at else PickState.TO_CHECK


def _shelves(lines: list[int]) -> dict[int, str]:
    placed = Placement.objects.filter(line__in=lines).select_related("shelf")
    return {row.line_id: row.shelf.name for row in placed.order_by("pk")}
