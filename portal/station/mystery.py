"""A parcel nobody knows: parked in a moment, with photos and a label of its own."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from portal import access, act, files
from portal.once import OnceForm
from portal.station import labels, page_words
from portal.station.guard import station_page
from portal.station.refusals import AT_THE_STATION
from rma.actions import parking
from rma.models import MysteryParcel
from rma.queries import mystery_desk


class ParkForm(OnceForm):
    """Ask for what stands on it, photos, and where it lies; nothing is a must."""

    read = forms.CharField(
        label=gettext_lazy("Who or what stands on it"),
        help_text=gettext_lazy("The sender’s name or any number; scans are added."),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"data-scan": "note"}),
    )
    shown = files.FilesField(
        label=gettext_lazy("Photos of the label and of what is inside"),
        required=False,
    )
    shelf = forms.CharField(
        label=gettext_lazy("Shelf"),
        help_text=gettext_lazy("Scan its code and it is parked, or type its name."),
        max_length=120,
        required=False,
        widget=forms.TextInput(
            attrs={"class": "code-entry", "autocomplete": "off", "data-scan": "fill"}
        ),
    )
    note = forms.CharField(label=gettext_lazy("Note"), max_length=500, required=False)


@require_http_methods(["GET", "POST"])
@station_page("receive")
def park(request: HttpRequest) -> HttpResponse:
    """Park a parcel; support finds it on its list with the photos."""
    if request.method == "POST":
        form = ParkForm(request.POST, request.FILES)
    else:
        form = ParkForm(initial={"read": request.GET.get("code", "")[:80]})
    parked: list[MysteryParcel] = []

    def deed() -> None:
        told = form.cleaned_data
        parked.append(
            parking.park_parcel(
                site_id=access.site_here(request).pk,
                read=told["read"],
                photos=told["shown"][0],
                shelf=told["shelf"],
                note=told["note"],
                **act.signed(request, form),
            )
        )

    if request.method == "POST" and act.tried(form, deed, AT_THE_STATION):
        for sentence in form.cleaned_data["shown"][1]:
            messages.warning(request, sentence)
        return redirect("station:parked", parked[0].number)
    status = 422 if form.errors else 200
    context = {"form": form, "commands": page_words.command_codes()}
    return render(request, "station/mystery.html", context, status=status)


@require_safe
@station_page("receive")
def parked(request: HttpRequest, number: str) -> HttpResponse:
    """Show what was parked, with its label to print."""
    row = _mystery(request, number)
    return render(request, "station/parked.html", {"row": row})


@require_safe
@station_page("receive")
def label(request: HttpRequest, number: str) -> HttpResponse:
    """Show the label of a parked parcel."""
    row = _mystery(request, number)
    told = {
        "qr": labels.code_of(row.code, row.number),
        "name": _("Mystery"),
        "more": (row.number, row.read, str(row.shelf or row.site)),
    }
    return labels.page(request, "card", _("Label of a mystery parcel"), [told])


def _mystery(request: HttpRequest, number: str) -> MysteryParcel:
    row = mystery_desk.mystery_at(access.site_here(request).pk, number)
    if row is None:
        raise Http404
    return row
