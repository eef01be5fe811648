"""Parcels that do not come as they should: which kind, what next, and how it ends."""

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from rma.rules.calendar import Calendar


class TroubleKind(StrEnum):
    """What is wrong with a parcel, the least grave first."""

    NOT_TAKEN = "not_taken"
    STALLED = "stalled"
    HELD_UP = "held_up"
    NOT_SEEN = "not_seen"
    ELSEWHERE = "elsewhere"
    DAMAGED = "damaged"
    UNCLAIMED = "unclaimed"
    WRONG_WAY = "wrong_way"
    LOST = "lost"


class Ending(StrEnum):
    """How a trouble ended."""

    FOUND = "found"
    NEW_LABEL = "new_label"
    SENT_AGAIN = "sent_again"
    CLAIMED = "claimed"
    CREDITED = "credited"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Town:
    """Name a town by what carriers may write of it."""

    city: str
    postal_code: str


@dataclass(frozen=True, slots=True)
class Sight:
    """Hold what is known about a parcel at a moment."""

    direction: str
    state: str
    code: str
    news_at: datetime
    expected_on: date | None = None
    delivered_at: datetime | None = None
    is_received: bool = False
    # A number typed by hand may be of a carrier that tells us nothing.
    is_followed: bool = True
    # Where the carrier says it was delivered, and the towns at both ends of its way.
    delivered_to: str = ""
    ends: tuple[Town, ...] = ()
    planned_at: datetime | None = None


# How many working days without a word are too many, and how long a delivery may wait
# to be scanned at our dock.
SILENT_DAYS = 3
UNSEEN_DAYS = 1
UNTAKEN_DAYS = 1
_ON_THE_ROAD = ("handed_over", "moving", "delayed", "out_for_delivery")
_SAID = {
    "exception": TroubleKind.HELD_UP,
    "damaged": TroubleKind.DAMAGED,
    "lost": TroubleKind.LOST,
}
# In how many working days we have acted, or say why not yet.
_ACT_WITHIN = {
    TroubleKind.NOT_TAKEN: 1,
    TroubleKind.STALLED: 2,
    TroubleKind.HELD_UP: 1,
    TroubleKind.NOT_SEEN: 1,
    TroubleKind.ELSEWHERE: 1,
    TroubleKind.DAMAGED: 1,
    TroubleKind.UNCLAIMED: 1,
    TroubleKind.WRONG_WAY: 2,
    TroubleKind.LOST: 2,
}
_GRAVITY = tuple(TroubleKind)
# What we look into ourselves before anybody is told.
_OURS_FIRST = (TroubleKind.NOT_TAKEN, TroubleKind.NOT_SEEN, TroubleKind.ELSEWHERE)
_NOT_LEFT = ("planned", "label_ready")
# A shorter word names a state or a country, not a town.
_SHORTEST_TOWN = 3


def kind_of(sight: Sight, calendar: Calendar, at: datetime) -> TroubleKind | None:
    """Return what is wrong with a parcel, or None where nothing is."""
    if sight.is_received:
        return None
    if sight.state == "returned_to_sender":
        is_left = sight.code == "package_unclaimed"
        return TroubleKind.UNCLAIMED if is_left else TroubleKind.WRONG_WAY
    if sight.state in _SAID:
        return _SAID[sight.state]
    if sight.state == "delivered":
        if is_elsewhere(sight.delivered_to, sight.ends):
            return TroubleKind.ELSEWHERE
        return _unseen(sight, calendar, at)
    if sight.state in _NOT_LEFT:
        return _untaken(sight, calendar, at)
    return _silent(sight, calendar, at)


def is_elsewhere(place: str, ends: tuple[Town, ...]) -> bool:
    """Whether a place was told, and it is neither end of the way."""
    told = _plain(place)
    words = {word for word in told.split() if len(word) >= _SHORTEST_TOWN}
    if not ends or not any(word.isalpha() for word in words):
        return False
    return not any(_is_named(town, told, words) for town in ends)


def _is_named(town: Town, told: str, words: set[str]) -> bool:
    code = _plain(town.postal_code).replace(" ", "")
    if code and code in told.replace(" ", ""):
        return True
    city = _plain(town.city)
    parts = {part for part in city.split() if len(part) >= _SHORTEST_TOWN}
    return bool(parts & words) or (bool(city) and (city in told or told in city))


def _plain(text: str) -> str:
    """Return the text in small letters without marks, commas and doubled spaces."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    kept = (sign if sign.isalnum() else " " for sign in bare if not _is_mark(sign))
    return " ".join("".join(kept).split())


def _is_mark(sign: str) -> bool:
    return unicodedata.combining(sign) != 0


def _untaken(sight: Sight, calendar: Calendar, at: datetime) -> TroubleKind | None:
    """Return whether what is ready to leave our dock still lies there."""
    if sight.direction != "out" or sight.planned_at is None:
        return None
    is_late = at > calendar.due_in(sight.planned_at, UNTAKEN_DAYS)
    return TroubleKind.NOT_TAKEN if is_late else None


def _unseen(sight: Sight, calendar: Calendar, at: datetime) -> TroubleKind | None:
    if sight.direction != "in" or sight.delivered_at is None:
        return None
    is_late = at > calendar.due_in(sight.delivered_at, UNSEEN_DAYS)
    return TroubleKind.NOT_SEEN if is_late else None


def _silent(sight: Sight, calendar: Calendar, at: datetime) -> TroubleKind | None:
    if sight.state not in _ON_THE_ROAD or not sight.is_followed:
        return None
    is_awaited = sight.expected_on is None or sight.expected_on < calendar.local_day(at)
    is_silent = at > calendar.due_in(sight.news_at, SILENT_DAYS)
    return TroubleKind.STALLED if is_awaited and is_silent else None


def is_over(kind: TroubleKind, sight: Sight) -> bool:
    """Whether a trouble is gone by itself, once nothing is wrong any more."""
    return sight.is_received or kind is not TroubleKind.DAMAGED


def is_graver(kind: TroubleKind, than: TroubleKind) -> bool:
    """Whether one kind weighs more than another."""
    return _GRAVITY.index(kind) > _GRAVITY.index(than)


def is_told(kind: TroubleKind) -> bool:
    """Whether the customer hears of it; what we mislaid ourselves we look for first."""
    return kind not in _OURS_FIRST


def act_by(kind: TroubleKind, calendar: Calendar, at: datetime) -> datetime:
    """Return by when we act."""
    return calendar.due_in(at, _ACT_WITHIN[kind])


def endings(kind: TroubleKind, direction: str) -> tuple[Ending, ...]:
    """Return how a person may end it; the first is the one hoped for."""
    again = Ending.NEW_LABEL if direction == "in" else Ending.SENT_AGAIN
    if kind is TroubleKind.NOT_TAKEN:
        return (Ending.FOUND, Ending.SENT_AGAIN)
    if kind is TroubleKind.NOT_SEEN:
        return (Ending.FOUND, Ending.CLAIMED, Ending.CREDITED)
    return (Ending.FOUND, again, Ending.CLAIMED, Ending.CREDITED)
