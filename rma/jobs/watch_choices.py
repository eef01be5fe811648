"""Open questions looked after every hour: a last word, then what we said."""

from datetime import datetime, timedelta

from django.db import transaction

from outbox.handlers import every, handler
from outbox.post import Id, Posting, post_many
from outbox.words import DONE, Lease, Outcome
from rma.actions import choosing
from rma.models import Choice
from rma.rules.actors import SYSTEM

_AT_ONCE = 500


@every(timedelta(hours=1), "choices")
def watch_choices(*, lease: Lease, at: datetime) -> Outcome:
    """Post the last reminder, or the sending back, of each question it is time for."""
    late = Choice.objects.open().filter(due_at__lte=at).order_by("due_at", "id")
    with transaction.atomic():
        post_many(
            posting for choice in late[:_AT_ONCE] for posting in _owed(choice, at)
        )
    return DONE


def _owed(choice: Choice, at: datetime) -> list[Posting]:
    named: dict[str, Id] = {"choice_id": choice.pk}
    if choice.send_back_at <= at:
        return [Posting("choice.default", f"choice.default:{choice.pk}", named)]
    if choice.warned_at is None:
        return [Posting("choice.last", f"choice.last:{choice.pk}", named)]
    return []


@handler("choice.last")
def tell_last(*, choice_id: int, lease: Lease, at: datetime) -> Outcome:
    """Tell the customer on which day it goes back without an answer."""
    choosing.remind_last(choice_id=choice_id, by=SYSTEM, at=at, lease=lease)
    return DONE


@handler("choice.default")
def send_back(*, choice_id: int, lease: Lease, at: datetime) -> Outcome:
    """Send a unit back that nobody told us anything else about."""
    choosing.send_back_unanswered(choice_id=choice_id, by=SYSTEM, at=at, lease=lease)
    return DONE
