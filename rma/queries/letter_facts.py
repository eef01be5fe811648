"""What a letter is written from: the event, what came with it, and the whole case."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from rma.models import (
    AdvanceReplacement,
    Case,
    Choice,
    Document,
    Event,
    Resolution,
    Upload,
    User,
)
from rma.queries import fetched
from rma.queries.dossier import Dossier, LineView, StepView
from rma.queries.legs import ParcelView
from rma.rules.uploads import UploadKind
from rma.rules.words import Role, Step

# A new date that the reader has is not told again as a delay.
_LATELY = timedelta(days=3)
# What is told at once; whatever came before it in its case is told before it.
OVERTAKING = (
    "label.ready",
    "choice.asked",
    "choice.made",
    "remedy.changed",
    "information.asked",
    "question.answered",
    "case.cancelled",
)


@dataclass(frozen=True, slots=True)
class Accepted:
    """Say who took the terms of a swap, when, and how many days they give."""

    by: str
    at: datetime
    return_days: int


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """
    Hold an event with its case; `together` are those of its name and moment.

    `ends` pairs lines' positions with what was done for them.
    """

    event: Event
    together: tuple[Event, ...]
    dossier: Dossier
    ends: tuple[tuple[int, str], ...] = ()
    accepted: Accepted | None = None
    has_arrival_photo: bool = False

    @property
    def case(self) -> Case:
        """Return the case the event belongs to."""
        return self.dossier.case

    @property
    def is_first_told(self) -> bool:
        """Whether this event speaks for those written with it."""
        return self.event.pk == min(each.pk for each in self.together)

    @property
    def zone(self) -> ZoneInfo:
        """Return the zone that dates are named in."""
        return ZoneInfo(self.case.site.time_zone)

    @property
    def today(self) -> date:
        """Return the day of the event at the site."""
        return self.day(self.event.at)

    def day(self, moment: datetime) -> date:
        """Return the day it is at the site at a moment."""
        return moment.astimezone(self.zone).date()

    def text(self, name: str) -> str:
        """Return one of the event's own values as text; empty where it has none."""
        return str(self.event.facts.get(name) or "")

    def fact_day(self, name: str) -> date | None:
        """Return one of the event's own values, a day or a moment, as a day."""
        text = self.text(name)
        if text and "T" not in text:
            return date.fromisoformat(text)
        moment = self.fact_moment(name)
        return moment.date() if moment else None

    def fact_moment(self, name: str) -> datetime | None:
        """Return one of the event's own moments in the site's zone."""
        text = self.text(name)
        if "T" not in text:
            return None
        return datetime.fromisoformat(text).astimezone(self.zone)

    def step(self, *names: Step) -> StepView | None:
        """Return the first of some steps that the plan holds open."""
        open_steps = {s.step: s for s in self.dossier.plan if s.state == "open"}
        return next((open_steps[name] for name in names if name in open_steps), None)

    def due_on(self, *names: Step) -> date | None:
        """Return the day the first of some open steps is due."""
        step = self.step(*names)
        return self.day(step.due_at) if step else None

    @property
    def positions(self) -> tuple[int, ...]:
        """Return the lines that this event, and those with it, speak of."""
        told = (each.facts.get("line") for each in self.together)
        return tuple(sorted({int(line) for line in told if line is not None}))

    @property
    def lines(self) -> tuple[LineView, ...]:
        """Return the lines spoken of, or all where none is named."""
        named = self.positions
        lines = self.dossier.lines
        return tuple(each for each in lines if each.position in named) or lines

    def parcel(self, direction: str) -> ParcelView | None:
        """Return the newest parcel of one direction."""
        way = [
            each
            for each in self.dossier.parcels
            if each.direction == direction
            and not (each.is_loaner and direction == "in")
        ]
        return way[-1] if way else None

    @property
    def approved(self) -> tuple[LineView, ...]:
        """Return the lines that may come back."""
        lines = self.dossier.lines
        return tuple(line for line in lines if line.decision == "approved")

    @property
    def refused(self) -> tuple[LineView, ...]:
        """Return the lines that may not come back."""
        lines = self.dossier.lines
        return tuple(line for line in lines if line.decision == "refused")

    @property
    def is_swap(self) -> bool:
        """Whether all that comes back is swapped in advance."""
        return bool(self.approved) and all(line.is_advance for line in self.approved)


def first_of_its_time(event_id: int, within: timedelta) -> Event:
    """
    Return the event that opened the time in which this one is told.

    A time ends before its hour where something of the case is told at once.
    """
    event = Event.objects.get(pk=event_id)
    opened = _openers(event.case_id, (event.name,), within)
    return Event.objects.get(pk=opened[event.pk])


def _openers(case_id: int, names: tuple[str, ...], within: timedelta) -> dict[int, int]:
    """Return for each event of some names the one that opened its time, in one look."""
    marks = Event.objects.filter(case=case_id, name__in=(*names, *OVERTAKING))
    opened: dict[int, int] = {}
    firsts: dict[str, tuple[int, datetime]] = {}
    for pk, name, at in marks.order_by("pk").values_list("pk", "name", "at"):
        if name in OVERTAKING:
            firsts.clear()
            continue
        if name not in firsts or at > firsts[name][1] + within:
            firsts[name] = (pk, at)
        opened[pk] = firsts[name][0]
    return opened


