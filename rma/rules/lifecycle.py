"""How a case's status and its one sentence follow from the facts."""

from dataclasses import dataclass

from rma.rules.ledger import LineLedger
from rma.rules.words import CaseStatus, Decision

_UNDECIDED = (Decision.NEEDS_REVIEW, Decision.NEEDS_INFO)


@dataclass(frozen=True, slots=True)
class Ledger:
    """Hold all that a status depends on: the lines, and four facts of the case."""

    lines: tuple[LineLedger, ...]
    is_handed_over: bool = False
    is_awaiting_customer: bool = False
    is_expired: bool = False
    is_loaner_out: bool = False

    @property
    def waits_for_loaner(self) -> bool:
        """Whether all is done but for a unit of ours that is still with them."""
        return (
            self.is_loaner_out
            and all(line.has_ended for line in self.lines)
            and _ended(self) is CaseStatus.CLOSED
        )


def status_of(ledger: Ledger) -> CaseStatus:
    """Return the status that the facts add up to; no facts are missing words."""
    lines = ledger.lines
    if ledger.waits_for_loaner:
        return CaseStatus.RESOLVED
    if all(line.has_ended for line in lines):
        return _ended(ledger)
    if any(line.decision is Decision.NEEDS_INFO for line in lines):
        return CaseStatus.NEEDS_INFO
    approved = [line for line in lines if line.decision is Decision.APPROVED]
    if not [line for line in approved if not line.has_ended]:
        return CaseStatus.SUBMITTED
    if ledger.is_awaiting_customer:
        return CaseStatus.AWAITING_CUSTOMER
    if _is_all_resolved(lines):
        return CaseStatus.RESOLVED
    if ledger.is_handed_over or any(_has_begun(line) for line in approved):
        return CaseStatus.IN_PROGRESS
    return CaseStatus.APPROVED


def _ended(ledger: Ledger) -> CaseStatus:
    decisions = {line.decision for line in ledger.lines}
    if ledger.is_expired:
        return CaseStatus.EXPIRED
    if decisions == {Decision.CANCELLED}:
        return CaseStatus.CANCELLED
    if decisions <= {Decision.REFUSED, Decision.CANCELLED}:
        return CaseStatus.REJECTED
    return CaseStatus.CLOSED


def _is_all_resolved(lines: tuple[LineLedger, ...]) -> bool:
    return all(
        line.has_ended or (line.decision is Decision.APPROVED and line.unresolved == 0)
        for line in lines
    )


def _has_begun(line: LineLedger) -> bool:
    return bool(line.received or line.resolved or line.is_sent_ahead or line.done)


@dataclass(frozen=True, slots=True)
class Journey:
    """Hold what the sentence depends on beside the ledger: the parcels both ways."""

    label: str = ""
    is_own_carrier: bool = False
    inbound: str = ""
    outbound: str = ""
    outbound_kind: str = ""
    is_overdue: bool = False
    is_data_owed: bool = False
    proof: str = ""
    kit: str = ""


# The first situation whose test holds is the one said. The order is the meaning:
# what is nearest to the customer's hands comes first.
_INBOUND = {
    "handed_over": "handed_over",
    "moving": "on_the_way",
    "out_for_delivery": "out_for_delivery",
    "delayed": "delayed",
    "exception": "delayed",
    "lost": "delayed",
    "damaged": "delayed",
    "returned_to_sender": "delayed",
    "delivered": "at_our_door",
}
_OUTBOUND = {
    "replacement": "replacement_on_the_way",
    "repaired": "repaired",
    "returned": "returning",
}
# What hinders a parcel, or brings it to the door, says more than what is inside.
_OUTBOUND_SAYS = {
    "out_for_delivery": "out_for_delivery_to_you",
    "delayed": "delayed_to_you",
    "exception": "delayed_to_you",
}
_MOVING = ("handed_over", "moving", *_OUTBOUND_SAYS)
_ENDED = {
    CaseStatus.CANCELLED: "cancelled",
    CaseStatus.REJECTED: "rejected",
    CaseStatus.EXPIRED: "expired",
    CaseStatus.SUBMITTED: "in_review",
    CaseStatus.NEEDS_INFO: "needs_info",
    CaseStatus.AWAITING_CUSTOMER: "awaiting_customer",
}


_AWAITED = CaseStatus.AWAITING_CUSTOMER


def situation_of(status: CaseStatus, ledger: Ledger, journey: Journey) -> str:
    """Return the key of the sentence (words.SENTENCES) that is true now."""
    is_swap_out = any(line.is_ahead_delivered for line in ledger.lines)
    if status is CaseStatus.CLOSED:
        return _how_it_closed(ledger, journey)
    if status in _ENDED and not (status is _AWAITED and is_swap_out):
        return _ENDED[status]
    if any(line.is_unsafe and not line.received for line in ledger.lines):
        return "unsafe"
    if journey.outbound in _MOVING:
        leaves = _OUTBOUND.get(journey.outbound_kind, "returning")
        return _OUTBOUND_SAYS.get(journey.outbound, leaves)
    return "loaner_out" if ledger.waits_for_loaner else _in_hand(ledger, journey)


def _in_hand(ledger: Ledger, journey: Journey) -> str:
    """Return what is true while nothing of ours is on its way to the customer."""
    approved = [line for line in ledger.lines if line.decision is Decision.APPROVED]
    if approved and all(line.is_staying for line in approved):
        return _where_it_is(approved, journey)
    if any(line.received for line in approved):
        return _after_arrival(approved, journey)
    if any(line.is_ahead_delivered for line in approved) and (
        journey.inbound not in _INBOUND
    ):
        return "send_back_overdue" if journey.is_overdue else "send_back"
    if any(line.is_advance and not line.is_sent_ahead for line in approved):
        return "replacement_packed"
    return _before_arrival(journey)


def _how_it_closed(ledger: Ledger, journey: Journey) -> str:
    if journey.outbound == "delivered":
        return "delivered"
    return "credited" if any(line.credited for line in ledger.lines) else "closed"


# What is said while units stay with their owner, by who has the ball.
_PROOFS = {"owed": "proof_owed", "waiting": "proof_waiting"}


def _where_it_is(lines: list[LineLedger], journey: Journey) -> str:
    if journey.proof in _PROOFS:
        return _PROOFS[journey.proof]
    is_under_way = any(line.resolved > line.done for line in lines)
    return "replacement_packed" if is_under_way else "stays"


def _after_arrival(lines: list[LineLedger], journey: Journey) -> str:
    if any(line.resolved > line.done for line in lines):
        return {
            "replacement": "replacement_packed",
            "repaired": "being_repaired",
        }.get(journey.outbound_kind, "decision_made")
    if any(line.inspected < line.received and line.unresolved for line in lines):
        return "being_checked"
    return "checked" if any(line.unresolved for line in lines) else "decision_made"


def _before_arrival(journey: Journey) -> str:
    if journey.inbound in _INBOUND:
        return _INBOUND[journey.inbound]
    if journey.proof == "owed":
        return "proof_owed"
    if journey.is_data_owed:
        return "declare_data"
    if journey.is_own_carrier:
        return "own_carrier"
    if journey.kit and journey.label != "failed":
        return f"kit_{journey.kit}"
    return {
        "ready": "label_ready",
        "failed": "label_failed",
    }.get(journey.label, "label_pending")
