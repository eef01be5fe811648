"""Parcels nobody knows: the list, one with its photos and guesses, and their ends."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from portal import files, gate
from portal.desk import act, door
from portal.desk.act import ActForm, Asking
from portal.desk.returns import more
from rma.actions import parking
from rma.models import Case, MysteryParcel
from rma.queries import case_page, mystery_desk
from rma.rules.discrepancies import MysteryEnding

_WHY = {
    "number": gettext_lazy("What stands on it"),
    "name": gettext_lazy("The sender’s name"),
    "due": gettext_lazy("Due here about that day"),
}


class MatchForm(ActForm):
    """Ask whose parcel it is."""

    number = forms.CharField(
        label=gettext_lazy("Number of the return"),
        max_length=40,
        widget=forms.TextInput(attrs={"class": "code-entry"}),
        error_messages={"required": gettext_lazy("Type the number of the return.")},
    )
    outcome = forms.CharField(
        label=gettext_lazy("How you know"), max_length=500, required=False
    )

    def clean_number(self) -> Case:
        """Return the return with that number."""
        case = case_page.find_case(str(self.cleaned_data["number"]))
        if case is None:
            raise forms.ValidationError(_("We know no return with this number."))
        return case


class EndForm(ActForm):
    """Ask how the parcel left."""

    ending = forms.ChoiceField(
        label=gettext_lazy("What becomes of it"),
        choices=[
            (MysteryEnding.SENT_BACK.value, gettext_lazy("Sent back to its sender")),
            (MysteryEnding.DISPOSED.value, gettext_lazy("Disposed of")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what becomes of it.")},
    )
    outcome = forms.CharField(
        label=gettext_lazy("Why, and with which number it left"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Say why, in plain words.")},
    )


@require_safe
@gate.staff_page()
def mysteries(request: HttpRequest) -> HttpResponse:
    """List the parcels nobody has explained, the oldest first."""
    state = "ended" if request.GET.get("state") == "ended" else ""
    after = request.GET.get("after", "")
    page = mystery_desk.page_of_mysteries(state=state, after=after)
    now = timezone.now()
    context = {
        "rows": [(row, mystery_desk.is_old(row, now)) for row in page.rows],
        "state": state,
        "next": more(request, page.next),
    }
    return door.page(request, "desk/mysteries.html", context)


@require_safe
@gate.staff_page()
def mystery(request: HttpRequest, mystery_id: int) -> HttpResponse:
    """Show one parcel: its photos, where it lies, whose it may be."""
    page = door.found(mystery_desk.mystery_page(mystery_id))
    context = {
        "page": page,
        "row": page.row,
        "guesses": [(each, _WHY[each.why]) for each in page.guesses],
        "match": MatchForm(),
    }
    return door.page(request, "desk/mystery.html", context)


@require_safe
@gate.staff_page()
def photo(request: HttpRequest, mystery_id: int, upload_id: int) -> HttpResponse:
    """Hand out one redrawn photo."""
    return files.handed_out(door.found(mystery_desk.photo_of(mystery_id, upload_id)))


def _asking(row: MysteryParcel, title: str, button: str) -> Asking:
    return Asking(
        title=title,
        button=button,
        back=reverse("desk:mystery", args=[row.pk]),
        back_text=row.number,
        facts=[
            {"label": _("What stands on it"), "value": row.read or "–"},
            {"label": _("Where it lies"), "value": row.shelf or row.site},
            {"label": _("Note"), "value": row.note or "–"},
        ],
    )


@require_http_methods(["GET", "POST"])
@gate.staff_page("settle")
def match(request: HttpRequest, mystery_id: int) -> HttpResponse:
    """Say whose it is: its photos join the return, and the dock counts it in."""
    row = door.found(mystery_desk.mystery_page(mystery_id)).row
    initial = {"number": request.GET.get("number", "")[:40]}
    form: Any = act.bound(MatchForm, request, initial=initial)
    asking = _asking(row, _("Say whose parcel this is"), _("It is this return’s"))

    def deed() -> None:
        told = form.cleaned_data
        parking.match_parcel(
            mystery_id=row.pk,
            case=told["number"].ref,
            outcome=told["outcome"],
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    done = _("Matched. Its photos are on the return; the dock counts it in.")
    return act.answer(request, form, asking, deed, done=done)


@require_http_methods(["GET", "POST"])
@gate.staff_page("settle")
def end(request: HttpRequest, mystery_id: int) -> HttpResponse:
    """Write that it left: back to its sender, or for good."""
    row = door.found(mystery_desk.mystery_page(mystery_id)).row
    form = act.bound(EndForm, request)
    asking = _asking(row, _("It is nobody’s"), _("End it"))

    def deed() -> None:
        told = form.cleaned_data
        parking.end_mystery(
            mystery_id=row.pk,
            ending=MysteryEnding(told["ending"]),
            outcome=told["outcome"],
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    return act.answer(request, form, asking, deed, done=_("Ended, with its reason."))
