"""A month later: how it goes, in three buttons, and the way back where it failed."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from typing_extensions import override

from portal.customer import granted
from portal.customer.account import failed_again, waiting
from portal.customer.acts import WishForm
from rma.actions import following_up
from rma.models import Case
from rma.queries import afterwards
from rma.rules.actors import Actor, ActorKind
from rma.rules.check_in import Ended, Feeling
from rma.steps.again import NothingBack
from rma.steps.asking_alone import NeedsApproval
from rma.steps.opening import AlreadyOpen, UnsafeBattery

_REFUSED: dict[type[Exception], Any] = {
    NothingBack: _("Nothing of this return went back to you."),
    UnsafeBattery: _("Its battery was called back. Do not send it: call us."),
    AlreadyOpen: _("It is on another return already. Look into your mail."),
}


class AgainForm(WishForm):
    """Ask which button was pressed, for which units, and in own words."""

    feeling = forms.ChoiceField(
        choices=[(word.value, word.value) for word in Feeling],
        # The buttons say it; there is no field that a summary could lead to.
        widget=forms.HiddenInput,
        error_messages={"required": _("Press one of the buttons.")},
    )
    units = forms.MultipleChoiceField(
        label=_("Which units?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    words = forms.CharField(
        label=_("In your own words"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any, units: tuple[Ended, ...]) -> None:  # noqa: ANN401
        """Offer the units that went back into use; a single one needs no tick."""
        super().__init__(data, auto_id="%s")
        self._all = [str(each.position) for each in units]
        units_field = self.fields["units"]
        assert isinstance(units_field, forms.MultipleChoiceField)  # noqa: S101
        units_field.choices = [
            (str(each.position), f"{each.name} {each.serial}".strip()) for each in units
        ]

    @override
    def clean(self) -> dict[str, Any]:
        """See that a failure names its unit, and that something else is said."""
        told = super().clean() or self.cleaned_data
        feeling = told.get("feeling")
        if len(self._all) == 1:
            told["units"] = self._all
        if feeling == Feeling.FAILED and not told.get("units"):
            self.add_error("units", _("Tick the units that failed again."))
        if feeling == Feeling.OTHER and not told.get("words", "").strip():
            self.add_error("words", _("Tell us what is not right."))
        return told


@require_http_methods(["GET", "POST"])
@never_cache
@granted.its_customer
def again(request: HttpRequest, case: Case) -> HttpResponse:
    """Ask how it goes; a button pressed is kept, and a failure taken up at once."""
    units = () if case.is_open else afterwards.units_back(case)
    form = AgainForm(request.POST or None, units)

    def opened(new: Case) -> HttpResponse:
        response = redirect("customer:case", new.number)
        granted.grant(request, response, new)
        return response

    if form.is_valid():
        answer = heard(request, case, form, opened)
        if answer is not None:
            return answer
    page = {"case": case, "form": form, "units": units}
    status = 422 if form.errors else 200
    return render(request, "customer/again.html", page, status=status)


def heard(
    request: HttpRequest,
    case: Case,
    form: AgainForm,
    opened: Callable[[Case], HttpResponse],
) -> HttpResponse | None:
    """
    Do what the button says; None where it is refused and the form says why.

    `opened` answers with the new return.
    """
    feeling = Feeling(form.cleaned_data["feeling"])
    by = Actor(ActorKind.CUSTOMER, case.contact.name)
    once = form.sent(request, f"case:{case.code}")
    words = form.cleaned_data["words"]
    if feeling is not Feeling.FAILED:
        following_up.hear_how_it_goes(
            case=case.ref,
            feeling=feeling,
            words=words,
            by=by,
            at=timezone.now(),
            once=once,
        )
        thanks = {"case": case, "is_fine": feeling is Feeling.FINE}
        return render(request, "customer/again_heard.html", thanks)
    try:
        new = following_up.take_up_again(
            case=case.ref,
            positions=[int(each) for each in form.cleaned_data["units"]],
            words=words,
            by=by,
            at=timezone.now(),
            once=once,
        )
    except NeedsApproval as waits:
        positions = [int(each) for each in form.cleaned_data["units"]]
        row = failed_again.hold(
            case, positions, words, waits.reasons, by=by, at=timezone.now()
        )
        return waiting.shown_waiting(row)
    except tuple(_REFUSED) as refusal:
        form.add_error(None, _REFUSED[type(refusal)])
        return None
    return opened(new)
