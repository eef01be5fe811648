"""Where a return is, for the people who wait for it: lanes, scans, open questions."""

from dataclasses import dataclass
from datetime import datetime

from rma.models import Case, Choice, Upload
from rma.queries import around_case
from rma.queries.dispatches import DispatchView
from rma.queries.dossier import Dossier, LineView, dossier_in
from rma.queries.gathering import Found
from rma.queries.legs import ParcelView, parcels_of
from rma.queries.outcomes import Outcome, outcomes_in
from rma.rules.sentences import SENTENCES
from rma.rules.words import N_, Decision, DispatchKind
from shipping.models import LabelDocument, ParcelMovement, PickupBooking
from shipping.words import Direction, ParcelState

_ON_THE_ROAD = (
    ParcelState.MOVING,
    ParcelState.DELAYED,
    ParcelState.OUT_FOR_DELIVERY,
    ParcelState.EXCEPTION,
    ParcelState.DAMAGED,
)
# How far along a lane each state of a parcel is; states off the lane are left out.
_REACHED = {
    ParcelState.LABEL_READY: 1,
    ParcelState.HANDED_OVER: 2,
    **dict.fromkeys(_ON_THE_ROAD, 3),
    ParcelState.DELIVERED: 4,
}
# Photos of the arrival that a page shows.
_MOST_PHOTOS = 6
_LEAVES = {
    DispatchKind.REPLACEMENT: N_("Replacement packed"),
    DispatchKind.REPAIRED: N_("Repaired"),
    DispatchKind.RETURNED: N_("Packed"),
}


@dataclass(frozen=True, slots=True)
class Milestone:
    """Be one stop of a lane; `text` is English to translate."""

    text: str
    state: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Scan:
    """Be one thing a carrier saw of a parcel."""

    parcel_id: int
    at: datetime
    state: str
    place: str


@dataclass(frozen=True, slots=True)
class BesideLabel:
    """Be a paper that came with a label: a code for the counter, customs papers."""

    code: str
    kind: str
    media_type: str


@dataclass(frozen=True, slots=True)
class BesideParcels:
    """Hold what came with the labels, the pickup, and photos of the arrival."""

    labels: tuple[BesideLabel, ...]
    pickup: PickupBooking | None
    photos: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ToChoose:
    """Be one thing the customer is asked to choose, and until when."""

    id: int
    name: str
    serial: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class TrackingPage:
    """Hold a return as its customer sees it."""

    dossier: Dossier
    to_us: tuple[Milestone, ...]
    to_you: tuple[Milestone, ...]
    scans: tuple[Scan, ...]
    beside: BesideParcels
    choices: tuple[ToChoose, ...]
    outcomes: dict[int, Outcome]
    # What we asked about what came otherwise than it was announced.
    differs: tuple[str, ...] = ()

    @property
    def inbound(self) -> tuple[ParcelView, ...]:
        """Return every box that comes to us."""
        return self.dossier.inbound

    @property
    def questions(self) -> tuple[str, ...]:
        """Return what we asked and have no answer to."""
        lines, asked = self.dossier.lines, Decision.NEEDS_INFO
        about_lines = (each.question for each in lines if each.decision == asked)
        return (*about_lines, *self.differs)

    @property
    def swap(self) -> LineView | None:
        """Return the line whose old unit is due back and has not come."""
        awaited = (each for each in self.dossier.lines if each.expected)
        due = (each for each in awaited if each.due_back_on and not each.has_ended)
        return next(due, None)


@dataclass(frozen=True, slots=True)
class PublicLook:
    """Hold what anybody who scans a parcel may know: where it is, nothing else."""

    display: str
    to_us: tuple[Milestone, ...]
    is_open: bool


def tracking_page(case: Case) -> TrackingPage:
    """Return a case for its customer; it comes with account, contact, site, policy."""
    return tracking_in(case, around_case.FOR_CUSTOMER.of(case))


def tracking_in(case: Case, found: Found) -> TrackingPage:
    """Return a case for its customer, made of what was found around it."""
    dossier = dossier_in(case, found)
    return TrackingPage(
        dossier=dossier,
        to_us=_to_us(case, dossier.parcels, dossier.lines),
        to_you=_to_you(dossier.parcels, dossier.dispatches),
        scans=_scans(dossier.parcels, found.rows("scan", ParcelMovement)),
        beside=_beside(case, dossier, found),
        choices=_to_choose(dossier, found.rows("choice", Choice)),
        outcomes=outcomes_in(found),
        differs=around_case.questions_in(found),
    )


def public_look(case: Case) -> PublicLook:
    """Return what the code on a parcel shows to a stranger."""
    parcels = parcels_of(case)
    return PublicLook(
        display=SENTENCES[case.situation],
        to_us=_to_us(case, parcels, None),
        is_open=case.is_open,
    )


