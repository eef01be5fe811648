"""Policies: editing one writes the next dated version; cases keep their own."""

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from portal import gate
from portal.desk import door, refusals
from portal.desk.fields import AmountField, DayField
from rma.actions import setting_up
from rma.actions.setting_up import NotYetInForce
from rma.models import Policy
from rma.queries import set_up
from rma.rules.money import Money

_AMOUNTS = {
    "auto_approve": gettext_lazy("Decide unseen up to this value"),
    "paid_repair": gettext_lazy("Price of a repair that is not covered"),
    "no_fault_fee": gettext_lazy("Fee where no fault is found"),
}
_MAY_BE_EMPTY = ("auto_approve", "no_fault_fee")


class PolicyForm(forms.ModelForm):  # type: ignore[type-arg]
    """Ask for the numbers of a policy and the day they begin."""

    class Meta:
        """Name what is asked, in the order it stands on the page."""

        model = Policy
        fields: ClassVar[list[str]] = [
            "starts_on",
            "site",
            "doa_days",
            "return_days",
            "transit_days_claim",
            "decide_days",
            "hand_over_days",
            "transit_days",
            "inspect_days",
            "replace_days",
            "repair_days",
            "credit_days",
            "expiry_days",
            "restocking_percent",
            "advance_offered",
            "advance_ship_days",
            "advance_return_days",
            "advance_grace_days",
            "advance_most_open",
        ]
        field_classes: ClassVar[dict[str, Any]] = {"starts_on": DayField}
        widgets: ClassVar[dict[str, Any]] = {
            "starts_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Ask for amounts in the policy's own currency."""
        super().__init__(*args, **(kwargs | {"label_suffix": ""}))
        currency = self.instance.currency
        for name, label in _AMOUNTS.items():
            field = AmountField(
                label=f"{label} ({currency})", required=name not in _MAY_BE_EMPTY
            )
            field.currency = currency
            self.fields[name] = field
            cents = getattr(self.instance, f"{name}_cents")
            if cents:
                self.initial[name] = Money(cents, currency).as_text()

    def values(self) -> dict[str, object]:
        """Return the numbers as the use case takes them."""
        told = dict(self.cleaned_data)
        told.pop("starts_on")
        for name in _AMOUNTS:
            amount = told.pop(name)
            told[f"{name}_cents"] = amount.cents if amount else None
        told["no_fault_fee_cents"] = told["no_fault_fee_cents"] or 0
        return told


@require_http_methods(["GET", "POST"])
@gate.staff_page("set up")
def policy(request: HttpRequest, policy_id: int) -> HttpResponse:
    """Show a version of a policy; keeping changes writes the next version."""
    row = door.found(set_up.policy(policy_id))
    today = row.site.calendar.local_day(timezone.now())
    if request.method == "POST":
        form = PolicyForm(request.POST, instance=row)
    else:
        form = PolicyForm(instance=row, initial={"starts_on": today})
    name = f"{row.name}, {_('version')} {row.version}"
    if form.is_valid() and _kept(request, policy_id, form):
        return redirect("desk:settings")
    context = {
        "form": form,
        "title": name,
        "is_long": True,
        "button": _("Write the next version"),
        "lead": _(
            "Cases keep the version they were judged by. This one stays as it is."
        ),
    }
    status = 422 if form.errors else 200
    return door.page(request, "desk/edit.html", context, status)


def _kept(request: HttpRequest, policy_id: int, form: PolicyForm) -> bool:
    try:
        made = setting_up.write_policy(
            policy_id=policy_id,
            starts_on=form.cleaned_data["starts_on"],
            values=form.values(),
            by=door.actor(request),
            at=timezone.now(),
        )
    except NotYetInForce as refusal:
        form.add_error(*refusals.AT_THE_DESK.said(refusal))
        return False
    said = _("Version %(version)s counts from %(day)s.")
    facts = {"version": made.version, "day": f"{made.starts_on:%d.%m.%Y}"}
    messages.success(request, said % facts)
    return True
