"""What a carrier says on the telephone about a pickup, written down for its return."""

from datetime import datetime

from rma.actions.use_case import Once, use_case
from rma.models import Case, CaseLine
from rma.rules.actors import Actor
from rma.rules.facts import Fact
from rma.rules.obligations import NoteWritten
from rma.rules.travelling import PickupConfirmed, PickupRefused
from rma.rules.words import N_
from rma.steps import settling
from shipping import pickups
from shipping.models import PickupBooking
from shipping.words import PickupState

_NOT_THEN = N_("The carrier does not come in that slot.")
_TOLD = N_("The carrier was told not to come.")


class CalledAlready(Exception):
    """Somebody called the carrier about this pickup already."""


@use_case
def hear_of_pickup(
    *,
    booking_id: int,
    comes: bool,
    by: Actor,
    at: datetime,
    confirmation: str = "",
    once: Once | None = None,
) -> Case:
    """
    Take down whether the carrier comes; the customer hears it as from the carrier.

    Of a pickup that was called off it says that the carrier knows. Raises
    CalledAlready.
    """
    row = PickupBooking.objects.get(pk=booking_id)
    case = Case.objects.locked(Case.objects.numbered(row.reference).pk)
    row.refresh_from_db()
    number = confirmation.strip()
    if not pickups.heard(booking=row, comes=comes, confirmation=number, at=at):
        raise CalledAlready
    lines = settling.sums_of(CaseLine.objects.of(case))
    case.record(_fact(row), lines=lines, at=at, by=by)
    return case


def _fact(row: PickupBooking) -> Fact:
    begins_at, ends_at = row.begins_at.isoformat(), row.ends_at.isoformat()
    match row.standing:
        case PickupState.CONFIRMED:
            return PickupConfirmed(
                begins_at=begins_at, ends_at=ends_at, confirmation=row.confirmation
            )
        case PickupState.REFUSED:
            return PickupRefused(problem=_NOT_THEN)
        case _:
            return NoteWritten(text=_TOLD)
