"""The boxes of a return on their way here: which there are, and what lies in each."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from rma.models import Case, CaseLine, Packed
from rma.rules.words import Decision
from shipping import ordering
from shipping.models import LabelPurchase, Parcel
from shipping.words import NOT_YET_HANDED_OVER, Direction, ParcelState


@dataclass(frozen=True, slots=True)
class Share:
    """Pair a line with how many of its units are meant, and which where it's others."""

    line: CaseLine
    quantity: int
    serial: str = ""


def travelling(case: Case) -> QuerySet[Parcel]:
    """Return the parcels of all legs, a box of another return it shares among them."""
    shared = Packed.objects.filter(line__case=case).values("parcel")
    whole = Parcel.objects.filter(
        Q(shipment__reference=case.number) | Q(pk__in=shared),
        shipment__cancelled_at=None,
    )
    return whole.exclude(state=ParcelState.CANCELLED).select_related("shipment")


def cross_a_border(case: Case) -> bool:
    """Return whether customs look at a return's boxes, on a way of any of its legs."""
    told = travelling(case).values_list("wishes", flat=True)
    return case.crosses_a_border or any(wishes.get("customs") for wishes in told)


def of_case(case: Case) -> list[Parcel]:
    """Return the boxes a return's units travel in to us, another's box among them."""
    own = travelling(case).filter(shipment__loan_back=None)
    here = own.filter(shipment__direction=Direction.IN)
    return list(here.order_by("shipment_id", "position"))


def labels_of(case: Case, but: Parcel | None = None) -> list[str]:
    """Return how the labels of a return's boxes stand, those that need one."""
    parcels = [row.pk for row in of_case(case) if row != but]
    if not parcels:
        return []
    rows = LabelPurchase.objects.filter(parcel__in=parcels).order_by("id")
    newest = {row.parcel_id: row for row in rows}
    return [ordering.label_status(row).value for row in newest.values()]


def contents_of(case: Case, lines: list[CaseLine]) -> dict[int, list[Share]]:
    """Return which units of a return lie in which of its boxes, by the box's id."""
    by_id = {line.pk: line for line in lines}
    rest = {line.pk: line.approved for line in lines if _travels(line)}
    inside: dict[int, list[Share]] = {parcel.pk: [] for parcel in of_case(case)}
    for row in Packed.objects.filter(line__in=by_id).order_by("line__position"):
        if row.parcel_id in inside:
            inside[row.parcel_id].append(Share(by_id[row.line_id], row.quantity))
            rest[row.line_id] = rest.get(row.line_id, 0) - row.quantity
    shares = [Share(by_id[pk], count) for pk, count in rest.items() if count > 0]
    return {pk: named or shares for pk, named in inside.items()}


def inside_of(parcel: Parcel) -> list[Share]:
    """Return the units that are said to lie in a box, those of other returns too."""
    rows = Packed.objects.filter(parcel=parcel).order_by("id")
    whole = rows.select_related("line__product", "line__case")
    return [Share(row.line, row.quantity) for row in whole]


def lying_in(case: Case, parcel: Parcel, lines: list[CaseLine]) -> list[Share]:
    """Return the units in a box of a return: those said to, or all that are in none."""
    return inside_of(parcel) or contents_of(case, lines).get(parcel.pk, [])


def _travels(line: CaseLine) -> bool:
    return line.decision == Decision.APPROVED and line.ended_at is None


def still_packed(case: Case) -> tuple[Share, ...]:
    """Return the units in boxes of a return that nobody has taken yet."""
    own = {
        row.pk
        for row in of_case(case)
        if row.shipment.reference == case.number and row.standing in NOT_YET_HANDED_OVER
    }
    counted: dict[int, Share] = {}
    for pk, shares in contents_of(case, CaseLine.objects.of(case)).items():
        for share in shares if pk in own else ():
            before = counted.get(share.line.pk)
            more = share.quantity + (before.quantity if before else 0)
            counted[share.line.pk] = Share(share.line, more)
    return tuple(counted.values())
