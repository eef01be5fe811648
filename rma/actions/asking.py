"""What customers ask us about a return, and what we answer, with a promised day."""

from datetime import datetime

from rma.actions.use_case import Once, use_case
from rma.models import Case, CaseLine, CaseRef, Event
from rma.rules.actors import Actor
from rma.rules.facts import QuestionAnswered, QuestionAsked
from rma.rules.words import Party, Step
from rma.steps import settling

# What the contact on every page says: an answer within one working day.
_WITHIN_DAYS = 1


@use_case
def ask_us(
    *,
    case: CaseRef,
    words: str,
    by: Actor,
    at: datetime,
    answer_by: datetime | None = None,
    once: Once | None = None,
) -> Case:
    """
    Take a customer's question or wish, and promise when they hear from us.

    `answer_by` is a time that they chose; without it a working day is enough.
    """
    locked = Case.objects.locked(case)
    due_at = answer_by or locked.site.calendar.due_in(at, _WITHIN_DAYS)
    settling.promise_next(locked, Step.REPLY, Party.US, due_at)
    lines = settling.sums_of(CaseLine.objects.of(locked))
    locked.record(QuestionAsked(words=words.strip()), lines=lines, at=at, by=by)
    return locked


@use_case
def answer_customer(
    *, case: CaseRef, words: str, by: Actor, at: datetime, once: Once | None = None
) -> Case:
    """Write to the customer what they wanted to know; the promise of it is kept."""
    locked = Case.objects.locked(case)
    asked = Event.objects.filter(case=locked, name=QuestionAsked.name)
    last = asked.order_by("-id").first()
    settling.keep(locked, Step.REPLY, at=at)
    fact = QuestionAnswered(
        question=str(last.facts.get("words", "")) if last else "", words=words.strip()
    )
    lines = settling.sums_of(CaseLine.objects.of(locked))
    locked.record(fact, lines=lines, at=at, by=by)
    return locked
