"""What a site expects, without a person in it: for devices that are cut off."""

import hashlib
from dataclasses import dataclass

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rma.models import CaseLine
from rma.queries import dangers
from rma.rules import numbers
from rma.rules.serials import key_of
from rma.rules.words import OPEN_STATUSES, Decision, ScanVerdict
from shipping.models import Parcel
from shipping.words import Direction

# So many lines are a list of a megabyte; a dock takes weeks to see them all.
_MOST = 10_000
_HASH = 16


@dataclass(frozen=True, slots=True)
class Expected:
    """
    Hold hashes of codes and numbers, and for each what is expected under it.

    Each of `expected` is a title, names and a verdict; `next` follows a GO, `stop` a
    STOP.
    """

    salt: str
    rows: dict[str, int]
    expected: tuple[tuple[str, str, str], ...]
    next: str
    stop: str


def expected_at(site_id: int | None, *, salt: str) -> Expected:
    """Return what a site waits for; hashes tell nobody what they don't hold."""
    lines = CaseLine.objects.filter(
        case__status__in=OPEN_STATUSES,
        decision=Decision.APPROVED,
        approved__gt=F("received") + F("short_closed"),
    )
    if site_id is not None:
        lines = lines.filter(case__site=site_id)
    newest = (
        dangers.marked(lines).select_related("case", "product").order_by("-id")[:_MOST]
    )
    by_code: dict[str, list[CaseLine]] = {}
    for line in newest:
        by_code.setdefault(line.case.code, []).append(line)
    rows: dict[str, int] = {}
    told: list[tuple[str, str, str]] = []
    places: dict[str, int] = {}
    for code, its in by_code.items():
        places[code] = len(told)
        told.append(_told(its))
        serials = [f"n:{key_of(line.serial)}" for line in its if line.serial]
        rows |= {_hashed(salt, key): places[code] for key in (f"c:{code}", *serials)}
    rows |= {_hashed(salt, key): place for key, place in _parcels(places)}
    return Expected(
        salt,
        rows,
        tuple(told),
        next=_("Count what is in the box later."),
        stop=dangers.what_to_do(),
    )


def _parcels(places: dict[str, int]) -> list[tuple[str, int]]:
    """Return the codes and tracking numbers of parcels that come with these cases."""
    coming = Parcel.objects.filter(
        shipment__direction=Direction.IN, shipment__loan_back=None
    ).order_by("-id")
    found = []
    for reference, code, tracking in coming.values_list(
        "shipment__reference", "code", "tracking_number"
    )[: 4 * _MOST]:
        place = places.get(numbers.parse(reference) or "")
        if place is not None:
            found.append((f"c:{code}", place))
            found += [(f"n:{key_of(tracking)}", place)] if tracking else []
    return found


def _told(lines: list[CaseLine]) -> tuple[str, str, str]:
    """Return what is expected, its names, and the verdict while cut off."""
    names = [line.product.name if line.product else line.serial for line in lines[:3]]
    danger = dangers.danger_in(lines)
    if danger:
        return danger, ", ".join(names), ScanVerdict.STOP.value
    count = sum(line.sums.expected for line in lines)
    title = ngettext("%(count)s unit expected", "%(count)s units expected", count)
    return title % {"count": count}, ", ".join(names), ScanVerdict.GO.value


def _hashed(salt: str, key: str) -> str:
    return hashlib.sha256(f"{salt}:{key}".encode()).hexdigest()[:_HASH]
