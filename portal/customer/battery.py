"""A battery that turns out to be hurt: reported, the label taken, a person called."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal import act
from portal.act import Refusals
from portal.customer import granted
from portal.once import OnceForm
from rma.actions import stopping
from rma.models import Case
from rma.queries import boxes
from rma.rules.actors import Actor, ActorKind
from rma.steps.settling import NoSuchLine

_REFUSALS = Refusals({NoSuchLine: ("unit", _("Choose the unit."))})


class BatteryForm(OnceForm):
    """Ask which unit it is."""

    unit = forms.TypedChoiceField(
        label=_("Which unit?"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the unit.")},
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Offer the units that have not left."""
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        here = {share.line.pk: share.line for share in boxes.still_packed(case)}
        field.choices = [(pk, str(line)) for pk, line in here.items()]


@require_http_methods(["GET", "POST"])
@never_cache
@granted.its_customer
def report(request: HttpRequest, case: Case) -> HttpResponse:
    """Say what to do with such a battery, and take the report."""
    form: Any = BatteryForm(request.POST or None, case=case, auto_id="%s")

    def deed() -> None:
        stopping.report_battery(
            case=case.ref,
            line_id=form.cleaned_data["unit"],
            by=Actor(ActorKind.CUSTOMER, case.contact.name),
            at=timezone.now(),
            once=form.sent(request, f"case:{case.code}"),
        )

    if request.method == "POST" and act.tried(form, deed, _REFUSALS):
        return redirect("customer:case", case.number)
    page = {"case": case, "form": form}
    status = 422 if form.errors else 200
    return render(request, "customer/battery.html", page, status=status)
