"""What the one letter of a day tells: what moved, and what is promised, by return."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from rma.models import Case, Contact, Message, Promise
from rma.rules.writing import Fate


@dataclass(frozen=True, slots=True)
class Moved:
    """Hold one letter that waited: when it was written, and what it is about."""

    at: datetime
    subject: str


@dataclass(frozen=True, slots=True)
class CaseNews:
    """Hold one return: what moved, and the steps that have a date."""

    case: Case
    moved: tuple[Moved, ...]
    promises: tuple[Promise, ...]


@dataclass(frozen=True, slots=True)
class DigestFacts:
    """Hold the news of somebody's returns; the one that moved last comes first."""

    contact: Contact
    cases: tuple[CaseNews, ...]


def waiting_for(email: str) -> DigestFacts:
    """Return what waits to be told to an address; there must be something."""
    rows = Message.objects.filter(
        to__iexact=email, held=Fate.GATHER.value, told_in=None
    ).select_related("case__site", "case__contact")
    by_case: dict[int, list[Message]] = {}
    for each in rows.order_by("-id"):
        if each.case_id is not None:
            by_case.setdefault(each.case_id, []).append(each)
    promises = _promises(by_case)
    news = tuple(
        _news(found, promises.get(case_id, ())) for case_id, found in by_case.items()
    )
    return DigestFacts(contact=news[0].case.contact, cases=news)


def _news(found: list[Message], promises: Iterable[Promise]) -> CaseNews:
    case = found[0].case
    assert case is not None  # noqa: S101 - only letters of returns are held
    number = f"{case.number}: "
    moved = tuple(
        Moved(each.created_at, each.subject.removeprefix(number))
        for each in reversed(found)
    )
    return CaseNews(case, moved, tuple(promises))


def _promises(case_ids: Iterable[int]) -> dict[int, list[Promise]]:
    found: dict[int, list[Promise]] = {}
    for each in Promise.objects.open().filter(case__in=case_ids).order_by("due_at"):
        found.setdefault(each.case_id, []).append(each)
    return found
