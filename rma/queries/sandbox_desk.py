"""What a demonstration may play with: sandbox parcels, failures chosen for them."""

from rma.queries import keyset
from rma.queries.keyset import Slice
from shipping.models import Parcel, SandboxScenario
from shipping.words import ParcelState

_ENDED = (
    ParcelState.PLANNED,
    ParcelState.DELIVERED,
    ParcelState.LOST,
    ParcelState.CANCELLED,
)


def parcels_on_their_way(after: str) -> Slice[Parcel]:
    """Return a page of the sandbox's parcels that still move, the newest first."""
    rows = Parcel.objects.select_related("shipment").exclude(state__in=_ENDED)
    sold = rows.filter(tracking_number__startswith="SBX", shipment__cancelled_at=None)
    return keyset.newest(sold, after)


def parcel(parcel_id: int) -> Parcel | None:
    """Return a parcel that the sandbox knows."""
    rows = Parcel.objects.filter(pk=parcel_id, tracking_number__startswith="SBX")
    return rows.first()


def failures_to_come() -> list[SandboxScenario]:
    """Return the failures somebody chose that have not happened yet."""
    return list(SandboxScenario.objects.filter(times_left__gt=0))