def _to_us(
    case: Case, parcels: tuple[ParcelView, ...], lines: tuple[LineView, ...] | None
) -> tuple[Milestone, ...]:
    inward = (each for each in parcels if each.direction == Direction.IN)
    boxes = [each for each in inward if not each.is_loaner]
    if not boxes:
        return ()
    # The lane stands where the last box is; the boxes have lines of their own.
    parcel = min(boxes, key=lambda box: _REACHED.get(ParcelState(box.state), 0))
    reached = _REACHED.get(ParcelState(parcel.state), 0)
    is_here = bool(lines) and any(line.received for line in lines or ())
    is_checked = bool(lines) and all(
        line.inspected >= line.received > 0 or line.has_ended for line in lines or ()
    )
    if is_here or (lines is None and case.situation in _AFTER_ARRIVAL):
        reached = 4
    first = N_("Sent by you") if parcel.is_own_carrier else N_("Label ready")
    texts = (
        first,
        N_("Handed over"),
        N_("On the way"),
        N_("At our warehouse"),
        N_("Checked"),
    )
    if parcel.is_own_carrier and reached < 2:
        reached = 0
    # A stranger sees no lines: what has ended was checked.
    is_over = lines is None and reached == 4 and not case.is_open
    done = 5 if (is_here and is_checked) or is_over else reached
    times = {4: parcel.delivered_at, reached: parcel.state_at if reached < 4 else None}
    return lane_of(texts, done, times)


_AFTER_ARRIVAL = frozenset(
    {
        "being_checked",
        "checked",
        "decision_made",
        "being_repaired",
        "repaired",
        "returning",
        "out_for_delivery_to_you",
        "delayed_to_you",
        "loaner_out",
        "delivered",
        "credited",
    }
)


def _to_you(
    parcels: tuple[ParcelView, ...], dispatches: tuple[DispatchView, ...]
) -> tuple[Milestone, ...]:
    dispatches = tuple(each for each in dispatches if each.kind in _LEAVES)
    if not dispatches:
        return ()
    first = dispatches[0]
    outward = (each for each in parcels if each.direction == Direction.OUT)
    out = [each for each in outward if not each.is_loaner]
    state = ParcelState(out[-1].state) if out else ParcelState.PLANNED
    reached = min(max(_REACHED.get(state, 0) - 1, 0), 3)
    if first.shipped_at:
        reached = max(reached, 1)
    if all(each.delivered_at for each in dispatches):
        reached = 3
    texts = (
        _LEAVES[DispatchKind(first.kind)],
        N_("On the way to you"),
        N_("Delivered"),
    )
    return lane_of(texts, reached, {1: first.shipped_at, 3: first.delivered_at})


def lane_of(
    texts: tuple[str, ...], done: int, times: dict[int, datetime | None]
) -> tuple[Milestone, ...]:
    """Return stops: passed, the one we are at, and those to come."""

    def state(place: int) -> str:
        if place < done or done == len(texts):
            return "done"
        return "now" if place == done else "next"

    return tuple(
        Milestone(text, state(place), times.get(place) if place <= done else None)
        for place, text in enumerate(texts, start=1)
    )


def _scans(
    parcels: tuple[ParcelView, ...], seen: list[ParcelMovement]
) -> tuple[Scan, ...]:
    """Return what carriers saw, newest first, of the boxes that count."""
    here = {each.parcel_id for each in parcels}
    newest = sorted(seen, key=lambda row: (row.occurred_at, row.pk), reverse=True)
    return tuple(
        Scan(row.parcel_id, row.occurred_at, row.state, row.place)
        for row in newest
        if row.parcel_id in here and not row.is_our_worry
    )


def _beside(case: Case, dossier: Dossier, found: Found) -> BesideParcels:
    codes = {
        each.purchase_id: each.shown_code
        for each in dossier.parcels
        if each.direction == Direction.IN and each.reference == case.number
    }
    papers = [
        BesideLabel(codes[row.purchase_id], row.kind, row.media_type)
        for row in found.rows("beside_label", LabelDocument)
        if row.purchase_id in codes
    ]
    # Or what came is asked about, and counted once that is answered.
    has_units_here = any(line.received or line.question for line in dossier.lines)
    photos = found.rows("photo", Upload) if has_units_here else []
    pickups = found.rows("pickup", PickupBooking)
    return BesideParcels(
        labels=tuple(papers),
        pickup=pickups[-1] if pickups else None,
        photos=tuple(photo.pk for photo in photos[:_MOST_PHOTOS]),
    )


def _to_choose(dossier: Dossier, rows: list[Choice]) -> tuple[ToChoose, ...]:
    lines = {line.id: line for line in dossier.lines}
    open_ones = [
        ToChoose(
            row.pk,
            lines[row.line_id].product or lines[row.line_id].serial,
            lines[row.line_id].serial,
            row.due_at,
        )
        for row in rows
    ]
    return tuple(sorted(open_ones, key=lambda one: (one.due_at, one.id)))
