"""Pickups that need a call to the carrier: listed, and what it said taken down."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe
from typing_extensions import override

from portal import gate
from portal.desk import act, door, words
from portal.desk.act import ActForm, Asking
from rma.actions import calling_carriers
from rma.queries import pickup_desk


class HeardForm(ActForm):
    """Ask what the carrier said on the telephone."""

    comes = forms.ChoiceField(
        label=gettext_lazy("What did the carrier say?"),
        choices=[
            ("yes", gettext_lazy("It comes")),
            ("no", gettext_lazy("It does not come")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say whether the carrier comes.")},
    )
    confirmation = forms.CharField(
        label=gettext_lazy("The carrier’s number for it"),
        max_length=64,
        required=False,
    )

    @override
    def __init__(self, *args: Any, is_unclear: bool = True, **kwargs: Any) -> None:
        """Ask nothing more of a pickup that was called off."""
        super().__init__(*args, **kwargs)
        if not is_unclear:
            del self.fields["comes"], self.fields["confirmation"]


@require_safe
@gate.staff_page()
def pickups(request: HttpRequest) -> HttpResponse:
    """List the pickups about which somebody must call."""
    found = pickup_desk.to_call(timezone.now())
    return door.page(request, "desk/pickups.html", {"pickups": found})


@require_http_methods(["GET", "POST"])
@gate.staff_page("label")
def hear(request: HttpRequest, booking_id: int) -> HttpResponse:
    """Take down what the carrier said about one pickup."""
    at = timezone.now()
    page = door.found(pickup_desk.pickup(booking_id, at))
    form = act.bound(HeardForm, request, is_unclear=page.is_unclear)
    slot = formats.date_format(page.row.begins_at, "DATETIME_FORMAT")
    asking = Asking(
        title=words.named("pickup_call", page.why),
        button=_("Keep it") if page.is_unclear else _("I told the carrier"),
        back=reverse("desk:pickups"),
        back_text=_("Pickups to call about"),
        number=page.case.number,
        lead=words.named("pickup_ask", page.why),
        facts=[
            {"label": _("Return"), "value": page.case.number},
            {"label": _("Carrier"), "value": page.row.mover or page.row.carrier},
            {"label": _("Slot"), "value": slot},
            {"label": _("Where"), "value": page.place},
            {"label": _("Confirmation"), "value": page.row.confirmation or "–"},
        ],
    )

    def deed() -> None:
        calling_carriers.hear_of_pickup(
            booking_id=booking_id,
            comes=form.cleaned_data.get("comes") == "yes",
            confirmation=form.cleaned_data.get("confirmation", ""),
            by=door.actor(request),
            at=at,
            once=form.sent(request),
        )

    return act.answer(request, form, asking, deed, done=_("Kept."))
