"""What only a demonstration asks for: parcels moved by hand, failures chosen."""

from datetime import datetime

from outbox.post import post
from rma.actions.use_case import use_case
from shipping import failing


@use_case
def move_parcel(*, tracking_number: str, at: datetime) -> None:
    """Promise to move a sandbox parcel one step; a worker does it at once."""
    key = f"sandbox.move:{tracking_number}:{at.isoformat()}"
    post("sandbox.move", key, tracking_number=tracking_number)


@use_case
def pass_a_day(*, at: datetime) -> None:
    """Promise that every sandbox parcel is a day further; a worker does it at once."""
    # Pressed twice within a second is one day.
    post("sandbox.day", f"sandbox.day:{at:%Y%m%dT%H%M%S}")


@use_case
def choose_failure(*, scenario: str, times: int, at: datetime) -> None:
    """Have the sandbox's next orders fail; raises failing.UnknownScenario."""
    failing.choose(scenario=scenario, times=times, at=at)


@use_case
def forget_failures() -> None:
    """Have nothing fail any more that somebody chose."""
    failing.forget()
