"""Photos and papers of a return: added by its customer, shown to them harmless."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from portal import files
from portal.customer import granted
from portal.customer.acts import WishForm
from portal.limits import is_too_often
from rma.actions import uploading
from rma.models import Case
from rma.queries.files import FileView, file_of, files_of
from rma.rules.actors import Actor, ActorKind
from rma.rules.uploads import Sent, UploadKind
from rma.steps.handing_in import TooManyFiles

KINDS = {
    UploadKind.PHOTO.value: _("A photo of the unit or the damage"),
    UploadKind.PROOF_OF_PURCHASE.value: _("A receipt or invoice"),
    UploadKind.NAMEPLATE.value: _("The nameplate with the serial number"),
    UploadKind.OTHER.value: _("Something else"),
}
# A proof has a page of its own: it is not chosen here, but shown.
_SHOWN = KINDS | {
    UploadKind.DESTRUCTION.value: _("Your proof: the whole unit"),
    UploadKind.SERIAL_CUT.value: _("Your proof: its serial number"),
}
_TOO_OFTEN = _("That was a lot at once. Wait a minute, then send the rest.")


class FilesForm(WishForm):
    """Ask for photos and papers, and what they show."""

    kind = forms.ChoiceField(
        label=_("What does it show?"), choices=list(KINDS.items()), initial="photo"
    )
    shown = files.FilesField(
        label=_("Photos or papers"),
        help_text=_("JPEG, PNG, WebP or PDF, up to 10 MB each."),
        error_messages={"required": _("Choose at least one file.")},
    )


@require_http_methods(["GET", "POST"])
@never_cache
@granted.its_customer
def add(request: HttpRequest, case: Case) -> HttpResponse:
    """Show what was handed in, and take more."""
    is_sent = request.method == "POST"
    form = FilesForm(request.POST, request.FILES) if is_sent else FilesForm()
    if is_sent and is_too_often(request, "files", most=30):
        form.add_error("shown", _TOO_OFTEN)
    if form.is_valid():
        good, wrong = form.cleaned_data["shown"]
        _take(request, case, form, good)
        if not wrong and not form.errors:
            return redirect("customer:files", case.number)
        for sentence in wrong:
            form.add_error("shown", sentence)
    page = {"case": case, "form": form, "files": rows(files_of(case))}
    status = 422 if form.errors else 200
    return render(request, "customer/files.html", page, status=status)


@require_safe
@never_cache
@granted.its_customer
def show(request: HttpRequest, case: Case, upload_id: str) -> HttpResponse:
    """Hand a redrawn file to whoever may see its return."""
    found = file_of(case, int(upload_id))
    if found is None:
        raise Http404
    return files.handed_out(found)


def rows(found: tuple[FileView, ...]) -> list[dict[str, object]]:
    """Return files as a page lists them."""
    return [
        {
            "id": file.id,
            "title": _SHOWN.get(file.kind, _("A photo of ours")),
            "name": "" if file.from_staff else file.name,
            "at": file.sent_at,
            "state": file.state.value,
            "why": files.said(file.problem, file.name) if file.problem else "",
            "is_picture": file.is_picture,
        }
        for file in found
    ]


def _take(
    request: HttpRequest, case: Case, form: FilesForm, good: tuple[Sent, ...]
) -> None:
    if not good:
        return
    try:
        uploading.add_to_case(
            case=case.ref,
            files=good,
            kind=UploadKind(form.cleaned_data["kind"]),
            by=Actor(ActorKind.CUSTOMER, case.contact.name),
            at=timezone.now(),
            once=form.sent(request, f"case:{case.code}"),
        )
    except TooManyFiles as refusal:
        form.add_error("shown", files.too_many(refusal.most))
