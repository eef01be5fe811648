"""What letters say about a swap: what comes back, what was accepted, its worth."""

from rma.messages import words
from rma.queries.letter_facts import LetterFacts
from rma.rules import money


def said(facts: LetterFacts) -> dict[str, object]:
    """Return what is swapped in advance, and the terms somebody accepted."""
    swapped = [line for line in facts.dossier.lines if line.is_advance]
    accepted = facts.accepted
    at_stake = money.total_of(line.value for line in swapped if line.value)
    return {
        "swapped": words.items(swapped),
        "at_stake": str(at_stake) if at_stake else "",
        "return_days": accepted.return_days if accepted else 0,
        "accepted_by": accepted.by if accepted else "",
        "accepted_on": words.day(facts.day(accepted.at)) if accepted else "",
    }
