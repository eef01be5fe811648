"""The address a return starts from, corrected by its customer; a label follows."""

import hashlib
from dataclasses import replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from typing_extensions import override

from portal import access, act, handing, places
from portal.act import Refusals
from portal.customer import granted
from portal.customer.acts import WishForm
from portal.customer.contact import PlaceFields
from portal.limits import is_too_often
from rma.actions import handing_over
from rma.actions.use_case import Once
from rma.documents import countries
from rma.models import Case
from rma.queries import hand_over
from rma.queries.tracking_page import tracking_page
from rma.rules.actors import Actor, ActorKind
from shipping.models.label_purchase import WRONG_ADDRESS
from shipping.words import Address

_REFUSALS = Refusals(handing.REFUSALS)
_TYPED = ("name", "company", "street1", "street2", "postal_code", "city", "state")


class SenderForm(PlaceFields, WishForm):
    """Ask where the parcel starts, within its country."""

    country = None  # type: ignore[assignment]

    @override
    def __init__(self, *args: Any, sender: Address, **kwargs: Any) -> None:
        """Show the address we have."""
        super().__init__(*args, initial=sender.as_dict(), **kwargs)
        self._sender = sender

    @override
    def clean(self) -> dict[str, object]:
        """Want a state where no parcel is addressed without one, and a change."""
        told = super().clean()
        places.look_at_place(self, told, self._sender.country)
        if not self.errors and self.address() == self._sender:
            self.add_error(
                None,
                _("This is the address that was refused: correct what is wrong in it."),
            )
        return told

    @override
    def sent(self, request: HttpRequest, principal: str) -> Once:
        """Let another correction be another wish, on a page gone back to as well."""
        words = hashlib.sha256(repr(self.address()).encode()).hexdigest()
        once = super().sent(request, principal)
        return replace(once, key=f"{once.key[:47]}:{words[:16]}")

    def address(self) -> Address:
        """Return the address as it is now."""
        told = {name: str(self.cleaned_data.get(name) or "") for name in _TYPED}
        return replace(self._sender, **told)


@require_http_methods(["GET", "POST"])
@never_cache
@granted.its_customer
def sender(request: HttpRequest, case: Case) -> HttpResponse:
    """Correct where the parcel starts, where the carrier made no label for it."""
    if not access.may_act_on(request, case):
        raise PermissionDenied
    at = timezone.now()
    if case.label_status != "failed" or hand_over.offered(case, at) is None:
        return redirect("customer:case", case.number)
    form = SenderForm(request.POST or None, sender=case.sender, auto_id="%s")
    if form.is_valid() and is_too_often(request, "sender", most=20):
        form.add_error(None, _("That was often. Wait a minute, then try again."))

    def deed() -> None:
        handing_over.correct_sender(
            case=case.ref,
            address=form.address(),
            by=Actor(ActorKind.CUSTOMER, case.contact.name),
            at=at,
            once=form.sent(request, f"case:{case.code}"),
        )

    if request.method == "POST" and act.tried(form, deed, _REFUSALS):
        return redirect("customer:case", case.number)
    page = {
        "case": case,
        "form": form,
        "country": countries.name_of(case.sender.country),
        "carrier_says": _said_of(case),
    }
    status = 422 if form.errors else 200
    return render(request, "customer/sender.html", page, status=status)


def _said_of(case: Case) -> str:
    """Return what the carrier said of the address, where that was its reason."""
    boxes = tracking_page(case).inbound
    said = (each.label_problem for each in boxes if each.problem_code == WRONG_ADDRESS)
    found = next(said, "")
    return _(found) if found else ""
