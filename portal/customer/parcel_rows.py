"""The parcels of a return, each by its name, and what its carrier saw of it."""

from collections import Counter
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from portal.customer import box_list, troubles, unchanged, words
from rma.queries.legs import ParcelView
from rma.queries.tracking_page import TrackingPage
from shipping.words import Direction


def rows(page: TrackingPage, today: date, at: datetime) -> list[dict[str, Any]]:
    """Return each box with a number; a day that has passed is no estimate."""
    names = _names(page.dossier.parcels)
    boxes = (each for each in page.dossier.parcels if each.tracking_number)
    return [_row(each, names[each.parcel_id], today, at) for each in boxes]


def seen(page: TrackingPage) -> list[dict[str, Any]]:
    """Return what carriers saw of each parcel, one list a parcel, newest first."""
    names = _names(page.dossier.parcels)
    told: dict[int, list[dict[str, Any]]] = {}
    for scan in page.scans:
        text = words.PARCELS[scan.state]
        entry = {"at": scan.at, "text": text, "more": scan.place}
        told.setdefault(scan.parcel_id, []).append(entry)
    return [
        {"title": names[each.parcel_id], "entries": told[each.parcel_id]}
        for each in page.dossier.parcels
        if each.parcel_id in told
    ]


def _names(parcels: tuple[ParcelView, ...]) -> dict[int, str]:
    """Return what each parcel is called; of several alike each has its place."""
    alike = Counter(_way(each) for each in parcels)
    places: Counter[str] = Counter()
    names = {}
    for each in parcels:
        way = _way(each)
        places[way] += 1
        told = {"way": way, "place": places[way], "count": alike[way]}
        is_one = alike[way] == 1
        names[each.parcel_id] = (
            way if is_one else _("%(way)s, box %(place)s of %(count)s") % told
        )
    return names


def _way(parcel: ParcelView) -> str:
    is_inbound = parcel.direction == Direction.IN
    if parcel.is_loaner:
        return _("Loaner, back to us") if is_inbound else _("Loaner, to you")
    return _("To us") if is_inbound else _("To you")


def _row(parcel: ParcelView, name: str, today: date, at: datetime) -> dict[str, Any]:
    # A label alone brings nothing: its day counts from a hand-over that may be later.
    is_coming = parcel.state not in box_list.NOT_LEFT
    is_ahead = parcel.expected_on is not None and parcel.expected_on >= today
    return {
        "title": name,
        "state": words.PARCELS[parcel.state],
        "number": parcel.tracking_number,
        "carrier": parcel.carrier.replace("_", " ").title(),
        "expected_on": parcel.expected_on if is_coming and is_ahead else None,
        "checked_at": None if parcel.delivered_at else parcel.checked_at,
        "is_stale": troubles.is_stale(parcel.checked_at, at, unchanged.STALE),
    }
