"""The documents of a case that a reader may have: found, with their bytes."""

from dataclasses import dataclass
from datetime import datetime

from django.core.files.storage import default_storage

from rma.models import Case, Document
from rma.queries import boxes
from rma.rules import numbers
from rma.rules.words import HandOver
from shipping import ordering
from shipping.models import LabelPurchase
from shipping.words import Direction, LabelStatus

_SUFFIXES = {
    "application/pdf": "pdf",
    "image/png": "png",
    "application/zpl": "zpl",
}


@dataclass(frozen=True, slots=True)
class Paper:
    """Name one document: what it is, whether it is made, and where its bytes are."""

    kind: str
    status: LabelStatus
    paper: str = ""
    media_type: str = "application/pdf"
    made_at: datetime | None = None
    file: str = ""
    number: str = ""
    box: str = ""

    @property
    def is_ready(self) -> bool:
        """Whether its bytes can be read."""
        return self.status is LabelStatus.READY

    @property
    def file_name(self) -> str:
        """Return the name it is saved under, as in RMA-…-label.pdf."""
        named = "-".join(part for part in (self.number, self.kind, self.box) if part)
        return f"{named}.{_SUFFIXES.get(self.media_type, 'bin')}"

    def read(self) -> bytes:
        """Return its bytes."""
        with default_storage.open(self.file) as stored:
            return bytes(stored.read())


def label_of(case: Case) -> Paper | None:
    """Return the carrier's label for the way to us; None where nobody prints one."""
    if case.hand_over == HandOver.OWN_CARRIER or case.kit_state:
        return None
    if not case.label_status:
        return None
    found = (
        LabelPurchase.objects.filter(
            parcel__shipment__reference=case.number,
            parcel__shipment__direction=Direction.IN,
            parcel__shipment__cancelled_at=None,
        )
        .order_by("-id")
        .first()
    )
    if found is None:
        return Paper("label", LabelStatus(case.label_status), number=case.number)
    return Paper(
        kind="label",
        status=ordering.label_status(found),
        media_type=found.label_type or "application/pdf",
        made_at=found.purchased_at,
        file=found.label_file,
        number=case.number,
    )


def slips_of(case: Case) -> tuple[Paper, ...]:
    """Return the newest packing slip for each paper, the sender's usual one first."""
    rows = Document.objects.filter(case=case, kind="slip").order_by("id")
    newest = {row.paper: row for row in rows}
    # Of two drawn together the usual one is drawn last.
    usual_first = sorted(newest.values(), key=lambda row: row.pk, reverse=True)
    return tuple(_ready(case, row) for row in usual_first)


def invoices_of(case: Case) -> tuple[Paper, ...]:
    """Return the customs invoice of each box, of those that are not called off."""
    here = list(boxes.travelling(case).values_list("code", flat=True))
    rows = Document.objects.filter(case=case, kind="invoice", box__in=here)
    newest = {row.box: row for row in rows.order_by("id")}
    return tuple(_ready(case, row) for row in newest.values())


def invoice_of(case: Case, box: str) -> Paper | None:
    """Return the customs invoice of a box, or of the newest where none is named."""
    found = invoices_of(case)
    code = numbers.parse(box) if box else ""
    wanted = [each for each in found if not code or each.box == numbers.shown(code)]
    return wanted[-1] if wanted and code is not None else None


def slip_of(case: Case, paper: str = "") -> Paper | None:
    """Return the packing slip, on a size of paper if one is named; None: not made."""
    wanted = paper.lower()
    fitting = [slip for slip in slips_of(case) if wanted in ("", slip.paper.lower())]
    return fitting[0] if fitting else None


def _ready(case: Case, row: Document) -> Paper:
    return Paper(
        kind=row.kind,
        status=LabelStatus.READY,
        paper=row.paper,
        media_type=row.media_type,
        made_at=row.made_at,
        file=row.file,
        number=case.number,
        box=numbers.shown(row.box) if row.box else "",
    )