def _overtaken_by(event: Event) -> int | None:
    """Return the first thing after an event that is told at once."""
    later = Event.objects.filter(case=event.case_id, name__in=OVERTAKING)
    found = later.filter(pk__gt=event.pk).order_by("pk")
    return found.values_list("pk", flat=True).first()


def overtaken(event: Event, names: tuple[str, ...], within: timedelta) -> list[Event]:
    """Return what opened the times that this event ends: still untold at its moment."""
    if event.name not in OVERTAKING:
        return []
    openers = set(_openers(event.case_id, names, within).values())
    waiting = Event.objects.filter(
        pk__in=openers, pk__lt=event.pk, at__gt=event.at - within
    )
    return list(waiting.order_by("pk"))


def facts_of(event_id: int, within: timedelta = timedelta(0)) -> LetterFacts:
    """Return what letters about an event, and those soon after it, are written from."""
    whole = Event.objects.select_related(
        "case__account", "case__contact", "case__site", "case__policy", "case__owner"
    )
    event = whole.get(pk=event_id)
    alike = Event.objects.filter(case=event.case, name=event.name)
    together = alike.filter(at__gte=event.at, at__lte=event.at + within)
    cut = _overtaken_by(event) if within else None
    if cut is not None:
        together = together.filter(pk__lt=cut)
    return LetterFacts(
        event=event,
        together=tuple(together),
        dossier=fetched.dossier_as_booked(event.case, event.at),
        ends=_ends(event.case),
        accepted=_accepted(event.case),
        has_arrival_photo="differs" in event.facts and _has_arrival_photo(event.case),
    )


def _ends(case: Case) -> tuple[tuple[int, str], ...]:
    done = Resolution.objects.filter(line__case=case, done_at__isnull=False)
    pairs = done.order_by("line__position", "id")
    return tuple(pairs.values_list("line__position", "kind"))


def _has_arrival_photo(case: Case) -> bool:
    """Return whether the page of a return shows a photo of what arrived."""
    ours = Upload.objects.shown().filter(case=case, from_staff=True)
    dock = ours.filter(kind=UploadKind.DOCK.value)
    return dock.filter(media_type__startswith="image/").exists()


def _accepted(case: Case) -> Accepted | None:
    swap = AdvanceReplacement.objects.filter(line__case=case).order_by("id").last()
    if swap is None:
        return None
    return Accepted(swap.accepted_by, swap.accepted_at, swap.terms["return_days"])


def report_of(case: Case) -> int | None:
    """Return the newest report of a return that was drawn, if one was yet."""
    drawn = Document.objects.filter(case=case, kind="report").order_by("-id")
    return drawn.values_list("pk", flat=True).first()


def is_first_of(facts: LetterFacts, *named: tuple[str, dict[str, str]]) -> bool:
    """Whether no earlier event of the case has one of these names with these facts."""
    earlier = Event.objects.filter(case=facts.case, pk__lt=facts.event.pk)
    return not any(
        _matches(event, name, wanted)
        for event in earlier.filter(name__in=[name for name, _ in named])
        for name, wanted in named
    )


def is_date_told(facts: LetterFacts) -> bool:
    """Whether the reader was given a later arrival within the last days."""
    lately = Event.objects.filter(
        case=facts.case,
        name="promise.moved",
        at__range=(facts.event.at - _LATELY, facts.event.at),
        facts__step__in=(Step.ARRIVE, Step.DELIVER, Step.DELIVER_REPLACEMENT),
    )
    return lately.exists()


def came_with(facts: LetterFacts, name: str) -> bool:
    """Whether a fact of some name was written at the moment of this one."""
    beside = Event.objects.filter(case=facts.case, name=name, at=facts.event.at)
    return beside.exists()


def is_asked(facts: LetterFacts) -> bool:
    """Whether the customer was asked to choose for the line spoken of, since then."""
    asked = Choice.objects.filter(line__case=facts.case, asked_at__gte=facts.event.at)
    return asked.filter(line__position__in=facts.positions).exists()


def was_put_right(facts: LetterFacts) -> bool:
    """Whether all lines spoken of had what their customer gets before this event."""
    done = Event.objects.filter(
        case=facts.case, name="resolution.done", pk__lt=facts.event.pk
    )
    told = {each.facts.get("line") for each in done}
    return bool(facts.positions) and set(facts.positions) <= told


def _matches(event: Event, name: str, wanted: dict[str, str]) -> bool:
    if event.name != name:
        return False
    return all(event.facts.get(key) == value for key, value in wanted.items())


def people_of(role: Role) -> tuple[User, ...]:
    """Return the members of staff with a role who may sign in."""
    return tuple(User.objects.filter(role=role, is_active=True).order_by("id"))
