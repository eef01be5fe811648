"""What only a demonstration may do: move a sandbox parcel on, choose a failure."""

from datetime import datetime

from django.db import transaction

from outbox.post import post
from shipping.carriers.sandbox import carrier
from shipping.carriers.sandbox.scenarios import Scenario, named
from shipping.errors import ShippingProblem, UnknownParcel
from shipping.models import Parcel, SandboxScenario
from shipping.words import ParcelState


class UnknownScenario(ShippingProblem):
    """The sandbox knows no failure by that name."""


def advance(*, tracking_number: str, at: datetime) -> ParcelState:
    """
    Move a sandbox parcel one step at once and return where it is then.

    We hear of it as soon as a worker looks. Raises UnknownParcel for a number that
    is not one of the sandbox's.
    """
    parcel = Parcel.objects.filter(tracking_number=tracking_number).first()
    if parcel is None:
        raise UnknownParcel(tracking_number)
    with transaction.atomic():
        state = carrier.advance(
            tracking_number, handed_over_at=parcel.handed_over_at, at=at
        )
        key = f"parcel.look:{parcel.pk}:{at.isoformat()}"
        post("parcel.look", key, parcel_id=parcel.pk)
    return state


def choose(*, scenario: str, times: int, at: datetime) -> None:
    """
    Have the sandbox's next orders fail in the way named; a name it lacks is refused.

    Raises UnknownScenario for a name the sandbox does not know.
    """
    known = named(scenario)
    if known is Scenario.NONE:
        raise UnknownScenario(scenario)
    SandboxScenario.objects.create(scenario=known.value, times_left=times, chosen_at=at)


def forget() -> None:
    """Have nothing fail any more that somebody chose."""
    SandboxScenario.objects.all().delete()


def scenarios() -> tuple[str, ...]:
    """Return every failure that may be chosen."""
    return tuple(scenario.value for scenario in Scenario if scenario.value)
