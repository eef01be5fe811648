"""Parcels that no return explains: parked at once, explained later."""

from datetime import datetime

from rma.actions.use_case import Once, use_case
from rma.models import Case, CaseLine, CaseRef, MysteryParcel, Shelf, Site, Upload
from rma.rules import numbers
from rma.rules.actors import Actor
from rma.rules.discrepancies import MysteryEnding
from rma.rules.mishaps import MysteryMatched
from rma.rules.uploads import Sent, UploadKind
from rma.steps import handing_in, minting, settling


class MysteryOver(Exception):
    """Somebody has explained this parcel already."""


class NoSuchShelf(Exception):
    """The site has no shelf with this code; carries what was given."""


@use_case
def park_parcel(
    *,
    site_id: int,
    read: str,
    photos: tuple[Sent, ...],
    by: Actor,
    at: datetime,
    shelf: str = "",
    note: str = "",
    once: Once | None = None,
) -> MysteryParcel:
    """
    Park a parcel nobody expects, with its photos; support is told by its own list.

    `shelf` is a shelf's code or name. Raises NoSuchShelf, NotTaken, TooManyFiles.
    """
    mystery = MysteryParcel.objects.create(
        code=minting.fresh_code(),
        site=Site.objects.get(pk=site_id),
        shelf=_shelf(site_id, shelf.strip()),
        read=read.strip()[:80],
        note=note.strip()[:500],
        parked_at=at,
        parked_by=by.label[:120],
    )
    handing_in.keep_files(
        photos, UploadKind.DOCK, by=by, at=at, owner={"mystery": mystery}
    )
    return mystery


@use_case
def match_parcel(
    *,
    mystery_id: int,
    case: CaseRef,
    outcome: str,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> MysteryParcel:
    """Say whose a parked parcel is: its photos join the return. Raises MysteryOver."""
    mystery = _open(mystery_id)
    locked = Case.objects.locked(case)
    _end(mystery, MysteryEnding.MATCHED, outcome, locked, at=at, by=by)
    known = set(Upload.objects.filter(case=locked).values_list("kind", "sent_hash"))
    for upload in Upload.objects.filter(mystery=mystery):
        if (upload.kind, upload.sent_hash) not in known:
            upload.mystery, upload.case = None, locked
            upload.save(update_fields=["mystery", "case"])
    lines = settling.sums_of(CaseLine.objects.of(locked))
    fact = MysteryMatched(code=mystery.number, note=outcome)
    locked.record(fact, lines=lines, at=at, by=by)
    return mystery


@use_case
def end_mystery(
    *,
    mystery_id: int,
    ending: MysteryEnding,
    outcome: str,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> MysteryParcel:
    """Write that a parked parcel left, back or for good. Raises MysteryOver."""
    mystery = _open(mystery_id)
    _end(mystery, ending, outcome, None, at=at, by=by)
    return mystery


def _open(mystery_id: int) -> MysteryParcel:
    rows = MysteryParcel.objects.open().select_for_update()
    mystery = rows.filter(pk=mystery_id).first()
    if mystery is None:
        raise MysteryOver
    return mystery


def _end(
    mystery: MysteryParcel,
    ending: MysteryEnding,
    outcome: str,
    case: Case | None,
    *,
    at: datetime,
    by: Actor,
) -> None:
    mystery.ending, mystery.outcome, mystery.case = ending, outcome[:500], case
    mystery.ended_at, mystery.ended_by = at, by.label[:120]
    mystery.save()


def _shelf(site_id: int, named: str) -> Shelf | None:
    if not named:
        return None
    here = Shelf.objects.filter(site=site_id)
    code = numbers.parse(named)
    found = here.filter(code=code).first() if code else None
    found = found or here.filter(name__iexact=named).first()
    if found is None:
        raise NoSuchShelf(named)
    return found
