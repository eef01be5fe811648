"""Where a parcel is, by our own word: asked for, given up as lost, found again."""

from datetime import datetime

from outbox import post
from rma.actions.use_case import Once, use_case
from rma.models import Case, CaseLine
from rma.rules.actors import Actor
from rma.rules.obligations import NoteWritten
from rma.steps import settling, troubles
from shipping import ordering
from shipping.models import Parcel
from shipping.words import ParcelState

_ON_THE_ROAD = (
    ParcelState.HANDED_OVER,
    ParcelState.MOVING,
    ParcelState.DELAYED,
    ParcelState.OUT_FOR_DELIVERY,
    ParcelState.EXCEPTION,
    ParcelState.DAMAGED,
)


class NotOnTheRoad(Exception):
    """Only a parcel that left and did not arrive can be lost."""


class NotLost(Exception):
    """Only a parcel that counts as lost can be found again."""


@use_case
def ask_about_parcel(
    *, parcel_id: int, by: Actor, at: datetime, once: Once | None = None
) -> Parcel:
    """Have a worker ask the carrier about a parcel now, not at its usual time."""
    parcel = Parcel.objects.get(pk=parcel_id)
    # One question a minute is enough, however often it is pressed.
    _look_soon(parcel, at)
    return parcel


@use_case
def report_lost(
    *, parcel_id: int, note: str, by: Actor, at: datetime, once: Once | None = None
) -> Case:
    """
    Say that a parcel is lost, whatever the carrier still says.

    Its trouble is open at once and the customer hears of it. Raises NotOnTheRoad.
    """
    case, parcel = _locked(parcel_id)
    if parcel.standing not in _ON_THE_ROAD:
        raise NotOnTheRoad
    return _tell(case, parcel, ParcelState.LOST, note, at=at, by=by)


@use_case
def report_found(
    *, parcel_id: int, note: str, by: Actor, at: datetime, once: Once | None = None
) -> Case:
    """
    Say that a lost parcel turned up and goes on; its trouble ends.

    Raises NotLost.
    """
    case, parcel = _locked(parcel_id)
    if parcel.standing is not ParcelState.LOST:
        raise NotLost
    return _tell(case, parcel, ParcelState.MOVING, note, at=at, by=by)


def _tell(
    case: Case,
    parcel: Parcel,
    state: ParcelState,
    note: str,
    *,
    at: datetime,
    by: Actor,
) -> Case:
    ordering.note(parcel=parcel, state=state, at=at, text=note.strip()[:300])
    facts = troubles.look_into(case, parcel, at=at, by=by.label)
    number = parcel.tracking_number or parcel.code
    said = "lost" if state is ParcelState.LOST else "found again"
    written = NoteWritten(text=f"Parcel {number} is {said}. {note}".strip())
    lines = settling.sums_of(CaseLine.objects.of(case))
    case.record(*facts, written, lines=lines, at=at, by=by)
    # What it means for the return is told by the same job as the carrier's word.
    _look_soon(parcel, at)
    return case


def _look_soon(parcel: Parcel, at: datetime) -> None:
    key = f"parcel.look:{parcel.pk}:{at:%Y%m%d%H%M}"
    post.post("parcel.look", key, parcel_id=parcel.pk)


def _locked(parcel_id: int) -> tuple[Case, Parcel]:
    """Lock the case first: what is read of the parcel then is true until the end."""
    whole = Parcel.objects.select_related("shipment")
    reference = whole.get(pk=parcel_id).shipment.reference
    case = Case.objects.locked(Case.objects.numbered(reference).pk)
    return case, whole.get(pk=parcel_id)
