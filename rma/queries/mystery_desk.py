"""Parcels nobody knows, as the desk and the dock see them, and whose they may be."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from rma.models import Case, MysteryParcel, Upload
from rma.queries import keyset, scan_finds
from rma.queries.keyset import Slice
from rma.rules import numbers
from rma.rules.words import OPEN_STATUSES
from shipping.models import Parcel
from shipping.words import Direction, ParcelState

_MOST = 8
_ABOUT = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Guess:
    """Name a return a parcel may belong to, and what speaks for it."""

    number: str
    customer: str
    why: str


@dataclass(frozen=True, slots=True)
class MysteryPage:
    """Hold one parked parcel, its photos, and the guesses."""

    row: MysteryParcel
    photos: tuple[Upload, ...]
    guesses: tuple[Guess, ...]


def page_of_mysteries(*, state: str, after: str) -> Slice[MysteryParcel]:
    """Return a page of parked parcels, the oldest first; explained ones newest."""
    if state == "ended":
        return keyset.newest(_whole().exclude(ended_at=None), after)
    return keyset.soonest(_whole().filter(ended_at=None), "parked_at", after)


def mystery_page(mystery_id: int) -> MysteryPage | None:
    """Return one parked parcel with whose it may be."""
    row = _whole().filter(pk=mystery_id).first()
    if row is None:
        return None
    photos = tuple(row.uploads.order_by("id"))
    return MysteryPage(row, photos, () if row.ended_at else guesses(row))


def mystery_at(site_id: int, code: str) -> MysteryParcel | None:
    """Return a parcel parked at a site."""
    return _whole().filter(site=site_id, code=numbers.parse(code) or "").first()


def photo_of(mystery_id: int, upload_id: int) -> Upload | None:
    """Return a redrawn photo of a parked parcel."""
    shown = Upload.objects.shown()
    return shown.filter(mystery=mystery_id, pk=upload_id).first()


def guesses(row: MysteryParcel) -> tuple[Guess, ...]:
    """Return whose it may be: by what was read, by a name, by what is due here now."""
    told: dict[str, Guess] = {}
    found = _by_number(row.read) + _by_name(row.read) + _due_here(row)
    for guess in found:
        told.setdefault(guess.number, guess)
    return tuple(told.values())[:_MOST]


def _by_number(read: str) -> list[Guess]:
    codes = {each.code for each in scan_finds.find(read) if each.code} if read else ()
    cases = Case.objects.filter(code__in=codes).select_related("account")
    return [Guess(each.number, each.account.name, "number") for each in cases[:_MOST]]


def _by_name(read: str) -> list[Guess]:
    """Look for the sender, where what was read is rather a name than a number."""
    if len(read) < 3 or any(sign.isdigit() for sign in read):
        return []
    running = Case.objects.filter(
        status__in=OPEN_STATUSES, account__name__icontains=read
    )
    found = running.select_related("account").order_by("-id")
    return [Guess(each.number, each.account.name, "name") for each in found[:_MOST]]


def _due_here(row: MysteryParcel) -> list[Guess]:
    """Look for parcels that carriers say are here, or about to be."""
    day = row.parked_at.date()
    coming = Parcel.objects.filter(
        shipment__direction=Direction.IN,
        shipment__cancelled_at=None,
        expected_on__range=(day - _ABOUT, day + _ABOUT),
    ).exclude(state__in=(ParcelState.PLANNED, ParcelState.CANCELLED))
    named = coming.order_by("-id").values_list("shipment__reference", flat=True)[:50]
    codes = [code for code in map(numbers.parse, named) if code]
    waiting = Case.objects.filter(
        code__in=codes, site=row.site_id, status__in=OPEN_STATUSES, receipts=None
    )
    found = waiting.select_related("account").order_by("opened_at")
    return [Guess(each.number, each.account.name, "due") for each in found[:_MOST]]


def _whole() -> QuerySet[MysteryParcel]:
    return MysteryParcel.objects.select_related("site", "shelf", "case")


def is_old(row: MysteryParcel, at: datetime) -> bool:
    """Whether a parcel has waited longer than a working day for its name."""
    return row.ended_at is None and row.parked_at < at - timedelta(days=1)
