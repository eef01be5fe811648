"""People taken off the legs of parcels that ended; where they went stays."""

from collections.abc import Sequence

from shipping.models import Shipment
from shipping.words import Direction

_PERSON = (
    *("name", "company", "street1", "street2"),
    *("postal_code", "phone", "email"),
)
_GONE = "–"


def forget_people(*, numbers: Sequence[str]) -> None:
    """Take the customer off the legs of some returns; our own side stays as it is."""
    for leg in Shipment.objects.filter(reference__in=numbers).iterator():
        theirs = "sender" if leg.direction == Direction.IN else "recipient"
        address = dict(getattr(leg, theirs))
        for name in _PERSON:
            if address.get(name):
                address[name] = _GONE
        setattr(leg, theirs, address)
        leg.save(update_fields=[theirs])
