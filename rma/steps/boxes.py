"""What follows for a return where one of its boxes changes."""

from rma.models import Case, CaseLine, Packed
from rma.queries import boxes
from rma.queries.boxes import Share
from rma.rules import numbers, ways
from rma.steps import sending
from shipping.models import Parcel


def follow(case: Case) -> None:
    """Bring what a case says of its way here up to date with all of its boxes."""
    parcels = boxes.of_case(case)
    case.inbound_state = ways.way_of(parcel.state for parcel in parcels)
    case.label_status = ways.label_of(boxes.labels_of(case)) or case.label_status


def retell(case: Case) -> None:
    """Let each box say what lies in it now, also for a return that shares it."""
    for parcel in boxes.of_case(case):
        inside = boxes.inside_of(parcel)
        if inside and parcel.contents != sending.told(inside):
            parcel.contents = sending.told(inside)
            parcel.save(update_fields=["contents"])


def name_contents(case: Case, lines: list[CaseLine]) -> dict[int, list[Share]]:
    """Write down what is in each box, so that one of them can change; returns it."""
    inside = boxes.contents_of(case, lines)
    Packed.objects.bulk_create(
        [
            Packed(parcel_id=pk, line=share.line, quantity=share.quantity)
            for pk, shares in inside.items()
            for share in shares
        ],
        ignore_conflicts=True,
    )
    return inside


def name_host(host: Parcel) -> None:
    """Write down what was in a box before somebody joined it."""
    code = numbers.parse(host.shipment.reference)
    owner = Case.objects.get(code=code)
    name_contents(owner, CaseLine.objects.of(owner))
