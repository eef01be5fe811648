"""Erasing data, taking photos, putting units away: the bench beside its checks."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from portal import access, act, files
from portal.station import page_words, sheet
from portal.station.bench_forms import (
    BackForm,
    EraseForm,
    PhotosForm,
    PutAwayForm,
    SlotsForm,
)
from portal.station.guard import station_page
from portal.station.refusals import AT_THE_STATION
from rma.actions import disposing, ending_loans, lending, pooling, uploading
from rma.queries import loans as lent_units
from rma.queries import shelf_finds
from rma.queries.files import file_of
from rma.rules.disposition import ErasureMethod
from rma.rules.uploads import UploadKind
from rma.rules.words import Grade


@require_POST
@station_page("inspect")
def erase(request: HttpRequest, number: str, line_id: int) -> HttpResponse:
    """Record that the data of a unit is gone; waiving that is a lead's."""
    case, line = sheet.line_here(request, number, line_id, "inspect")
    form = EraseForm(request.POST, prefix=f"erase-{line_id}")
    _leave_waiving_to_leads(request, form)

    def deed() -> None:
        disposing.erase_units(
            case=case.ref,
            line_id=line_id,
            quantity=max(line.to_erase, 1),
            method=ErasureMethod(form.cleaned_data["method"]),
            note=form.cleaned_data["note"],
            **act.signed(request, form),
        )

    return sheet.acted(request, case, form, deed, done=_("Its erasure is recorded."))


def _leave_waiving_to_leads(request: HttpRequest, form: EraseForm) -> None:
    is_waiver = form.is_valid() and form.cleaned_data["method"] == ErasureMethod.WAIVED
    if is_waiver and not access.may_here(request, "override"):
        form.add_error("method", _("Only a lead may waive it."))


@require_POST
@station_page("inspect")
def wipe(request: HttpRequest, number: str, loan_id: int) -> HttpResponse:
    """Record that a borrower's data is gone from a loaner that is back."""
    case = access.case_for(request, number, "inspect")
    form = EraseForm(request.POST, prefix=f"wipe-{loan_id}")
    _leave_waiving_to_leads(request, form)

    def deed() -> None:
        ending_loans.erase_loaner(
            case=case.ref,
            loan_id=loan_id,
            method=ErasureMethod(form.cleaned_data["method"]),
            note=form.cleaned_data["note"],
            **act.signed(request, form),
        )

    done = _("Its erasure is recorded; the loaner may be lent again.")
    return sheet.acted(request, case, form, deed, done=done)


@require_POST
@station_page("receive")
def loan_back(request: HttpRequest, number: str, loan_id: int) -> HttpResponse:
    """Take a loaner in again, its condition beside the one it left in."""
    case = access.case_for(request, number, "receive")
    form = BackForm(request.POST, prefix=f"loan-{loan_id}")

    def deed() -> None:
        lending.take_back(
            case=case.ref,
            loan_id=loan_id,
            grade=Grade(form.cleaned_data["grade"]),
            note=form.cleaned_data["note"],
            **act.signed(request, form),
        )

    done = _("The loaner is back in the pool.")
    if lent_units.holds_data(case, loan_id):
        done = _("The loaner is back. Erase its data before it is lent again.")
    return sheet.acted(request, case, form, deed, done=done)


@require_POST
@station_page("receive")
def photos(request: HttpRequest, number: str) -> HttpResponse:
    """Keep photos of the parcel or of the unit."""
    case = access.case_for(request, number, "receive")
    form = PhotosForm(request.POST, request.FILES, prefix="photos")

    def deed() -> None:
        good, _wrong = form.cleaned_data["shown"]
        uploading.add_to_case(
            case=case.ref,
            files=good,
            kind=UploadKind(form.cleaned_data["kind"]),
            **act.signed(request, form),
        )

    if form.is_valid():
        for sentence in form.cleaned_data["shown"][1]:
            form.add_error("shown", sentence)
    return sheet.acted(request, case, form, deed, done=_("The photos are kept."))


@require_POST
@station_page("receive")
def slots(request: HttpRequest, number: str, line_id: int) -> HttpResponse:
    """Keep photos of a unit, each in the place of its checklist."""
    case, line = sheet.line_here(request, number, line_id, "receive")
    form = SlotsForm(request.POST, request.FILES, line=line, prefix=f"slots-{line_id}")

    def deed() -> None:
        uploading.add_to_case(
            case=case.ref,
            files=form.photos(),
            kind=UploadKind.INSPECTION,
            position=line.position,
            **act.signed(request, form),
        )

    return sheet.acted(request, case, form, deed, done=_("The photos are kept."))


@require_safe
@station_page("receive")
def photo(request: HttpRequest, number: str, upload_id: int) -> HttpResponse:
    """Hand out one redrawn photo."""
    case = access.case_for(request, number, "receive")
    found = file_of(case, upload_id)
    if found is None or not found.from_staff:
        return access.nothing()
    return files.handed_out(found)


@require_http_methods(["GET", "POST"])
@station_page("receive")
def put_away(request: HttpRequest) -> HttpResponse:
    """Scan a unit, then its shelf; in the scan loop the two scans alone do it."""
    is_sent = request.method == "POST"
    form = PutAwayForm(request.POST) if is_sent else PutAwayForm()
    site = access.site_here(request)
    line = loaner = shelf = None
    if form.is_valid():
        device_site = site.pk if access.shift_here(request) else None
        line = shelf_finds.unit_here(form.cleaned_data["item"], site_id=device_site)
        shelf = shelf_finds.shelf_at(site.pk, form.cleaned_data["shelf"])
        if line is None:
            loaner = shelf_finds.loaner_here(form.cleaned_data["item"])
        if line is None and loaner is None:
            form.add_error("item", _("No single unit here carries this code."))
        if shelf is None:
            form.add_error("shelf", _("We know no shelf with this code or name."))

    def deed() -> None:
        assert shelf is not None  # noqa: S101 - the form would not be valid
        if loaner is not None:
            words = act.signed(request, form)
            pooling.shelve_loaner(loaner_id=loaner.pk, shelf_id=shelf.pk, **words)
            return
        assert line is not None  # noqa: S101 - the form would not be valid
        disposing.put_away(
            line_id=line.pk,
            shelf_id=shelf.pk,
            **act.signed(request, form),
        )

    if is_sent and act.tried(form, deed, AT_THE_STATION):
        said = _("%(unit)s lies on %(shelf)s.") % {
            "unit": line or loaner,
            "shelf": shelf,
        }
        messages.success(request, said)
        return redirect("station:put_away")
    status = 422 if form.errors else 200
    context = {"form": form, "commands": page_words.command_codes()}
    return render(request, "station/put_away.html", context, status=status)
