"""Calls that customers wait for: whom, about what, on which number, by when."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from rma.models import Event, Promise
from rma.queries import keyset
from rma.rules.facts import CallMade, QuestionAnswered, QuestionAsked
from rma.rules.words import Party, Step


@dataclass(frozen=True, slots=True)
class CallDue:
    """Show one call: its promise, what was told, and whether its time is over."""

    row: Promise
    phone: str
    words: str
    begins_at: datetime | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class WantedCalls:
    """Say which calls are wanted."""

    is_late: bool = False
    until: datetime | None = None
    owner_id: int | None = None
    after: str = ""


def calls() -> QuerySet[Promise]:
    """Return the open promises of an answer for which somebody waits at a telephone."""
    answers = (QuestionAnswered.name, CallMade.name)
    answered = Event.objects.filter(
        case=OuterRef("case"), name__in=answers, pk__gt=OuterRef("pk")
    )
    asked = Event.objects.filter(
        ~Exists(answered),
        case=OuterRef("case"),
        name=QuestionAsked.name,
        facts__has_key="phone",
    )
    due = Promise.objects.open().filter(Exists(asked), step=Step.REPLY, who=Party.US)
    told = asked.order_by("-pk").values("facts")[:1]
    return due.annotate(told=Subquery(told))


def calls_due(wanted: WantedCalls, at: datetime) -> tuple[list[CallDue], str]:
    """
    Return a page of calls, the longest due first, and where the next one goes on.

    The time that the customer chose counts, also where we gave a later one since.
    """
    rows = calls().select_related("case__account", "case__contact")
    if wanted.is_late:
        rows = rows.filter(original_due_at__lt=at)
    if wanted.until is not None:
        rows = rows.filter(original_due_at__lte=wanted.until)
    if wanted.owner_id is not None:
        rows = rows.filter(case__owner_id=wanted.owner_id)
    page = keyset.soonest(rows, "original_due_at", wanted.after)
    return [seen(row, at) for row in page.rows], page.next


def seen(row: Promise, at: datetime) -> CallDue:
    """Return a call as its reader sees it."""
    told: dict[str, Any] = vars(row)["told"] or {}
    begins = str(told.get("begins_at", ""))
    return CallDue(
        row,
        str(told.get("phone", "")),
        str(told.get("words", "")),
        datetime.fromisoformat(begins) if begins else None,
        is_late=row.original_due_at < at,
    )
