"""Who does which kind of job: the register that only workers fill."""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from django.conf import settings

from outbox.words import Outcome

Work = Callable[..., Outcome]
W = TypeVar("W", bound=Work)

USUAL_ATTEMPTS = 8
USUAL_LIMIT = timedelta(minutes=10)


class TwoHandlers(Exception):
    """Two functions claim the same kind of job."""


@dataclass(frozen=True)
class Handler:
    """A function that does one kind of job, and how often and long it may try."""

    work: Work
    attempts: int
    limit: timedelta


@dataclass(frozen=True)
class Rhythm:
    """Work that comes back once in every period."""

    name: str
    every: timedelta

    def key(self, at: datetime) -> str:
        """Name the period that contains this moment."""
        length = int(self.every.total_seconds())
        start = int(at.timestamp()) // length * length
        return f"every:{self.name}:{datetime.fromtimestamp(start, UTC):%Y%m%dT%H%M%S}"


_handlers: dict[str, Handler] = {}
_rhythms: dict[str, Rhythm] = {}


def handler(
    kind: str, *, attempts: int = USUAL_ATTEMPTS, limit: timedelta = USUAL_LIMIT
) -> Callable[[W], W]:
    """
    Register the function that does one kind of job.

    It is called as `(*, lease, at, **ids)` outside any transaction and must be
    idempotent. `attempts` is how often it is tried, `limit` how long one try may
    take. Raises TwoHandlers where the kind is taken.
    """

    def register(work: W) -> W:
        known = _handlers.get(kind)
        if known and known.work.__module__ != work.__module__:
            raise TwoHandlers(kind)
        _handlers[kind] = Handler(work, attempts, limit)
        return work

    return register


def every(
    period: timedelta,
    name: str,
    *,
    attempts: int = USUAL_ATTEMPTS,
    limit: timedelta = USUAL_LIMIT,
) -> Callable[[W], W]:
    """
    Register a function to be run once in every period, called `(*, lease, at)`.

    A period that passed while no worker was there is left out, not made up for.
    """

    def register(work: W) -> W:
        _rhythms[name] = Rhythm(name, period)
        return handler(name, attempts=attempts, limit=limit)(work)

    return register


def find(kind: str) -> Handler:
    """Return who does this kind of job."""
    return _handlers[kind]


def kinds() -> tuple[str, ...]:
    """Return every kind of job this process can do."""
    return tuple(_handlers)


def rhythms() -> tuple[Rhythm, ...]:
    """Return all work that comes back."""
    return tuple(_rhythms.values())


def load() -> None:
    """Import the modules that hold handlers, with every module inside them."""
    for name in settings.OUTBOX_JOBS:
        module = importlib.import_module(name)
        for found in pkgutil.walk_packages(
            getattr(module, "__path__", []), prefix=f"{name}."
        ):
            importlib.import_module(found.name)
