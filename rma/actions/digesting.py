"""The one letter of a day: what moved since the last, for who wants it so."""

from datetime import datetime

from outbox.post import post
from outbox.words import Lease
from rma.actions.use_case import use_case
from rma.messages import compose, digest
from rma.models import Message, Preference
from rma.queries import digest_facts
from rma.rules.writing import Fate
from rma.steps import holding_back


@use_case
def write_digest(
    *, preference_id: int, at: datetime, lease: Lease | None = None
) -> Preference:
    """
    Write what waits for somebody as one letter, and promise to deliver it.

    A day has one: what comes later waits for the next. Nothing waiting, nothing is
    written; what was told stays told.
    """
    kept = Preference.objects.select_for_update().get(pk=preference_id)
    today = kept.day(at)
    waiting = Message.objects.filter(
        to__iexact=kept.email, held=Fate.GATHER.value, told_in=None
    )
    if waiting.exists() and kept.digested_on == today:
        holding_back.owe_digest(kept.email, at)
    elif waiting.exists():
        message = _written(kept, at)
        waiting.exclude(pk=message.pk).update(told_in=message)
        kept.digested_on = today
        kept.save(update_fields=["digested_on"])
        post("deliver", f"deliver:{message.pk}", message_id=message.pk)
    if lease:
        lease.finish()
    return kept


def _written(kept: Preference, at: datetime) -> Message:
    facts = digest_facts.waiting_for(kept.email)
    letter = digest.letter_of(facts)
    message = Message(
        case=facts.cases[0].case,
        letter=letter.name,
        to=kept.email,
        to_name=letter.to_name[:120],
        subject=letter.subject[:200],
        message_id=f"<d{kept.pk:07}.digest.{kept.day(at):%Y%m%d}@{compose.host()}>",
        created_at=at,
    )
    message.save()
    site = facts.cases[0].case.site
    message.text, message.html = digest.laid_out(letter, message, site)
    message.save(update_fields=["text", "html"])
    return message
