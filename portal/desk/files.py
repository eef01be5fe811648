"""Photos and papers of a return at the desk: added for a caller, looked at harmless."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from portal import files, gate
from portal.desk import act, door
from portal.desk.act import ActForm
from portal.desk.case import case_of
from rma.actions import uploading
from rma.models import Case
from rma.queries.files import FileView, file_of, files_of
from rma.rules.uploads import UploadKind

KINDS = {
    UploadKind.PHOTO: _("Photo"),
    UploadKind.PROOF_OF_PURCHASE: _("Receipt or invoice"),
    UploadKind.NAMEPLATE: _("Nameplate"),
    UploadKind.ERASURE: _("Proof of erasure"),
    UploadKind.DESTRUCTION: _("Proof of destruction"),
    UploadKind.SERIAL_CUT: _("Serial number, cut through"),
    UploadKind.DOCK: _("Photo at the dock"),
    UploadKind.INSPECTION: _("Photo of the inspection"),
    UploadKind.OTHER: _("Something else"),
}


class FilesForm(ActForm):
    """Ask for files and what they show."""

    shown = files.FilesField(
        label=_("Photos or papers"),
        help_text=_("JPEG, PNG, WebP or PDF, up to 10 MB each."),
        error_messages={"required": _("Choose at least one file.")},
    )
    kind = forms.ChoiceField(
        label=_("What does it show?"),
        choices=[(kind.value, name) for kind, name in KINDS.items()],
    )


@require_http_methods(["GET", "POST"])
@gate.staff_page()
def add(request: HttpRequest, number: str) -> HttpResponse:
    """List the files of a return, and take more of them."""
    case = case_of(number)
    is_sent = request.method == "POST"
    form = FilesForm(request.POST, request.FILES) if is_sent else FilesForm()
    if is_sent and act.tried(form, lambda: _take(request, case, form)):
        for sentence in form.cleaned_data["shown"][1]:
            form.add_error("shown", sentence)
    if is_sent and not form.errors:
        form = FilesForm()
    page = {"case": case, "form": form, "files": rows(files_of(case))}
    status = 422 if form.errors else 200
    return door.page(request, "desk/files.html", page, status)


@require_safe
@gate.staff_page()
def show(request: HttpRequest, number: str, upload_id: int) -> HttpResponse:
    """Hand out one redrawn file."""
    return files.handed_out(door.found(file_of(case_of(number), upload_id)))


def rows(found: tuple[FileView, ...]) -> list[dict[str, object]]:
    """Return files as the desk lists them: what, by whom, and how far."""
    return [
        {
            "id": file.id,
            "title": KINDS[file.kind],
            "name": f"{file.name} · {file.by}",
            "at": file.sent_at,
            "state": file.state.value,
            "why": files.said(file.problem, file.name) if file.problem else "",
            "is_picture": file.is_picture,
        }
        for file in found
    ]


def _take(request: HttpRequest, case: Case, form: FilesForm) -> None:
    good, _wrong = form.cleaned_data["shown"]
    if good:
        uploading.add_to_case(
            case=case.ref,
            files=good,
            kind=UploadKind(form.cleaned_data["kind"]),
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )
