"""How letters tell of a loaner: which one, until when, how it came back."""

from datetime import date

from rma.queries import loans
from rma.queries.letter_facts import LetterFacts
from rma.rules.loans import is_worse
from rma.rules.words import Grade


def due_on(facts: LetterFacts) -> date | None:
    """Return until when the loaner of a return may stay."""
    loan = loans.newest_of(facts.case)
    return loan.due_on if loan else None


def said(facts: LetterFacts) -> dict[str, object]:
    """Return what a letter about a loaner may name; empty in every other letter."""
    known = {grade.value: grade for grade in Grade}
    back, was = known.get(facts.text("grade")), known.get(facts.text("was"))
    is_loan = facts.event.name.startswith("loan.") or bool(facts.text("step"))
    loan = loans.newest_of(facts.case) if is_loan or facts.text("direction") else None
    return {
        "loaner": facts.text("loaner") or (loan.loaner.tag if loan else ""),
        "loaner_name": loan.loaner.product.name if loan else "",
        "is_worse": bool(back and was and is_worse(was, back)),
    }
