"""The carrier's label, our packing slip, and the invoice that customs want."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from django.http import Http404, HttpResponse
from ninja import Query, Router

from portal import access
from portal.api.auth import Bearer
from portal.api.caller import Call
from portal.api.parameters import only_named
from portal.api.problem import MEDIA_TYPE, NotMadeYet
from portal.api.returns import Number
from portal.api.told import Told
from rma.models import Case
from rma.queries import boxes, documents
from rma.queries.documents import Paper
from rma.rules.words import CaseStatus
from shipping.words import LabelStatus

router = Router(tags=["documents"])

# A label that is being bought is there in a moment; one a person must look at isn't.
_SOON, _LATER = 2, 3600
_OFF = (CaseStatus.REJECTED, CaseStatus.CANCELLED, CaseStatus.EXPIRED)

_BYTES = {
    "200": {
        "description": "The document itself",
        "content": {
            name: {"schema": {"type": "string", "format": "binary"}}
            for name in ("application/pdf", "image/png", "application/zpl")
        },
    },
    "409": {
        "description": "Not made yet: look again after Retry-After seconds",
        "headers": {"Retry-After": {"schema": {"type": "string"}}},
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    },
}


class DocumentKind(StrEnum):
    """Name what can be fetched."""

    LABEL = "label"
    SLIP = "slip"
    INVOICE = "invoice"


class PaperSize(StrEnum):
    """Name the sizes a slip is made on."""

    A4 = "a4"
    LETTER = "letter"


class DocumentOut(Told):
    """Name one document, and where to fetch it."""

    kind: DocumentKind
    paper: str | None
    box: str | None
    status: LabelStatus
    media_type: str
    made_at: datetime | None
    href: str


class DocumentsOut(Told):
    """List the documents of a return; there is never a next page."""

    items: list[DocumentOut]
    next: str | None


@router.get("/{number}/documents", auth=Bearer("documents:read"), response=DocumentsOut)
def list_documents(request: Call, number: Number) -> DocumentsOut:
    """List the label, slips and customs invoices of a return; labels on their way."""
    case = access.case_for_program(number, request.auth.account_id)
    label = documents.label_of(case)
    papers = (
        *((label,) if label else ()),
        *documents.slips_of(case),
        *documents.invoices_of(case),
    )
    where = request.path.rstrip("/")
    return DocumentsOut(items=[_listed(paper, where) for paper in papers], next=None)


@router.get(
    "/{number}/documents/{kind}",
    auth=Bearer("documents:read"),
    response={200: None},
    openapi_extra={"responses": _BYTES},
)
@only_named
def read_document(
    request: Call,
    number: Number,
    kind: DocumentKind,
    paper: Annotated[PaperSize | None, Query(description="For slips.")] = None,
    box: Annotated[str, Query(description="For invoices.", max_length=40)] = "",
) -> HttpResponse:
    """Fetch a document; one that is not made yet is 409 with Retry-After."""
    case = access.case_for_program(number, request.auth.account_id)
    found = _found(case, kind, paper or "", box)
    if found is None or not found.is_ready:
        raise _why_not(case, kind, found)
    response = HttpResponse(found.read(), content_type=found.media_type)
    response["Content-Disposition"] = f'inline; filename="{found.file_name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _found(case: Case, kind: DocumentKind, paper: str, box: str) -> Paper | None:
    match kind:
        case DocumentKind.LABEL:
            return documents.label_of(case)
        case DocumentKind.SLIP:
            return documents.slip_of(case, paper)
        case DocumentKind.INVOICE:
            return documents.invoice_of(case, box)


def _why_not(case: Case, kind: DocumentKind, found: Paper | None) -> Exception:
    """Return whether to look again, and when, or that it will never be there."""
    # It travels without a label of ours, or with the one in the box we send.
    has_none = case.hand_over == "own_carrier" or bool(case.kit_state)
    is_own = has_none and kind is DocumentKind.LABEL
    is_inland = kind is DocumentKind.INVOICE and not boxes.cross_a_border(case)
    if is_own or is_inland or case.status in _OFF:
        return Http404()
    waits = found is None and case.status == CaseStatus.SUBMITTED
    is_stuck = found is not None and found.status is not LabelStatus.PENDING
    return NotMadeYet(_LATER if waits or is_stuck else _SOON)


def _listed(paper: Paper, where: str) -> DocumentOut:
    query = f"?paper={paper.paper.lower()}" if paper.paper else ""
    if paper.box:
        query = f"?box={paper.box}"
    return DocumentOut(
        kind=DocumentKind(paper.kind),
        paper=paper.paper or None,
        box=paper.box or None,
        status=paper.status,
        media_type=paper.media_type,
        made_at=paper.made_at,
        href=f"{where}/{paper.kind}{query}",
    )
