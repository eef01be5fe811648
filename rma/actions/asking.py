"""What customers ask us about a return, and what we answer, with a promised day."""

from dataclasses import dataclass, replace
from datetime import datetime

from rma.actions.use_case import Once, use_case
from rma.models import Case, CaseLine, CaseRef, Event
from rma.queries import calls_due
from rma.rules.actors import Actor
from rma.rules.facts import CallMade, QuestionAnswered, QuestionAsked
from rma.rules.promises import CHOSEN
from rma.rules.slots import Slot
from rma.rules.words import N_, Party, Step
from rma.steps import settling


class NoCall(Exception):
    """Nobody waits for a call about this return any more."""


@dataclass(frozen=True, slots=True)
class CallWish:
    """Say on which number somebody wants to be called, and when."""

    phone: str
    slot: Slot


_INSTEAD = N_("You chose a time for our call instead.")
# What the contact on every page says: an answer within one working day.
_WITHIN_DAYS = 1


@use_case
def ask_us(
    *,
    case: CaseRef,
    words: str,
    by: Actor,
    at: datetime,
    call: CallWish | None = None,
    once: Once | None = None,
) -> Case:
    """
    Take a customer's question or wish, and promise when they hear from us.

    Within a working day, or at the time at which they want to be called: that stands
    in the place of an answer promised before.
    """
    locked = Case.objects.locked(case)
    asked = QuestionAsked(words=words.strip())
    due_at = locked.site.calendar.due_in(at, _WITHIN_DAYS)
    if call is not None:
        settling.withdraw(locked, Step.REPLY, why=_INSTEAD)
        due_at = call.slot.ends_at
        asked = replace(
            asked,
            phone=call.phone.strip(),
            begins_at=call.slot.begins_at.isoformat(),
            ends_at=call.slot.ends_at.isoformat(),
        )
    why = CHOSEN if call else ""
    settling.promise_next(locked, Step.REPLY, Party.US, due_at, why=why)
    lines = settling.sums_of(CaseLine.objects.of(locked))
    locked.record(asked, lines=lines, at=at, by=by)
    return locked


@use_case
def note_call(
    *, case: CaseRef, by: Actor, at: datetime, once: Once | None = None
) -> Case:
    """Write that the customer was called, and the promise of it kept. Raises NoCall."""
    locked = Case.objects.locked(case)
    if not calls_due.calls().filter(case=locked).exists():
        raise NoCall
    settling.keep(locked, Step.REPLY, at=at)
    lines = settling.sums_of(CaseLine.objects.of(locked))
    locked.record(CallMade(), lines=lines, at=at, by=by)
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
