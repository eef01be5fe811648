"""The way here: which boxes, to which destination, and why there."""

from collections.abc import Iterable
from datetime import datetime

from rma.models import Case, CaseLine, Destination, Packed
from rma.queries.boxes import Share
from rma.rules import destinations, erasure, packing
from rma.rules.destinations import Traveller
from rma.rules.kits import KitState
from rma.rules.packing import Goods
from rma.rules.words import HandOver
from rma.steps import wishing
from rma.steps.declarations import data_of
from rma.steps.minting import fresh_code
from shipping import ordering
from shipping.models import Parcel
from shipping.wishes import NO_WISHES, Wishes
from shipping.words import Address, BoxSize, Direction, PlannedBox

# A box for something we know no size of: a common parcel.
_USUAL = BoxSize(weight_grams=2000, length_mm=300, width_mm=200, height_mm=150)
_HIGHEST_MM = 1500


def settle_label(case: Case, approved: list[CaseLine]) -> None:
    """
    Note that a label is being made, or waits until the data is spoken of.

    Its lines then wait together: they travel in one box. Saved lines are saved here.
    What stays with its owner needs neither.
    """
    going = [line for line in approved if not line.stays]
    if not going or case.hand_over == HandOver.OWN_CARRIER:
        return
    asks = case.policy.asks_erasure
    if not (asks and erasure.label_waits(data_of(line) for line in going)):
        case.label_status = case.label_status or "pending"
        if case.hand_over == HandOver.BOX and not all(
            line.is_advance for line in approved
        ):
            case.kit_state = KitState.PLANNED.value
        return
    case.is_data_owed = True
    for line in going:
        line.is_waiting = True
        if line.pk:
            line.save(update_fields=["is_waiting"])


def order_way_here(
    case: Case, lines: list[CaseLine], at: datetime, *, inside: str = ""
) -> None:
    """
    Plan the boxes to us, and order their labels unless the customer sends them.

    `inside` is the code of the box that brings the labels, where one does.
    """
    legs = _by_destination(case, lines)
    _take_site(case, [destination for destination, _ in legs])
    for destination, together in legs:
        shares = [Share(line, line.quantity) for line in together]
        recipient = destination.address if destination else case.site.address
        why = destination.why if destination else ""
        # What is sent later, or elsewhere, is named; a box without names has the rest.
        is_rest = len(legs) == 1 and at == case.opened_at
        plan_leg(
            case,
            shares,
            at,
            recipient=recipient,
            why=why,
            is_rest=is_rest,
            inside=inside,
        )


def _take_site(case: Case, destinations_: list[Destination | None]) -> None:
    """Let the site that everything goes to be the case's own: its dock, its people."""
    sites = {row.site for row in destinations_ if row and row.site}
    if len(destinations_) != 1 or not sites or case.site in sites:
        return
    (case.site,) = sites
    case.save(update_fields=["site"])


def plan_leg(
    case: Case,
    shares: list[Share],
    at: datetime,
    *,
    recipient: Address,
    why: str = "",
    is_rest: bool = False,
    inside: str = "",
) -> None:
    """Plan one leg to us for some units, in as many boxes as they need."""
    contents = _spread(case, shares)
    plan = (
        ordering.plan_shipment
        if case.hand_over == HandOver.OWN_CARRIER
        else ordering.plan_and_order
    )
    boxes = [
        planned_box(
            shares,
            inside=inside,
            wishes=wishing.way_back(case, shares, recipient=recipient),
        )
        for shares in contents
    ]
    plan(
        reference=case.number,
        direction=Direction.IN,
        sender=case.sender,
        recipient=recipient,
        boxes=boxes,
        at=at,
        why=why,
    )
    if len(contents) > 1 or not is_rest:
        _note_contents(boxes, contents)


def _note_contents(boxes: list[PlannedBox], contents: list[list[Share]]) -> None:
    codes = [box.code for box in boxes]
    by_code = {row.code: row for row in Parcel.objects.filter(code__in=codes)}
    Packed.objects.bulk_create(
        Packed(parcel=by_code[code], line=share.line, quantity=share.quantity)
        for code, inside in zip(codes, contents, strict=True)
        for share in inside
    )


def _by_destination(
    case: Case, lines: list[CaseLine]
) -> list[tuple[Destination | None, list[CaseLine]]]:
    if not case.policy.may_go_elsewhere:
        return [(None, lines)]
    known = {row.pk: row for row in Destination.objects.in_order()}
    ways = [row.way for row in known.values()]
    found: dict[int, list[CaseLine]] = {}
    for line in lines:
        way = destinations.way_for(traveller_of(case, line), ways)
        found.setdefault(way.id if way else 0, []).append(line)
    return [(known.get(key), together) for key, together in found.items()]


def traveller_of(case: Case, line: CaseLine) -> Traveller:
    """Return what decides where a line's units go."""
    product = line.product
    return Traveller(
        country=case.sender.country,
        reason=line.reason,
        product_id=product.pk if product else None,
        category=product.category if product else "",
        manufacturer_id=product.manufacturer_id if product else None,
    )


def _spread(case: Case, shares: list[Share]) -> list[list[Share]]:
    goods = [
        _goods(place, share.line, share.quantity) for place, share in enumerate(shares)
    ]
    boxes = packing.spread(goods, case.site.box_limits)
    return [
        [Share(shares[place].line, count) for place, count in inside.items()]
        for inside in boxes
    ]


def _goods(place: int, line: CaseLine, quantity: int) -> Goods:
    size = _size_of(line)
    volume = size.length_mm * size.width_mm * size.height_mm // 1000
    return Goods(place, quantity, size.weight_grams, volume)


def planned_box(
    shares: list[Share],
    *,
    code: str = "",
    inside: str = "",
    wishes: Wishes = NO_WISHES,
) -> PlannedBox:
    """Return a box that holds some units, under a code of its own."""
    return PlannedBox(
        code=code or fresh_code(),
        size=box_for(shares),
        contents=told(shares),
        wishes=wishes,
        inside=inside,
    )


def told(shares: Iterable[Share]) -> str:
    """Return in a few words what lies in a box."""
    named = (
        f"{share.quantity} x {share.line}" if share.quantity > 1 else str(share.line)
        for share in shares
    )
    return ", ".join(named)[:200]


def box_for(shares: Iterable[Share]) -> BoxSize:
    """Return a box that holds some units, stacked."""
    sizes = [(_size_of(share.line), share.quantity) for share in shares]
    return BoxSize(
        weight_grams=sum(size.weight_grams * count for size, count in sizes),
        length_mm=max(size.length_mm for size, _ in sizes),
        width_mm=max(size.width_mm for size, _ in sizes),
        height_mm=min(
            sum(size.height_mm * count for size, count in sizes),
            max(_HIGHEST_MM, *(size.height_mm for size, _ in sizes)),
        ),
    )


def _size_of(line: CaseLine) -> BoxSize:
    return line.product.box if line.product else _USUAL
