"""Where what we send goes: whether that may still change, and who says so."""

from rma.models import Case, Dispatch
from rma.queries import places
from shipping.models import Shipment
from shipping.words import Address, Direction


def is_addressed(case: Case) -> bool:
    """Whether a parcel to the customer has left or has its address on a label."""
    out = Shipment.objects.filter(reference=case.number, direction=Direction.OUT)
    if out.filter(cancelled_at=None).exists():
        return True
    gone = Dispatch.objects.filter(line__case=case, cancelled_at=None)
    return gone.exclude(shipped_at=None).exists()


def may_go_to(case: Case, address: Address, *, is_trusted: bool) -> bool:
    """Whether nobody has to look first: same country, and known or told by its own."""
    is_abroad = address.country.upper() != case.recipient.country.upper()
    is_known = places.is_on_file(case.account, address)
    return not is_abroad and (is_trusted or is_known)
