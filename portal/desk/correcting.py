"""The address a return starts from, corrected at the desk; its label is made anew."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from typing_extensions import override

from portal import gate, places
from portal.desk import act, door
from portal.desk.act import ActForm, Asking
from portal.desk.caller import TEXTS
from portal.desk.case import case_of, url_of
from rma.actions import handing_over
from rma.queries import hand_over
from shipping.words import Address

_ASKED = (
    "name",
    "company",
    "street1",
    "street2",
    "postal_code",
    "city",
    "state",
    "phone",
)


class SenderForm(ActForm):
    """Ask where the parcel starts, within its country."""

    @override
    def __init__(self, *args: Any, sender: Address, **kwargs: Any) -> None:
        """Show the address we have."""
        super().__init__(*args, **({"initial": sender.as_dict()} | kwargs))
        self._sender = sender
        for name in _ASKED:
            label, longest, missing = TEXTS[name]
            self.fields[name] = forms.CharField(
                label=label,
                max_length=longest,
                required=missing is not None,
                error_messages={"required": missing} if missing else {},
            )

    @override
    def clean(self) -> dict[str, Any]:
        """Want a state where no parcel is addressed without one."""
        told = super().clean() or {}
        places.look_at_place(self, told, self._sender.country)
        return told

    def address(self) -> Address:
        """Return the address as it is now."""
        told = {name: self.cleaned_data[name] for name in _ASKED}
        return Address(country=self._sender.country, email=self._sender.email, **told)


@require_http_methods(["GET", "POST"])
@gate.staff_page("label")
def sender(request: HttpRequest, number: str) -> HttpResponse:
    """Correct where the parcel starts, as long as nothing has left."""
    case = case_of(number)
    at = timezone.now()
    if hand_over.offered(case, at) is None:
        messages.info(request, _("A box has left, or there is none to send."))
        return redirect("desk:case", case.number)
    form = act.bound(SenderForm, request, sender=case.sender)
    asking = Asking(
        title=_("Correct the sender’s address"),
        button=_("Correct it and make the label"),
        back=url_of(case),
        back_text=case.number,
        number=case.number,
        lead=_(
            "In the same country. A label that was ordered is given back and ordered "
            "anew; a pickup is called off."
        ),
    )

    def deed() -> None:
        handing_over.correct_sender(
            case=case.ref,
            address=form.address(),
            by=door.actor(request),
            at=at,
            once=form.sent(request),
        )

    return act.answer(request, form, asking, deed, done=_("Corrected."))
