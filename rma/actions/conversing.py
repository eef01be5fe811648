"""What we write to people: written once an event, sent once, kept as it was."""

from collections.abc import Iterable
from datetime import datetime
from email.utils import make_msgid

from outbox import post
from outbox.post import Posting
from outbox.words import Lease
from rma.actions.use_case import use_case
from rma.messages import compose
from rma.messages.compose import Letter
from rma.models import Case, Event, Message
from rma.rules.writing import Fate
from rma.steps import holding_back


@use_case
def write_letters(
    *,
    event_id: int,
    letters: tuple[Letter, ...],
    drawings: tuple[str, ...],
    at: datetime,
    lease: Lease | None = None,
) -> Event:
    """
    Write the letters of an event and promise to deliver each; twice is once.

    One that its reader would rather not get by itself waits for the letter of their
    day, or stays here. `drawings` names the papers that the event makes out of date.
    """
    event = Event.objects.get(pk=event_id)
    case = Case.objects.locked(event.case_id)
    fates = {letter.message_id: holding_back.fate_of(letter) for letter in letters}
    Message.objects.bulk_create(
        [_row(letter, case, fates[letter.message_id], at) for letter in letters],
        ignore_conflicts=True,
    )
    going = [each for each in letters if fates[each.message_id] is Fate.SEND]
    _begin_thread(case, going)
    told = {event.pk, *(letter.event_id for letter in letters)}
    _post_deliveries(Message.objects.filter(event__in=told, sent_at=None, held=""), at)
    for letter in letters:
        if fates[letter.message_id] is Fate.GATHER:
            holding_back.owe_digest(letter.to, at)
    _post_drawings(event, drawings, at)
    if lease:
        lease.finish()
    return event


@use_case
def gather_letters(
    *,
    event_id: int,
    first_id: int,
    tell_at: datetime,
    drawings: tuple[str, ...],
    at: datetime,
    lease: Lease | None = None,
) -> Event:
    """
    Have an event told together with those alike, once, at a moment.

    `first_id` names the event that opened their time; the papers do not wait.
    """
    event = Event.objects.get(pk=event_id)
    post.post(
        "tell.together", f"tell.together:{first_id}", at=tell_at, event_id=first_id
    )
    _post_drawings(event, drawings, at)
    if lease:
        lease.finish()
    return event


def _post_drawings(event: Event, drawings: tuple[str, ...], at: datetime) -> None:
    post.post_many(
        Posting(
            "draw",
            f"draw:{event.pk}:{kind}",
            {"case_id": event.case_id, "kind": kind},
            at=at,
        )
        for kind in drawings
    )


def _row(letter: Letter, case: Case, fate: Fate, at: datetime) -> Message:
    return Message(
        case=case,
        event_id=letter.event_id,
        letter=letter.name,
        to=letter.to,
        to_name=letter.to_name[:120],
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        message_id=letter.message_id,
        in_reply_to="" if letter.is_staff else case.thread_id,
        attachments=list(letter.attachments),
        held=fate.value,
        created_at=at,
    )


def _begin_thread(case: Case, letters: Iterable[Letter]) -> None:
    """Let the first letter to the customer be the one that all others answer."""
    told = [letter for letter in letters if not letter.is_staff]
    if told and not case.thread_id:
        case.thread_id = told[0].message_id
        case.save(update_fields=["thread_id"])


def _post_deliveries(messages: Iterable[Message], at: datetime) -> None:
    post.post_many(
        Posting("deliver", f"deliver:{each.pk}", {"message_id": each.pk}, at=at)
        for each in messages
    )


@use_case
def write_alone(
    *,
    to: str,
    subject: str,
    text: str,
    html: str = "",
    to_name: str = "",
    is_secret: bool = False,
    at: datetime,
) -> Message:
    """Write one letter that belongs to no case, such as a code to sign in."""
    message = Message.objects.create(
        letter="alone",
        to=to,
        to_name=to_name[:120],
        subject=subject[:200],
        text=text,
        html=html,
        message_id=make_msgid(domain=compose.host()),
        is_secret=is_secret,
        created_at=at,
    )
    _post_deliveries([message], at)
    return message


@use_case
def mark_sent(*, message_id: int, at: datetime, lease: Lease | None = None) -> Message:
    """Write that a letter went out."""
    message = Message.objects.select_for_update().get(pk=message_id)
    message.sent_at, message.problem = message.sent_at or at, ""
    message.save(update_fields=["sent_at", "problem"])
    if lease:
        lease.finish()
    return message


@use_case
def note_problem(*, message_id: int, problem: str, at: datetime) -> Message:
    """Write why a letter cannot go out, for the desk to see and to call instead."""
    message = Message.objects.select_for_update().get(pk=message_id)
    message.problem = problem[:500]
    message.save(update_fields=["problem"])
    return message
