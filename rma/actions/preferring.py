"""What people like to have remembered: their language, how often, when, by phone."""

from datetime import datetime

from rma.actions.use_case import use_case
from rma.models import Contact, Message, Preference, User
from rma.rules.actors import Actor
from rma.rules.members import Cadence


@use_case
def prefer_language(*, user_id: int, language: str, by: Actor, at: datetime) -> None:
    """Remember somebody's language, for their pages and for what we write to them."""
    User.objects.filter(pk=user_id).update(language=language)
    Contact.objects.filter(user_id=user_id).update(language=language)


@use_case
def prefer(
    *,
    email: str,
    cadence: Cadence,
    hour: int,
    zone: str,
    calls_first: bool,
    takes_optional: bool,
    language: str,
    by: Actor,
    at: datetime,
) -> Preference:
    """Remember how a mailbox wants to be written to; what waits already still comes."""
    kept = Preference.objects.of(email)
    kept.cadence, kept.hour, kept.zone = cadence.value, hour, zone
    kept.calls_first, kept.takes_optional = calls_first, takes_optional
    _keep(kept, at)
    Contact.objects.filter(email=kept.email).update(language=language)
    User.objects.filter(email=kept.email).update(language=language)
    return kept


@use_case
def unsubscribe(*, message_id: int, at: datetime) -> Preference:
    """
    End the kind of letter that somebody wants no more of.

    Without the one of the day they get what matters only; what asks something of them
    always comes.
    """
    message = Message.objects.get(pk=message_id)
    kept = Preference.objects.of(message.to)
    if message.letter == "digest":
        kept.cadence = Cadence.ACT.value
    else:
        kept.takes_optional = False
    _keep(kept, at)
    return kept


def _keep(kept: Preference, at: datetime) -> None:
    values = {
        name: getattr(kept, name)
        for name in ("cadence", "hour", "zone", "calls_first", "takes_optional")
    }
    row, _made = Preference.objects.update_or_create(
        email=kept.email, defaults=values | {"changed_at": at}
    )
    kept.pk = row.pk
