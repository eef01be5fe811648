"""Claims on makers as the warranty desk works them: by filing day, one in full."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from rma.models import ClaimAnswer, Document, Inspection, Manufacturer, VendorClaim
from rma.queries import keyset
from rma.queries.keyset import Slice
from rma.rules import numbers
from rma.rules.words import ClaimStatus

TO_FILE, OPEN, ALL = "to_file", "open", "all"


@dataclass(frozen=True, slots=True)
class ClaimFile:
    """Hold one claim with what speaks for it and what came of it."""

    claim: VendorClaim
    inspections: tuple[Inspection, ...]
    answers: tuple[ClaimAnswer, ...]
    packet: Document | None
    evidence: Document | None
    days_left: int

    @property
    def is_being_made(self) -> bool:
        """Whether a worker is about to draw what the maker needs."""
        unit = self.claim.line.unit
        is_known = unit is not None and unit.shipped_on is not None
        return self.claim.status == ClaimStatus.READY and is_known

    @property
    def can_submit(self) -> bool:
        """Whether it may be filed now."""
        return self.claim.status in (ClaimStatus.PROSPECTIVE, ClaimStatus.READY)

    @property
    def can_answer(self) -> bool:
        """Whether the maker's answer may be written."""
        return self.claim.status in (
            ClaimStatus.SUBMITTED,
            ClaimStatus.APPROVED,
            ClaimStatus.PARTLY,
            ClaimStatus.DENIED,
        )

    @property
    def can_recover(self) -> bool:
        """Whether what came in may be written."""
        return self.claim.status in (ClaimStatus.APPROVED, ClaimStatus.PARTLY)


def list_claims(status: str, maker_id: int | None, after: str) -> Slice[VendorClaim]:
    """Return a page of claims, those to file soonest first."""
    rows: QuerySet[VendorClaim] = VendorClaim.objects.select_related(
        "manufacturer", "line__case__account", "line__product"
    )
    if status == TO_FILE:
        rows = rows.filter(status__in=(ClaimStatus.PROSPECTIVE, ClaimStatus.READY))
    elif status == OPEN:
        rows = rows.filter(
            status__in=(ClaimStatus.SUBMITTED, ClaimStatus.APPROVED, ClaimStatus.PARTLY)
        )
    elif status != ALL:
        rows = rows.filter(status=status)
    if maker_id is not None:
        rows = rows.filter(manufacturer_id=maker_id)
    return keyset.soonest(rows, "file_by", after)


def find_claim(number: str) -> VendorClaim | None:
    """Return the claim with a number, with its maker, line and case."""
    code = numbers.parse(number)
    whole = VendorClaim.objects.select_related(
        "manufacturer", "line__case__account", "line__product", "line__unit"
    )
    return whole.filter(code=code).first() if code else None


def file_of(claim: VendorClaim, today: date) -> ClaimFile:
    """Return a claim in full, in three statements."""
    papers = Document.objects.filter(
        case=claim.line.case,
        kind__in=("claim_packet", "claim_evidence"),
        title__contains=claim.number,
    )
    newest = {paper.kind: paper for paper in papers.order_by("id")}
    return ClaimFile(
        claim=claim,
        inspections=tuple(
            Inspection.objects.filter(line=claim.line).order_by("-at", "-id")
        ),
        answers=tuple(ClaimAnswer.objects.filter(claim=claim).order_by("-at", "-id")),
        packet=newest.get("claim_packet"),
        evidence=newest.get("claim_evidence"),
        days_left=(claim.file_by - today).days,
    )


def makers() -> list[tuple[int, str]]:
    """Return all makers by name, for a filter."""
    return list(Manufacturer.objects.order_by("name").values_list("pk", "name"))
