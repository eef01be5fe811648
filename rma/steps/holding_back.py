"""Letters that somebody would rather not get one by one: they wait, or stay here."""

from datetime import datetime

from outbox.post import post
from rma.messages.compose import Letter
from rma.messages.letter_names import weight_of
from rma.models import Preference
from rma.rules import writing
from rma.rules.members import Cadence
from rma.rules.writing import Fate, Weight


def fate_of(letter: Letter) -> Fate:
    """Return what becomes of a letter; one that asks something always goes out."""
    weight = weight_of(letter.name)
    if letter.is_staff or weight is Weight.ASKS:
        return Fate.SEND
    kept = Preference.objects.of(letter.to)
    return writing.fate_of(
        weight, Cadence(kept.cadence), takes_optional=kept.takes_optional
    )


def owe_digest(email: str, at: datetime) -> None:
    """
    Promise the letter of a day to whoever a letter waits for.

    Who writes the one of today holds the same row: a letter is in it, or finds that
    the day has had its letter and waits for the next.
    """
    rows = Preference.objects.select_for_update()
    kept = rows.filter(email=email.strip().lower()).first()
    if kept is None:
        return
    then = kept.next_digest(at)
    key = f"digest:{kept.pk}:{then:%Y-%m-%d}"
    post("digest", key, at=then, preference_id=kept.pk)
