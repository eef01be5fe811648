"""Which letters an event causes, and to whom: one table, read from top to bottom."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from rma.queries import letter_facts
from rma.queries.dispatches import DispatchView
from rma.queries.letter_facts import LetterFacts
from rma.rules.check_in import Feeling
from rma.rules.discrepancies import Exit
from rma.rules.words import Decision, DispatchKind, HandOver, ResolutionKind, Step


class Reader(StrEnum):
    """Whom a letter is for."""

    CUSTOMER = "customer"
    OWNER = "owner"
    WARRANTY = "warranty"


@dataclass(frozen=True, slots=True)
class Owed:
    """Owe one letter to one reader; `page` names where its one link leads."""

    letter: str
    reader: Reader = Reader.CUSTOMER
    page: str = ""


_ON_THE_WAY = ("handed_over", "moving", "out_for_delivery")
# One act may write several of these at once; one letter names all their lines.
_SEVERAL = ("line.approved", "line.refused", "units.received")
_AFTER_DIFFERENCES = {
    Exit.SEND_BACK.value: "sent_back",
    Exit.CLAIM_CARRIER.value: "came_damaged",
}
_CREDITS = (ResolutionKind.CREDIT, ResolutionKind.REFUND)


def owed_by(facts: LetterFacts) -> tuple[Owed, ...]:
    """Return the letters that an event causes; most facts of a batch cause one."""
    find = _TABLE.get(facts.event.name)
    is_repeated = facts.event.name in _SEVERAL and not facts.is_first_told
    if find is None or is_repeated:
        return ()
    return tuple(find(facts))


def told_events() -> frozenset[str]:
    """Return the names of the events that may owe a letter to somebody."""
    return frozenset(_TABLE)


def _opened(facts: LetterFacts) -> list[Owed]:
    """Tell what was decided at once; a label is told of when it is ready."""
    owed = _begun(facts)
    if facts.text("follows"):
        owed.insert(0, Owed("failed_again"))
    if any(line.decision == "needs_review" for line in facts.dossier.lines):
        owed.append(Owed("in_review"))
    is_alone = len(owed) == bool(facts.text("follows"))
    # Called off within a moment nothing is approved either, and nothing refused.
    if is_alone and facts.refused and not facts.approved:
        owed.append(Owed("refused"))
    return owed


def _begun(facts: LetterFacts) -> list[Owed]:
    going = [line for line in facts.approved if not line.stays]
    here = [Owed("stays")] if any(line.stays for line in facts.approved) else []
    if going and facts.case.is_data_owed:
        # The label waits for it, so the letter with the label does too.
        here.insert(0, Owed("declare_data", page="data"))
    if any(line.is_advance for line in going):
        return [Owed("advance_accepted"), *here]
    if going and facts.case.hand_over == HandOver.OWN_CARRIER:
        return [Owed("approved_own_carrier"), *here]
    if going and facts.case.kit_state:
        return [Owed("approved_box"), *here]
    return here


def _label_ready(facts: LetterFacts) -> list[Owed]:
    if facts.text("direction") == "out":
        if any(each.kind == DispatchKind.LOANER for each in _last_shipped(facts)):
            return [Owed("loaner_out")]
        is_ahead = any(each.is_ahead for each in _last_shipped(facts))
        return [Owed("advance_shipped" if is_ahead else "shipped")]
    # A label may travel inside a box of ours; of several the last tells.
    inside = facts.is_swap or facts.case.kit_state != ""
    waits = inside or facts.text("still_to_come") != ""
    return [] if waits or _is_all_here(facts) else [Owed("approved")]


def _is_all_here(facts: LetterFacts) -> bool:
    """Whether everything came before its label, which nobody needs any more."""
    undecided = (Decision.NEEDS_REVIEW, Decision.NEEDS_INFO)
    return not any(
        line.expected or line.decision in undecided for line in facts.dossier.lines
    )


def _last_shipped(facts: LetterFacts) -> list[DispatchView]:
    shipped = [each for each in facts.dossier.dispatches if each.shipped_at]
    latest = max((each.shipped_at for each in shipped if each.shipped_at), default=None)
    return [each for each in shipped if each.shipped_at == latest]


def _label_failed(facts: LetterFacts) -> list[Owed]:
    to_us = Owed("staff_label", Reader.OWNER)
    return [Owed("label_failed"), to_us] if facts.text("direction") == "in" else [to_us]


def _label_expired(facts: LetterFacts) -> list[Owed]:
    to_us = Owed("staff_label", Reader.OWNER)
    return [Owed("label_expired")] if facts.text("direction") == "in" else [to_us]


def _parcel_moved(facts: LetterFacts) -> list[Owed]:
    direction, state = facts.text("direction"), facts.text("state")

    def is_first(*states: str) -> bool:
        moves = ({"direction": direction, "state": each} for each in states)
        return letter_facts.is_first_of(
            facts, *(("parcel.moved", move) for move in moves)
        )

    # What is worse than late has a letter of its own, with what we do about it.
    if state == "delayed":
        is_news = is_first(state) and not letter_facts.is_date_told(facts)
        return [Owed("delayed")] if is_news else []
    if direction == "in" and state in _ON_THE_WAY and is_first(*_ON_THE_WAY):
        return [Owed("on_the_way")]
    if direction == "in" and state == "delivered" and is_first("delivered"):
        return [Owed("arrived")]
    return []


def _received(facts: LetterFacts) -> list[Owed]:
    came = ("parcel.moved", {"direction": "in", "state": "delivered"})
    is_news = letter_facts.is_first_of(facts, came, ("units.received", {}))
    return [Owed("arrived")] if is_news else []


def _added(facts: LetterFacts) -> list[Owed]:
    # Where it is the first that came, its arrival tells of it.
    return [] if _received(facts) else [Owed("arrived")]


def _inspected(facts: LetterFacts) -> list[Owed]:
    # Asked what to do with it, the customer reads the finding in that letter; what
    # was put right before is looked at for our own sake.
    is_ours = letter_facts.is_asked(facts) or letter_facts.was_put_right(facts)
    return [] if is_ours else [Owed("inspected")]


def _resolution_decided(facts: LetterFacts) -> list[Owed]:
    if letter_facts.came_with(facts, "choice.made"):
        return []
    is_credit = facts.text("kind") in _CREDITS
    return [] if is_credit else [Owed("resolution_decided")]


def _resolution_done(facts: LetterFacts) -> list[Owed]:
    return [Owed("credit_issued")] if facts.text("kind") in _CREDITS else []


def _delivered(facts: LetterFacts) -> list[Owed]:
    if facts.text("kind") == DispatchKind.LOANER:
        return []
    # For a swap the day the old unit is due back is the news (advance.due).
    ahead = {
        each.serial
        for each in facts.dossier.dispatches
        if each.is_ahead and each.serial
    }
    return [] if facts.text("serial") in ahead else [Owed("delivered")]


def _trouble(_facts: LetterFacts) -> list[Owed]:
    return [Owed("parcel_trouble"), Owed("staff_parcel", Reader.OWNER)]


_REMINDERS: dict[str, str] = {
    Step.ANSWER: "answer_reminder",
    Step.CHOOSE: "choose_reminder",
    "choose_last": "choose_last",
    "bring_back": "loaner_reminder",
    "expire": "expiry_reminder",
    Step.PROVE: "proof_reminder",
    "label": "label_reminder",
}


def _reminded(facts: LetterFacts) -> list[Owed]:
    is_swap = any(line.due_back_on for line in facts.dossier.lines)
    usual = "advance_reminder" if is_swap else "hand_over_reminder"
    if facts.case.is_data_owed and facts.text("step") == Step.HAND_OVER:
        return [Owed("declare_data", page="data")]
    return [Owed(_REMINDERS.get(facts.text("step"), usual))]


def _information_asked(facts: LetterFacts) -> list[Owed]:
    # What came is not what was announced: both are said, with the ways out.
    return [Owed("differs" if facts.text("differs") else "question")]


def _settled(facts: LetterFacts) -> list[Owed]:
    # What was done with what came is theirs to know; the rest is our own affair.
    letter = _AFTER_DIFFERENCES.get(facts.text("way"))
    return [Owed(letter)] if letter else []


def _check_in(_facts: LetterFacts) -> list[Owed]:
    return [Owed("check_in", page="again")]


def _heard(facts: LetterFacts) -> list[Owed]:
    is_for_us = facts.text("answer") == Feeling.OTHER
    return [Owed("staff_check_in", Reader.OWNER)] if is_for_us else []


def _one(letter: str, reader: Reader = Reader.CUSTOMER) -> "_Find":
    def find(_facts: LetterFacts) -> list[Owed]:
        return [Owed(letter, reader)]

    return find


_Find = Callable[[LetterFacts], list[Owed]]

_TABLE: dict[str, _Find] = {
    "case.opened": _opened,
    "line.approved": _begun,
    "line.refused": _one("refused"),
    "information.asked": _information_asked,
    "information.given": _one("in_review"),
    "remedy.changed": _one("remedy_changed"),
    "delivery.changed": _one("delivery_changed"),
    "stay.proof-sent-back": _one("proof_sent_back"),
    "question.asked": _one("staff_question", Reader.OWNER),
    "question.answered": _one("reply"),
    "case.reopened": _one("in_review"),
    "case.cancelled": _one("cancelled"),
    "case.expired": _one("expired"),
    "case.closed": _one("closed"),
    "label.ready": _label_ready,
    "kit.shipped": _one("box_shipped"),
    "kit.delivered": _one("box_delivered"),
    "label.failed": _label_failed,
    "label.expired": _label_expired,
    "pickup.refused": _one("pickup_refused"),
    "parcel.moved": _parcel_moved,
    "trouble.found": _trouble,
    "trouble.ended": _one("parcel_mended"),
    "arrival.missed": _one("staff_parcel", Reader.OWNER),
    "units.received": _received,
    "line.added": _added,
    "units.short-closed": _one("short_closed"),
    "discrepancy.settled": _settled,
    "units.inspected": _inspected,
    "choice.asked": _one("choose"),
    "choice.made": _one("chosen"),
    "fee.waived": _one("fee_waived"),
    "resolution.decided": _resolution_decided,
    "resolution.done": _resolution_done,
    "dispatch.delivered": _delivered,
    "advance.due": _one("advance_delivered"),
    "advance.extended": _one("extended"),
    "advance.overdue": _one("overdue"),
    "loan.promised": _one("loaner_promised"),
    "loan.extended": _one("loaner_extended"),
    "loan.overdue": _one("loaner_overdue"),
    "loan.ended": _one("loaner_back"),
    "loan.called-off": _one("loaner_called_off"),
    "promise.moved": _one("promise_moved"),
    "promise.at-risk": _one("staff_promise", Reader.OWNER),
    "reminder.due": _reminded,
    "feedback.asked": _check_in,
    "feedback.given": _heard,
    "claim.warned": _one("staff_claim", Reader.WARRANTY),
}
