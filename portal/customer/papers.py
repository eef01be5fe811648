"""Stored documents of a return as PDF: the label, the slip, and what else there is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from portal.customer import granted, words
from rma.documents import keep
from rma.models import Case
from rma.queries import label_papers
from shipping import documents

_ENDINGS = {"image/png": ".png", "application/zpl": ".zpl"}
_PAPERS = ("a4", "letter", "label")


@require_safe
@granted.its_customer
def label(request: HttpRequest, case: Case) -> HttpResponse:
    """Answer with the carrier's label, or with the page that waits for it."""
    bought = label_papers.label_of(case, request.GET.get("box", "")[:40])
    if bought is None or not documents.is_whole(bought):
        return redirect("customer:case", case.number)
    kept = keep.file_name("label", case.number)
    name = kept.replace(".pdf", _ENDINGS.get(bought.label_type, ".pdf"))
    return _file(documents.read(bought), name, bought.label_type)


@require_safe
@granted.its_customer
def paper(request: HttpRequest, case: Case, kind: str) -> HttpResponse:
    """Answer with a document of ours, on the paper asked for where there is one."""
    kind = kind.replace("-", "_")
    wanted = request.GET.get("paper", "a4").lower()
    found = (
        label_papers.paper_of(
            case,
            kind,
            wanted if wanted in _PAPERS else "a4",
            request.GET.get("box", "")[:40],
        )
        if kind in words.PAPERS
        else None
    )
    if found is None:
        return redirect("customer:case", case.number)
    return _file(found.read(), keep.file_name(kind, case.number), found.media_type)


def _file(content: bytes, name: str, media_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type or "application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
