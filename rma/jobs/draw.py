"""Papers drawn: each content once, kept under a name made from what it says."""

from collections.abc import Callable
from datetime import datetime

from django.core.files.storage import default_storage
from django.utils import translation

from outbox.handlers import handler
from outbox.words import DONE, Lease, Outcome
from rma.actions import papers
from rma.actions.papers import Drawn
from rma.documents import (
    agreement,
    claim_packet,
    erasure_form,
    invoice,
    keep,
    parcel_label,
    render,
    report,
    slip,
)
from rma.documents.invoice import InvoiceContent
from rma.documents.parcel_label import ParcelLabelContent
from rma.documents.sheets import Framed, Paper, Sheet
from rma.jobs import (
    fill_claims,
    fill_erasures,
    fill_invoices,
    fill_papers,
    fill_reports,
    gather_evidence,
    store_files,
)
from rma.messages import words
from rma.models import Case, Document

_Content = tuple[str, Framed]
_Fill = Callable[[Case, datetime], list[_Content]]

_FILLS: dict[str, _Fill] = {
    slip.KIND: fill_papers.slips,
    parcel_label.KIND: fill_papers.parcel_labels,
    invoice.KIND: fill_invoices.invoices,
    agreement.KIND: fill_papers.agreements,
    erasure_form.KIND: fill_erasures.declarations,
    report.KIND: fill_reports.reports,
    claim_packet.KIND: fill_claims.packets,
}
_SHEETS: dict[str, Callable[..., Sheet]] = {
    slip.KIND: slip.sheet,
    parcel_label.KIND: parcel_label.sheet,
    invoice.KIND: invoice.sheet,
    agreement.KIND: agreement.sheet,
    erasure_form.KIND: erasure_form.sheet,
    report.KIND: report.sheet,
    claim_packet.KIND: claim_packet.sheet,
}


@handler("draw")
def draw(*, case_id: int, kind: str, lease: Lease, at: datetime) -> Outcome:
    """Draw a case's papers of one kind, unless what they say is drawn already."""
    whole = Case.objects.select_related("account", "contact", "site", "policy")
    case = whole.get(pk=case_id)
    # What goes to a maker is in our own language.
    reader = None if kind == claim_packet.KIND else case.contact
    with translation.override(words.language_of(reader)):
        drawn = tuple(
            _drawn(case, kind, title, content)
            for title, content in _FILLS[kind](case, at)
        )
        if kind == claim_packet.KIND:
            drawn += gather_evidence.archives(case, drawn)
    papers.keep_documents(case=case.ref, drawn=drawn, at=at, lease=lease)
    return DONE


def _drawn(case: Case, kind: str, title: str, content: Framed) -> Drawn:
    key = keep.content_key(kind, content)
    is_label = kind == parcel_label.KIND
    paper = Paper.LABEL if is_label else content.frame.paper
    known = Document.objects.filter(case=case, kind=kind, paper=paper, content_key=key)
    before = known.first()
    if before and default_storage.exists(before.file):
        file = before.file
    else:
        pdf = render.pdf(_SHEETS[kind](content))
        file = store_files.store(pdf, folder="papers", suffix="pdf")
    return Drawn(
        kind=kind,
        paper=paper,
        content_key=key,
        file=file,
        title=title,
        box=_box_of(content),
    )


def _box_of(content: Framed) -> str:
    """Return the code of the box a paper is for, where each has its own."""
    match content:
        case ParcelLabelContent() | InvoiceContent():
            return content.parcel_code
        case _:
            return ""
