"""How a sandbox parcel travels: a pure function of times and of the clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from shipping.carriers.sandbox.scenarios import Scenario

# A customer is taken to bring the parcel in four hours after the label was bought.
BROUGHT_IN_AFTER = timedelta(hours=4)
# Who finds a return label in the box of a replacement swaps the devices first.
USED_AFTER = timedelta(days=1)
_TEXTS = {
    "information_received": "The carrier knows about the parcel",
    "package_accepted": "The carrier has the parcel",
    "package_departed": "Left the first depot",
    "package_arrived": "Arrived at the depot nearby",
    "delayed": "Held up on the way",
    "out_for_delivery": "On the van for delivery",
    "delivered": "Delivered",
    "package_damaged": "Found damaged",
    "package_lost": "Can't be found",
}


@dataclass(frozen=True, slots=True)
class Step:
    """This will be one thing that happens to the parcel, and when."""

    code: str
    at: datetime

    @property
    def text(self) -> str:
        """Return the carrier's sentence for it."""
        return _TEXTS[self.code]


def delivery_day(handed_over_at: datetime, days: int) -> date:
    """Return the day the parcel should arrive."""
    return (handed_over_at + timedelta(days=days)).date()


def journey(
    *,
    purchased_at: datetime,
    handed_over_at: datetime | None,
    days: int,
    scenario: Scenario = Scenario.NONE,
    forced_at: Iterable[datetime] = (),
) -> tuple[Step, ...]:
    """
    Return every step with its time, those to come included.

    A parcel nobody handed over stays where it is, until somebody moves it by hand:
    each forced moment brings the next step to that moment and the rest with it.
    """
    presses = sorted(forced_at)
    if presses and (handed_over_at is None or presses[0] <= handed_over_at):
        handed_over_at = presses.pop(0)
    steps = [Step("information_received", purchased_at)]
    if handed_over_at is not None:
        steps += _on_the_road(max(handed_over_at, purchased_at), days, scenario)
    for press in presses:
        steps = _brought_forward(steps, press)
    return tuple(steps)


def _on_the_road(start: datetime, days: int, scenario: Scenario) -> list[Step]:
    steps = [
        Step("package_accepted", start),
        Step("package_departed", start + timedelta(hours=4)),
    ]
    late = timedelta(0)
    if scenario is Scenario.LOST:
        return [*steps, Step("package_lost", start + timedelta(days=days + 7))]
    if scenario is Scenario.DELAYED:
        late = timedelta(days=2)
        steps.append(Step("delayed", start + timedelta(hours=20)))
    last_day = delivery_day(start, days) + late
    steps.append(Step("package_arrived", _clock(last_day, 6, start)))
    if scenario is Scenario.DAMAGED:
        return [*steps, Step("package_damaged", _clock(last_day, 7, start))]
    return [
        *steps,
        Step("out_for_delivery", _clock(last_day, 8, start)),
        Step("delivered", _clock(last_day, 14, start)),
    ]


def _clock(day: date, hour: int, like: datetime) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=like.tzinfo)


def _brought_forward(steps: list[Step], press: datetime) -> list[Step]:
    to_come = [step for step in steps if step.at > press]
    if not to_come:
        return steps
    gained = to_come[0].at - press
    return [
        Step(step.code, step.at - gained) if step in to_come else step for step in steps
    ]
