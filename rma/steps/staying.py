"""Units that stay with their owner: noted, proved, put right, or coming after all."""

from collections.abc import Iterable
from datetime import datetime

from outbox.post import Posting, post_many
from rma.models import Case, CaseLine, ProofState, StayProof, VendorClaim
from rma.rules import staying, vendor_terms
from rma.rules.actors import Actor
from rma.rules.facts import Fact
from rma.rules.obligations import ClaimMoved, NoteWritten
from rma.rules.stay_facts import StayProofAccepted, StayProofSentBack
from rma.rules.staying import RESOLUTIONS, StayRule
from rma.rules.vendor_terms import ClaimDates
from rma.rules.words import N_, ClaimStatus, Decision, Party, Step, Wish
from rma.steps import evidence, putting_right, settling

_BY_HAND = N_("It could not be paid back by itself: decide what is done for it.")


def write(line: CaseLine, rule: StayRule | None) -> None:
    """Let a line stay by a rule, or come back; the row is saved by the caller."""
    line.stays = rule.stay if rule else ""
    line.proofs_asked = [each.value for each in rule.proofs] if rule else []
    line.is_proof_unseen = bool(rule and rule.is_unseen)


def note(case: Case, lines: Iterable[CaseLine]) -> None:
    """Note on the case who has the ball for what stays; the caller saves it."""
    here = [line for line in lines if line.stays and line.sums.unresolved]
    ids = [line.pk for line in here if line.pk]
    waiting = StayProof.objects.waiting().filter(line__in=ids) if ids else ()
    known = {proof.line_id for proof in waiting}
    case.proof_state = staying.state_of(
        (bool(line.proofs_asked), line.pk in known) for line in here
    )


def begin(approved: Iterable[CaseLine], at: datetime) -> None:
    """Have put right, as soon as this is written, what stays without a proof."""
    free = [line for line in approved if line.stays and not line.proofs_asked]
    post_many(
        Posting(
            "stay.settle",
            f"stay.settle:{line.pk}:{at:%Y%m%dT%H%M%S}",
            {"line_id": line.pk},
        )
        for line in free
    )


def put_right(case: Case, line: CaseLine, *, by: Actor, at: datetime) -> list[Fact]:
    """
    Do what was wished for a unit that stays, and complete the claim for it.

    What can't be paid back by itself is left for a person, with a day.
    """
    facts = complete_claim(line, at)
    kind = RESOLUTIONS[Wish(line.wish)]
    count = line.sums.unresolved
    if kind in putting_right.CREDITS and not putting_right.may_credit(line, count):
        due_at = case.site.calendar.due_in(at, case.policy.decide_days)
        settling.promise_next(case, Step.RESOLVE, Party.US, due_at)
        return [*facts, NoteWritten(line=line.position, text=_BY_HAND)]
    done = putting_right.put_right(case, line, kind, quantity=count, by=by, at=at)
    return [*facts, *done]


def complete_claim(line: CaseLine, at: datetime) -> list[Fact]:
    """Make the claim for a unit that never comes ready to file."""
    claim = VendorClaim.objects.to_file().filter(line=line).first()
    if claim is None or claim.status != ClaimStatus.PROSPECTIVE:
        return []
    reported = line.case.opened_at.date()
    claim.file_by = vendor_terms.file_by(
        claim.manufacturer.terms, ClaimDates(reported, replaced_on=at.date())
    )
    claim.status, claim.completed_at = ClaimStatus.READY, at
    claim.save()
    key = f"stays:{line.pk}:{at.isoformat()}"
    evidence.changed(case_id=line.case_id, key=key, at=at)
    return [ClaimMoved(line=line.position, claim=claim.number, status=claim.status)]


def close_steps(case: Case, lines: list[CaseLine], *, at: datetime) -> None:
    """Keep the steps about proofs that nothing is left of, and note who is next."""
    note(case, lines)
    if case.proof_state != staying.StayState.OWED:
        settling.keep(case, Step.PROVE, at=at)
    waiting = StayProof.objects.waiting().filter(line__case=case)
    if case.proof_state != staying.StayState.OWED and not waiting.exists():
        settling.keep(case, Step.CHECK_PROOF, at=at)
    settling.clear_finished_steps(case, lines, at=at)


def decide(
    case: Case,
    line: CaseLine,
    proof: StayProof,
    *,
    reason: str,
    is_accepted: bool,
    by: Actor,
    at: datetime,
) -> list[Fact]:
    """Take a proof and put its unit right, or send it back with a word and a day."""
    proof.decided_at, proof.decided_by, proof.why = at, by.label[:120], reason
    proof.state = ProofState.ACCEPTED if is_accepted else ProofState.REFUSED
    proof.save()
    if is_accepted:
        taken = StayProofAccepted(line=line.position, reason=reason)
        return [taken, *put_right(case, line, by=by, at=at)]
    due_at = case.site.calendar.due_in(at, case.policy.hand_over_days)
    settling.promise_next(case, Step.PROVE, Party.CUSTOMER, due_at)
    back = StayProofSentBack(
        line=line.position, reason=reason, due_at=due_at.isoformat()
    )
    return [back]


def is_open(line: CaseLine) -> bool:
    """Whether a unit stays with its owner and is still to be put right."""
    approved = line.decision == Decision.APPROVED
    return bool(line.stays) and approved and bool(line.sums.unresolved)
