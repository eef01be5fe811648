"""All that a told world says, without the ids its rows happen to have."""

import hashlib
import json

from rma.models import Case, CaseLine, Event, Promise, Unit, VendorClaim
from shipping.models import Parcel

_TOLD = {
    Case: ("code", "account__number", "status", "situation", "opened_at", "closed_at"),
    CaseLine: ("case__code", "position", "serial", "decision", "verdict", "resolved"),
    Event: ("case__code", "name", "at", "by", "facts"),
    Promise: ("case__code", "step", "due_at", "state"),
    Unit: ("serial", "product__sku", "account__number", "shipped_on"),
    VendorClaim: ("code", "status", "file_by", "recovered_cents"),
    Parcel: ("code", "tracking_number", "state"),
}


def digest() -> str:
    """Return one hash of everything told."""
    told = [
        list(model.objects.order_by("id").values_list(*names))
        for model, names in _TOLD.items()
    ]
    return hashlib.sha256(json.dumps(told, default=str).encode()).hexdigest()
