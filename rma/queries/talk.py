"""What a customer asked about a return and what we answered, in order."""

from dataclasses import dataclass
from datetime import datetime

from rma.models import Case, Event
from rma.rules.facts import QuestionAnswered, QuestionAsked


@dataclass(frozen=True, slots=True)
class Said:
    """Hold one question or answer."""

    at: datetime
    words: str
    is_ours: bool


def talk_of(case: Case) -> tuple[Said, ...]:
    """Return all that was asked and answered, the oldest first."""
    names = (QuestionAsked.name, QuestionAnswered.name)
    told = Event.objects.filter(case=case, name__in=names).order_by("id")
    return tuple(
        Said(
            each.at,
            str(each.facts.get("words", "")),
            each.name == QuestionAnswered.name,
        )
        for each in told
    )
