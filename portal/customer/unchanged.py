"""Whether the page of a return is still as a browser has it, without drawing it."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache

from django.conf import settings
from django.contrib.messages import get_messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import get_language

from portal.site_zone import reception_of
from rma.models import Case, User
from rma.queries import loans, stays
from rma.queries.gathering import Found

# From when on a step is shown as due soon, and how long a page looks again quickly.
SOON = timedelta(days=2)
# From when on we say that the carrier has not answered.
STALE = timedelta(days=1)
PATIENCE = timedelta(minutes=1)
LIVELY = timedelta(hours=1)

_NEVER = datetime.max.replace(tzinfo=UTC)
_FOLDERS = ("templates", "portal")


def mark_of(case: Case, found: Found, at: datetime) -> str:
    """
    Return a mark that stays while everything a return tells of stays as it is.

    It is made of every row that the page is made of, so whatever changes one changes
    the mark, and of what the clock alone turns: the day, and the dates that passed.
    """
    due = found.values("step", "due_at")
    turns = [moment for each in due for moment in (each - SOON, each)]
    turns += [each + STALE for each in found.values("parcel", "checked_at") if each]
    fetched = (found.values("pickup", name) for name in ("begins_at", "ends_at"))
    turns += [moment for each in fetched for moment in each]
    # The very moment may be neither before nor after for all that looks at it.
    passed = sum((at >= turn) + (at > turn) for turn in turns)
    shown = (case, case.account, case.contact, case.site, case.policy)
    rows = [_row(one) for one in shown]
    day = timezone.localdate(at)
    # What pages read beside the rows found: mostly nothing.
    kept = stays.stays_of(case) if case.proof_state else ()
    is_lent = any(found.values(sort, "id") for sort in ("loan", "lent"))
    lent = loans.loans_of(case, day) if is_lent else ()
    told = (sorted(found.texts), kept, lent, day, passed)
    return _hash([*rows, *told])


def answer(
    request: HttpRequest,
    case: Case,
    mark: str,
    at: datetime,
    draw: Callable[[], HttpResponse],
) -> HttpResponse:
    """Return "not modified" where the browser has this very page, else draw it."""
    # What was just done is said once, on a page nobody keeps.
    has_news = len(get_messages(request)) > 0
    tag = f'W/"{_hash([mark, *_beside(request, case, at)])}"'
    response = None if has_news else get_conditional_response(request, etag=tag)
    if response is None:
        response = draw()
    if has_news:
        patch_cache_control(response, private=True, no_store=True)
        return response
    response["ETag"] = tag
    # Kept by this browser alone, and asked about each time.
    patch_cache_control(response, private=True, no_cache=True, must_revalidate=True)
    return response


def _beside(request: HttpRequest, case: Case, at: datetime) -> Iterable[object]:
    """Yield what the frame of the page shows, and how often the page looks again."""
    yield from (_drawn_by(), get_language(), _there(request))
    yield sorted(
        (name, kept)
        for name, kept in request.COOKIES.items()
        if name != settings.SESSION_COOKIE_NAME
    )
    yield _row(request.user) if isinstance(request.user, User) else ""
    yield (at - case.opened_at < PATIENCE, at - case.changed_at < LIVELY)


def _there(request: HttpRequest) -> object:
    """Return who answers; while somebody does, the next opening is no news."""
    there = reception_of(request)
    return replace(there, opens_at=_NEVER) if there and there.is_open else there


def _row(row: Model) -> list[object]:
    return [getattr(row, field.attname) for field in row._meta.concrete_fields]


def _hash(parts: Iterable[object]) -> str:
    return hashlib.sha256(repr(list(parts)).encode()).hexdigest()[:32]


@cache
def _drawn_by() -> str:
    """Return a mark of the files that draw pages: a new release shows new pages."""
    files = (
        file
        for folder in _FOLDERS
        for file in (settings.ROOT / folder).rglob("*")
        if file.suffix in (".html", ".py", ".css", ".js", ".po")
    )
    return _hash(sorted((str(file), file.stat().st_mtime_ns) for file in files))
