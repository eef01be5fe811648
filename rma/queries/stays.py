"""Units that may stay with their owner: what is offered, and proofs that wait."""

from dataclasses import dataclass
from datetime import date

from rma.models import Case, CaseLine, Policy, Product, StayProof, Unit, Upload
from rma.rules import staying, vendor_terms
from rma.rules.entitlement import Coverage
from rma.rules.money import Money
from rma.rules.staying import PICTURES, Proof, Stay, Staying, StayRule
from rma.rules.uploads import UploadKind
from rma.rules.words import Decision, PartReturn, Reason, Verdict

_MOST = 50

# As which kind of file each picture of a proof is handed in.
FILE_KINDS = {
    Proof.PHOTO: UploadKind.DESTRUCTION,
    Proof.SERIAL_CUT: UploadKind.SERIAL_CUT,
}


@dataclass(frozen=True, slots=True)
class StayView:
    """Show one unit that stays: what is asked for, and how its proof stands."""

    line_id: int
    position: int
    title: str
    stay: Stay
    asked: tuple[Proof, ...]
    is_waiting: bool
    is_open: bool
    sent_back_why: str

    @property
    def is_owed(self) -> bool:
        """Whether its owner has to send a proof."""
        return self.is_open and bool(self.asked) and not self.is_waiting

    @property
    def pictures(self) -> tuple[Proof, ...]:
        """Return which pictures are asked for."""
        return tuple(each for each in PICTURES if each in self.asked)


def offer_for(
    subject: Unit | Product | None,
    policy: Policy,
    *,
    reason: Reason,
    coverage: Coverage,
    value: Money | None,
    on: date,
) -> StayRule | None:
    """Return how a unit or an article may stay with its owner, or None."""
    rules = policy.stay_rules
    if not rules or subject is None:
        return None
    product = subject.product if isinstance(subject, Unit) else subject
    until = subject.manufacturer_until if isinstance(subject, Unit) else None
    maker = product.manufacturer
    is_wanted = maker.terms.part_return is not PartReturn.NO
    unit = Staying(
        reason=reason,
        is_covered=coverage.verdict is Verdict.COVERED,
        value=value,
        category=product.category,
        maker=maker.name,
        is_wanted_by_maker=is_wanted and vendor_terms.may_claim(until, on),
    )
    return staying.offer_for(unit, rules, policy.currency)


def stays_of(case: Case) -> tuple[StayView, ...]:
    """Return the units of a case that stay, in their order."""
    rows = case.lines.exclude(stays="").filter(decision=Decision.APPROVED)
    lines = list(rows.select_related("product").order_by("position"))
    return views_of(lines) if lines else ()


def views_of(lines: list[CaseLine]) -> tuple[StayView, ...]:
    """Return how each of some lines that stay stands."""
    last: dict[int, StayProof] = {}
    for proof in StayProof.objects.filter(line__in=lines).order_by("id"):
        last[proof.line_id] = proof
    return tuple(_view(line, last.get(line.pk)) for line in lines)


def _view(line: CaseLine, proof: StayProof | None) -> StayView:
    state = proof.state if proof else ""
    return StayView(
        line_id=line.pk,
        position=line.position,
        title=f"{line.product.name if line.product else ''} {line.serial}".strip(),
        stay=Stay(line.stays),
        asked=tuple(Proof(each) for each in line.proofs_asked),
        is_waiting=state == "waiting",
        is_open=bool(line.sums.unresolved),
        sent_back_why=proof.why if proof and state == "refused" else "",
    )


def waiting_proofs(after: str) -> tuple[list[StayProof], str]:
    """Return the proofs that wait for one of us, the oldest first, a page of them."""
    rows = StayProof.objects.waiting().select_related(
        "line__case__account", "line__product"
    )
    if after.isdigit() and len(after) < 19:
        rows = rows.filter(pk__gt=int(after))
    found = list(rows.order_by("pk")[: _MOST + 1])
    return found[:_MOST], str(found[_MOST - 1].pk) if len(found) > _MOST else ""


def waiting_proof(proof_id: int) -> StayProof | None:
    """Return one proof that waits, with what it speaks of."""
    whole = StayProof.objects.waiting().select_related(
        "line__case__account", "line__case__site", "line__product"
    )
    return whole.filter(pk=proof_id).first()


def pictures_of(line: CaseLine) -> list[Upload]:
    """Return the pictures of a line's proofs, the newest first."""
    kinds = list(FILE_KINDS.values())
    whole = Upload.objects.filter(line=line, kind__in=kinds)
    return list(whole.order_by("-id"))
