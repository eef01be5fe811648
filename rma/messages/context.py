"""What the letters may say: every word of their contexts, worked out in one place."""

from collections.abc import Callable
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rma.documents import countries, instructions
from rma.messages import (
    choice_words,
    counter_codes,
    difference_words,
    ending_words,
    loan_words,
    refusal_words,
    swap_words,
    trouble_words,
    words,
)
from rma.queries import costs, fetched
from rma.queries.dispatches import DispatchView
from rma.queries.dossier import LineView
from rma.queries.letter_facts import LetterFacts
from rma.rules import money
from rma.rules.money import Money
from rma.rules.plan import STEP_WORDS
from rma.rules.staying import PROOF_WORDS, Proof
from rma.rules.words import (
    DispatchKind,
    Finding,
    ResolutionKind,
    Step,
    Wish,
)

_NEXT = (
    Step.DECIDE,
    Step.SHIP_REPLACEMENT,
    Step.INSPECT,
    Step.MAKER_REPAIR,
    Step.RESOLVE,
    Step.DELIVER,
)

_Find = Callable[[LetterFacts], date | None]


def date_of(letter: str, facts: LetterFacts) -> date:
    """Return the one date of a letter; the day of the event where no other is."""
    find = _DATES.get(letter)
    found = find(facts) if find else None
    return found or facts.today


def _due(*steps: Step) -> _Find:
    return lambda facts: facts.due_on(*steps)


def _fact(name: str) -> _Find:
    return lambda facts: facts.fact_day(name)


def _arrives(step: Step, direction: str) -> _Find:
    def find(facts: LetterFacts) -> date | None:
        parcel = facts.parcel(direction)
        expected = parcel.expected_on if parcel else None
        due_on = facts.due_on(step)
        is_ahead = expected is not None and expected >= facts.today
        return expected if is_ahead and due_on is None else due_on

    return find


_DATES: dict[str, _Find] = {
    "in_review": _due(Step.DECIDE),
    "approved": _due(Step.HAND_OVER),
    "approved_own_carrier": _due(Step.HAND_OVER),
    "stays": _due(Step.PROVE, Step.RESOLVE),
    "remedy_changed": _due(Step.DECIDE, Step.SHIP_REPLACEMENT, Step.RESOLVE),
    "proof_sent_back": _fact("due_at"),
    "proof_reminder": _fact("due_at"),
    "approved_box": _due(Step.SHIP_BOX),
    "declare_data": _due(Step.HAND_OVER),
    "box_shipped": _due(Step.DELIVER_BOX),
    "box_delivered": _fact("due_on"),
    "label_failed": _due(Step.LABEL),
    "pickup_refused": _due(Step.HAND_OVER),
    "question": _due(Step.ANSWER),
    "differs": _due(Step.ANSWER),
    "on_the_way": _arrives(Step.ARRIVE, "in"),
    "delayed": _due(Step.ARRIVE, Step.DELIVER_REPLACEMENT, Step.DELIVER, *_NEXT),
    "parcel_trouble": _fact("due_at"),
    "parcel_mended": _due(Step.ARRIVE, Step.DELIVER_REPLACEMENT, Step.DELIVER, *_NEXT),
    "staff_parcel": _fact("due_at"),
    "arrived": _due(Step.INSPECT),
    "came_damaged": _due(*_NEXT),
    "inspected": _due(Step.RESOLVE, Step.DELIVER),
    "resolution_decided": _due(Step.RESOLVE, Step.DELIVER),
    "shipped": _arrives(Step.DELIVER, "out"),
    "advance_accepted": _due(Step.SHIP_REPLACEMENT),
    "advance_shipped": _arrives(Step.DELIVER_REPLACEMENT, "out"),
    "advance_delivered": _fact("due_on"),
    "advance_reminder": _fact("due_at"),
    "extended": _fact("due_on"),
    "overdue": _fact("due_on"),
    "promise_moved": _fact("due_at"),
    "hand_over_reminder": _fact("due_at"),
    "answer_reminder": _fact("due_at"),
    "choose": _fact("due_on"),
    "loaner_promised": _fact("due_on"),
    "loaner_out": loan_words.due_on,
    "loaner_reminder": _fact("due_at"),
    "loaner_extended": _fact("due_on"),
    "loaner_overdue": _fact("due_on"),
    "choose_reminder": _fact("due_at"),
    "choose_last": _fact("due_at"),
    "expiry_reminder": _fact("due_at"),
    "check_in": ending_words.closed_on,
    "label_reminder": _fact("due_at"),
    "label_expired": _fact("due_on"),
    "staff_promise": _fact("due_at"),
    "staff_label": _due(Step.LABEL),
    "staff_question": _due(Step.REPLY),
    "staff_claim": _fact("file_by"),
}


