"""Parcels that the customer sends with a carrier of their own."""

from rma.models import Case
from rma.rules.words import HandOver
from shipping.models import Parcel
from shipping.words import Direction, ParcelState


def announced(case: Case) -> list[Parcel]:
    """Return those whose number counts, in the order they were typed."""
    if case.hand_over != HandOver.OWN_CARRIER:
        return []
    rows = Parcel.objects.filter(
        shipment__reference=case.number,
        shipment__direction=Direction.IN,
        shipment__cancelled_at=None,
    )
    named = rows.exclude(tracking_number="").exclude(state=ParcelState.CANCELLED)
    return list(named.order_by("id"))
