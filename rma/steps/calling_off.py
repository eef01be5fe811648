"""A pickup let go because what was to be fetched does not leave, or not like that."""

from rma.models import Case
from rma.rules.facts import Fact
from rma.rules.travelling import PickupToCallOff
from shipping import pickups


def call_off_pickup(case: Case) -> list[Fact]:
    """Let go of a return's pickup; return what our people must tell the carrier."""
    row = pickups.call_off(reference=case.number)
    if row is None:
        return []
    begins_at = row.begins_at.isoformat()
    return [PickupToCallOff(begins_at=begins_at, confirmation=row.confirmation)]