def context_of(letter: str, facts: LetterFacts) -> dict[str, object]:
    """Return all that a letter's template may name, in the active language."""
    on = date_of(letter, facts)
    return {
        "date": words.day(on),
        "short_date": words.short_day(on),
        "contact_name": facts.case.site.contact_name,
        "customer": words.customer(facts.case),
        "hand_over": words.hand_over(facts.case.hand_over),
        "send_to": ", ".join(countries.lines_of(facts.case.site.address)),
        "plan": _plan(facts),
        "codes": counter_codes.carried_by(letter, facts),
        "steps": instructions.numbered(facts.dossier),
        "next_step": _next_step(facts),
        "is_decided_first": facts.step(Step.DECIDE) is not None,
        "is_checked": facts.step(Step.INSPECT) is not None,
        **_about_lines(facts),
        **_about_event(facts),
        **_about_parcel(facts),
        **refusal_words.said(facts),
        **swap_words.said(facts),
        **choice_words.said(facts),
        **loan_words.said(facts),
        **ending_words.said(facts),
        **difference_words.said(facts),
    }


def _about_lines(facts: LetterFacts) -> dict[str, object]:
    lines = facts.lines
    waiting = [line for line in facts.dossier.lines if line.decision == "needs_review"]
    told = next((line.description for line in lines if line.description), "")
    here = [line for line in facts.approved if line.stays and not line.has_ended]
    going = tuple(line for line in facts.approved if not line.stays)
    asked = {each for line in here for each in line.proofs_asked}
    return {
        "items": words.items(lines),
        "staying": words.items(here),
        "is_here": facts.case.inbound_state == "delivered"
        or any(line.received for line in facts.dossier.lines),
        "is_awaited": any(line.expected for line in lines),
        "proofs": [_(PROOF_WORDS[each]) for each in Proof if each in asked],
        "approved": words.items(going or facts.approved),
        "refused": words.items(facts.refused),
        "refused_why": _whys(facts.refused),
        "why": _whys(waiting),
        "told": words.quote(told),
        "question": words.quote(
            facts.text("question")
            or next((line.question for line in lines if line.question), "")
        ),
        "order_reference": facts.case.reference,
        # Read only by the letters that name it.
        "worst_case": lambda: costs.told_of(facts.case),
        "wants_driver": lambda: fetched.waits_for_an_hour(facts.case),
    }


def _whys(lines: "list[LineView] | tuple[LineView, ...]") -> str:
    return words.quote(" ".join(dict.fromkeys(line.decision_why for line in lines)))


