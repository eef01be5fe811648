"""Units that stay with their owner: proved, looked at, or coming back after all."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from outbox import post
from outbox.words import Lease
from rma.actions.proving import WhyMissing
from rma.actions.use_case import Once, use_case
from rma.models import Case, CaseLine, CaseRef, ProofState, StayProof, Upload
from rma.queries.stays import FILE_KINDS
from rma.rules import staying
from rma.rules.actors import Actor
from rma.rules.stay_facts import (
    StayEnded,
    StayProofAccepted,
    StayProofHandedIn,
)
from rma.rules.staying import DECLARATIONS, Proof, Stay
from rma.rules.uploads import Sent, UploadState
from rma.rules.words import N_
from rma.steps import handing_in, opening, replanning, sending, settling
from rma.steps import staying as staying_steps

_UNREADABLE = N_("A picture could not be opened. Please take it again.")
_SENT = N_("It comes back after all.")


class NothingToProve(Exception):
    """No proof is asked for this unit, or it is put right already."""


class ProofIncomplete(Exception):
    """Something that is asked for is missing; carries what."""

    def __init__(self, missing: tuple[Proof, ...]) -> None:
        """Remember what is missing."""
        super().__init__(", ".join(missing))
        self.missing = missing


class StayProofWaiting(Exception):
    """A proof for this unit waits for us already."""


class StayProofDecided(Exception):
    """Somebody has decided about this proof."""


class StaysNoMore(Exception):
    """The unit does not stay with its owner, or it is put right already."""


@use_case
def hand_in_stay_proof(
    *,
    case: CaseRef,
    position: int,
    files: Mapping[Proof, tuple[Sent, ...]],
    is_declared: bool,
    by: Actor,
    at: datetime,
    address: str | None = None,
    once: Once | None = None,
) -> Case:
    """
    Take what shows that a unit stays as agreed; a complete one may be enough at once.

    Raises NothingToProve, StayProofWaiting, ProofIncomplete, and what files raise:
    NotTaken and TooManyFiles.
    """
    locked = Case.objects.locked(case)
    lines = CaseLine.objects.of(locked)
    line = next((each for each in lines if each.position == position), None)
    if line is None or not staying_steps.is_open(line) or not line.proofs_asked:
        raise NothingToProve
    if StayProof.objects.waiting().filter(line=line).exists():
        raise StayProofWaiting
    asked = tuple(Proof(each) for each in line.proofs_asked)
    shown = [proof for proof, sent in files.items() if sent]
    lacks = staying.missing(asked, shown, is_declared=is_declared)
    if lacks:
        raise ProofIncomplete(lacks)
    for proof, sent in files.items():
        kind = FILE_KINDS[proof]
        owner = {"case": locked}
        handing_in.keep_files(sent, kind, by=by, at=at, owner=owner, line=line)
    words = _(DECLARATIONS[Stay(line.stays)]) if Proof.DECLARATION in asked else ""
    StayProof.objects.create(
        line=line,
        words=words,
        handed_in_at=at,
        handed_in_by=by.label[:120],
        address=address,
    )
    # A worker looks once the pictures are drawn again; without any, at once.
    post.post("stay.look", f"stay.look:{line.pk}:{at.isoformat()}", line_id=line.pk)
    replanning.promise_from_proof(locked, line, at)
    staying_steps.close_steps(locked, lines, at=at)
    fact = StayProofHandedIn(line=line.position)
    locked.record(fact, lines=settling.sums_of(lines), at=at, by=by)
    return locked


@use_case
def decide_stay_proof(
    *,
    proof_id: int,
    is_accepted: bool,
    reason: str,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Case:
    """
    Take a proof, and put right what it is about, or ask for another one.

    Raises StayProofDecided, and WhyMissing where another is asked for without a word.
    """
    found = StayProof.objects.select_related("line__case").get(pk=proof_id)
    locked = Case.objects.locked(found.line.case.ref)
    proof = StayProof.objects.select_for_update().get(pk=proof_id)
    if proof.state != ProofState.WAITING:
        raise StayProofDecided
    if not is_accepted and not reason.strip():
        raise WhyMissing
    lines = CaseLine.objects.of(locked)
    line = next(each for each in lines if each.pk == proof.line_id)
    facts = staying_steps.decide(
        locked,
        line,
        proof,
        reason=reason.strip(),
        is_accepted=is_accepted,
        by=by,
        at=at,
    )
    staying_steps.close_steps(locked, lines, at=at)
    locked.record(*facts, lines=settling.sums_of(lines), at=at, by=by)
    return locked


@use_case
def waive_stay_proof(
    *,
    case: CaseRef,
    line_id: int,
    reason: str,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Case:
    """
    Put a unit that stays right without its proof, for a reason that is kept.

    Raises WhyMissing, StaysNoMore, NoSuchLine.
    """
    if not reason.strip():
        raise WhyMissing
    locked, lines, line = settling.locked_line(case, line_id)
    if not staying_steps.is_open(line):
        raise StaysNoMore
    StayProof.objects.waiting().filter(line=line).update(
        state=ProofState.ACCEPTED, decided_at=at, decided_by=by.label[:120]
    )
    taken = StayProofAccepted(line=line.position, reason=reason.strip())
    facts = [taken, *staying_steps.put_right(locked, line, by=by, at=at)]
    staying_steps.close_steps(locked, lines, at=at)
    locked.record(*facts, lines=settling.sums_of(lines), at=at, by=by)
    return locked


@use_case
def send_it_instead(
    *,
    case: CaseRef,
    position: int,
    by: Actor,
    at: datetime,
    reason: str = "",
    once: Once | None = None,
) -> Case:
    """
    Let a unit that was to stay come back: a label is made and the dates follow.

    A proof that waits is put aside. Raises StaysNoMore, and opening.UnsafeBattery for
    one that may not travel.
    """
    locked = Case.objects.locked(case)
    lines = CaseLine.objects.of(locked)
    line = next((each for each in lines if each.position == position), None)
    if line is None or not staying_steps.is_open(line):
        raise StaysNoMore
    opening.refuse_if_unsafe(line)
    StayProof.objects.waiting().filter(line=line).update(
        state=ProofState.REFUSED, why=_SENT, decided_at=at, decided_by=by.label[:120]
    )
    staying_steps.write(line, None)
    line.save()
    sending.settle_label(locked, [line])
    if not line.is_waiting:
        sending.order_way_here(locked, [line], at)
    staying_steps.close_steps(locked, lines, at=at)
    replanning.plan_anew(locked, lines, why=_SENT, at=at)
    fact = StayEnded(line=line.position, reason=reason.strip())
    locked.record(fact, lines=settling.sums_of(lines), at=at, by=by)
    return locked


@use_case
def settle_stay(
    *, line_id: int, by: Actor, at: datetime, lease: Lease | None = None
) -> None:
    """Put right a unit that stays without any proof; done once, it stays done."""
    found = CaseLine.objects.get(pk=line_id)
    locked = Case.objects.locked(found.case_id)
    lines = CaseLine.objects.of(locked)
    line = next(each for each in lines if each.pk == line_id)
    if staying_steps.is_open(line) and not line.proofs_asked:
        facts = staying_steps.put_right(locked, line, by=by, at=at)
        staying_steps.close_steps(locked, lines, at=at)
        locked.record(*facts, lines=settling.sums_of(lines), at=at, by=by)
    if lease:
        lease.finish()


@use_case
def look_at_stay_proof(
    *, line_id: int, by: Actor, at: datetime, lease: Lease | None = None
) -> None:
    """
    Look at a proof as far as a rule can, once its pictures were drawn again.

    A picture that could not be opened is asked for again; a complete proof is taken
    where the policy takes it unseen. Anything else waits for a person.
    """
    found = CaseLine.objects.get(pk=line_id)
    locked = Case.objects.locked(found.case_id)
    lines = CaseLine.objects.of(locked)
    line = next(each for each in lines if each.pk == line_id)
    proof = StayProof.objects.waiting().filter(line=line).first()
    ruling = _ruling(line) if proof and staying_steps.is_open(line) else None
    if proof and ruling is not None:
        why = "" if ruling else _UNREADABLE
        facts = staying_steps.decide(
            locked, line, proof, reason=why, is_accepted=ruling, by=by, at=at
        )
        staying_steps.close_steps(locked, lines, at=at)
        locked.record(*facts, lines=settling.sums_of(lines), at=at, by=by)
    if lease:
        lease.finish()


def _ruling(line: CaseLine) -> bool | None:
    """Return whether a rule takes a line's proof; None: not yet, or a person does."""
    kinds = {
        FILE_KINDS[p].value for p in map(Proof, line.proofs_asked) if p in FILE_KINDS
    }
    uploads = Upload.objects.filter(line=line, kind__in=kinds)
    states: dict[str, set[str]] = {kind: set() for kind in kinds}
    for kind, state in uploads.values_list("kind", "state"):
        states[kind].add(state)
    if any(UploadState.WAITING in seen for seen in states.values()):
        return None
    if any(UploadState.READY not in seen for seen in states.values()):
        return False
    return True if line.is_proof_unseen else None
