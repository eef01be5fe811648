"""Pickups about which somebody must call the carrier, as the desk sees them."""

from dataclasses import dataclass
from datetime import datetime

from rma.models import Case
from rma.rules import numbers
from shipping.models import PickupBooking
from shipping.words import PickupState

_MOST = 200


@dataclass(frozen=True, slots=True)
class PickupView:
    """Show one pickup with its return, and what to ask the carrier."""

    row: PickupBooking
    case: Case

    @property
    def why(self) -> str:
        """Return the word for why the carrier is called."""
        is_unclear = self.row.standing is PickupState.UNCLEAR
        return "pickup_unclear" if is_unclear else "pickup_for_nothing"

    @property
    def is_unclear(self) -> bool:
        """Whether nobody knows if the carrier comes."""
        return self.row.standing is PickupState.UNCLEAR

    @property
    def place(self) -> str:
        """Return where the carrier was asked to come."""
        told = self.row.place
        parts = (told.get(each) for each in ("name", "street1", "postal_code", "city"))
        return ", ".join(str(part) for part in parts if part)


def to_call(at: datetime) -> tuple[PickupView, ...]:
    """Return those for which somebody must call, the soonest first."""
    return _views(list(PickupBooking.objects.to_call(at)[:_MOST]))


def pickup(booking_id: int, at: datetime) -> PickupView | None:
    """Return one of them."""
    found = _views(list(PickupBooking.objects.to_call(at).filter(pk=booking_id)))
    return found[0] if found else None


def _views(rows: list[PickupBooking]) -> tuple[PickupView, ...]:
    codes = {row.pk: numbers.parse(row.reference) for row in rows}
    whole = Case.objects.select_related("account", "site")
    cases = {case.code: case for case in whole.filter(code__in=codes.values())}
    return tuple(
        PickupView(row, cases[code]) for row in rows if (code := codes[row.pk]) in cases
    )
