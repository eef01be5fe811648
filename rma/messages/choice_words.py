"""How letters tell of a choice: what may be chosen, what it costs, what follows."""

from django.utils.translation import gettext as _

from rma.messages import words
from rma.queries.letter_facts import LetterFacts
from rma.rules.choices import Option
from rma.rules.words import N_

_MAY = {
    Option.SEND_BACK: N_("We send it back as it is."),
    Option.SECOND_LOOK: N_(
        "We look a second time, free of charge; tell us how the fault shows."
    ),
    Option.PAID_REPAIR: N_("We repair it at a price: %(price)s."),
    Option.KEEP_FOR_CREDIT: N_("We keep it and credit %(credit)s."),
}
_DONE = {
    Option.SEND_BACK: N_("We send it back as it is."),
    Option.SECOND_LOOK: N_("We look at it a second time."),
    Option.PAID_REPAIR: N_("We repair it at the price you agreed to."),
    Option.KEEP_FOR_CREDIT: N_("We keep it and credit it to you."),
}


def said(facts: LetterFacts) -> dict[str, object]:
    """Return what a letter about a choice may name; empty in every other letter."""
    known = {option.value: option for option in Option}
    offered = [known[each] for each in facts.text("options").split() if each in known]
    named = {"price": facts.text("price"), "credit": facts.text("credit")}
    back_on = facts.fact_day("send_back_on")
    made = known.get(facts.text("choice"))
    return {
        "may_choose": [_(_MAY[option]) % named for option in offered],
        "fee": facts.text("fee"),
        "back_on": words.day(back_on) if back_on else "",
        "chosen": _(_DONE[made]) if made else "",
        "is_default": facts.text("is_default") != "",
        "is_agreed_before": facts.text("is_agreed_before") != "",
    }