def _about_event(facts: LetterFacts) -> dict[str, object]:
    was = facts.fact_day("was_due_at")
    step, after = facts.text("step"), facts.text("after")
    moment = facts.fact_moment("due_at")
    return {
        "reason": words.quote(_said(facts.text("reason"))),
        "instead": words.quote(facts.text("instead")),
        "problem": words.quote(_said(facts.text("problem"))),
        "note": words.quote(facts.text("note")),
        "said": words.quote(facts.text("words")),
        "follows": facts.text("follows"),
        "wished": _(words.WISHED[Wish(after)]) if after else "",
        "city": facts.text("city"),
        "claim": facts.text("claim"),
        "amount": _sum(facts, "amount"),
        "fee": _sum(facts, "fee"),
        "several": _several(facts),
        "is_refund": facts.text("kind") == ResolutionKind.REFUND,
        "was": words.day(was) if was else "",
        "moment": date_format(moment, "l j F Y, H:i") if moment else "",
        "step": _(STEP_WORDS[Step(step)]) if step in STEP_WORDS else "",
        "findings": _told_each(facts, "finding", words.FOUND, Finding),
        "remedies": _told_each(facts, "kind", words.REMEDY, ResolutionKind),
    }


def _said(text: str) -> str:
    """Return a stored sentence: one of ours is translated, a person's stays."""
    return _(text) if text else ""


def _told_each(
    facts: LetterFacts,
    name: str,
    sentences: dict[Finding, str] | dict[ResolutionKind, str],
    kinds: type[Finding] | type[ResolutionKind],
) -> list[str]:
    """Return a sentence for each line that the events told together speak of."""
    lines = {line.position: line for line in facts.dossier.lines}
    known = {kind.value for kind in kinds}
    told = [
        f"{words.item(lines[each.facts['line']])}: {_(sentences[each.facts[name]])}"
        for each in facts.together
        if each.facts.get("line") in lines and each.facts.get(name) in known
    ]
    return list(dict.fromkeys(told))


def _sum(facts: LetterFacts, name: str) -> str:
    """Return what all events told together come to, one sum for each currency."""
    sums: dict[str, int] = {}
    for each in facts.together:
        amount = money.stored(str(each.facts.get(name) or ""))
        if amount:
            sums[amount.currency] = sums.get(amount.currency, 0) + amount.cents
    return " + ".join(str(Money(cents, currency)) for currency, cents in sums.items())


def _several(facts: LetterFacts) -> list[str]:
    """Return what reached the customer, where it was more than one thing."""
    kinds = {kind.value: kind for kind in DispatchKind}
    if len(facts.together) < 2:
        return []
    return [
        f"{_(words.LEAVES[kinds[each.facts['kind']]])} {each.facts.get('serial', '')}"
        for each in facts.together
        if each.facts.get("kind") in kinds
    ]


def _about_parcel(facts: LetterFacts) -> dict[str, object]:
    direction = facts.text("direction") or "out"
    parcel = facts.parcel(direction)
    left = _dispatch(facts)
    number = parcel.tracking_number if parcel else ""
    return {
        "tracking_number": facts.text("tracking_number") or number,
        "leaves": _(words.LEAVES[DispatchKind(left.kind)]) if left else _("Your unit"),
        "serial": left.serial if left else "",
        **trouble_words.said(
            facts.text("kind"), facts.text("direction"), facts.text("ending")
        ),
    }


def _dispatch(facts: LetterFacts) -> DispatchView | None:
    """Return the dispatch the event names, or the one that left last."""
    left = [each for each in facts.dossier.dispatches if each.shipped_at]
    named = [each for each in left if each.serial == facts.text("serial")]
    found = named or sorted(left, key=lambda each: (each.shipped_at, each.id))
    return found[-1] if found else None


def _plan(facts: LetterFacts) -> list[str]:
    """Return the open steps with their dates, in order."""
    return [
        _("%(step)s: by %(day)s")
        % {"step": _(step.words), "day": words.day(facts.day(step.due_at))}
        for step in facts.dossier.plan
        if step.state == "open"
    ]


def _next_step(facts: LetterFacts) -> str:
    step = facts.step(*_NEXT)
    if step is None:
        return ""
    named = {"step": _(step.words), "day": words.day(facts.day(step.due_at))}
    return _("%(step)s by %(day)s") % named
