"""“Do it for me”: one page, and we fetch it, send a box, or call when it suits."""

from dataclasses import replace
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal import act, handing
from portal.act import Refusals
from portal.customer import granted
from portal.customer.acts import WishForm
from rma.actions import asking, handing_over
from rma.actions.asking import CallWish
from rma.models import Case
from rma.queries import hand_over
from rma.rules import slots
from rma.rules.actors import Actor, ActorKind
from rma.rules.slots import Slot
from rma.rules.words import HandOver

_CALL = "call"
_WHATS: dict[str, Any] = {
    HandOver.PICKUP.value: gettext_lazy("Have a driver fetch it from me"),
    HandOver.BOX.value: gettext_lazy("Send me an empty box with the label inside"),
    _CALL: gettext_lazy("Just call me, and we sort it out together"),
}
_REFUSALS = Refusals(dict(handing.REFUSALS))


class ForMeForm(WishForm):
    """Ask what we do, when it suits, and on which number we call."""

    what = forms.ChoiceField(
        label=gettext_lazy("What shall we do?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one.")},
    )
    slot = forms.ChoiceField(
        label=gettext_lazy("When does it suit you?"),
        help_text=gettext_lazy("The driver comes then; else we call you then."),
        error_messages={"required": gettext_lazy("Choose when it suits you.")},
    )
    phone = forms.CharField(
        label=gettext_lazy("Your telephone number"),
        max_length=40,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        error_messages={"required": gettext_lazy("Type the number we call.")},
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own
        whats: list[str],
        offered: tuple[Slot, ...],
        **kwargs: Any,  # noqa: ANN401 - Django's own
    ) -> None:
        """Offer only what can be done from where the customer is."""
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["what"].choices = [(each, _WHATS[each]) for each in whats]
        shown = [handing.shown_slot(each) for each in offered]
        fields["slot"].choices = [("", "–"), *shown]


@require_http_methods(["GET", "POST"])
@never_cache
@granted.its_customer
def for_me(request: HttpRequest, case: Case) -> HttpResponse:
    """Do for a customer what can be done, and promise when they hear from us."""
    if not case.is_open:
        return redirect("customer:case", case.number)
    at = timezone.now()
    calendar = case.site.calendar
    offer = hand_over.offered(case, at)
    ways = offer.ways if offer else ()
    whats = [each for each in _WHATS if each == _CALL or each in ways]
    form = ForMeForm(
        request.POST or None,
        whats=whats,
        offered=slots.slots(calendar, at),
        initial={"phone": case.contact.phone, "what": whats[0]},
        auto_id="%s",
    )

    def deed() -> None:
        told = form.cleaned_data
        by = Actor(ActorKind.CUSTOMER, case.contact.name)
        once = form.sent(request, f"case:{case.code}")
        if told["what"] != _CALL:
            handing_over.change_hand_over(
                case=case.ref,
                how=HandOver(told["what"]),
                slot=told["slot"] if told["what"] == HandOver.PICKUP else "",
                by=by,
                at=at,
                once=replace(once, key=f"{once.key}:way"),
            )
        slot = slots.slot_named(told["slot"], calendar, at)
        asking.ask_us(
            case=case.ref,
            words=_words(told, dict(form.fields["slot"].choices)),  # type: ignore[attr-defined]
            call=CallWish(told["phone"], slot) if slot else None,
            by=by,
            at=at,
            once=once,
        )

    if request.method == "POST" and act.tried(form, deed, _REFUSALS):
        return redirect("customer:ask", case.number)
    page = {"case": case, "form": form, "title": _("Do it for me")}
    status = 422 if form.errors else 200
    return render(request, "customer/act.html", page, status=status)


def _words(told: dict[str, Any], shown: dict[str, Any]) -> str:
    """Return the wish as a person at the desk reads it."""
    return _("Please do it for me: %(what)s. %(when)s. My number: %(phone)s.") % {
        "what": _WHATS[told["what"]],
        "when": shown[told["slot"]],
        "phone": told["phone"].strip(),
    }
