"""Policies: editing one writes the next dated version; cases keep their own."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe
from typing_extensions import override

from portal import gate
from portal.desk import act, door, refusals, words
from portal.desk.act import ActForm, Asking
from portal.desk.fields import DayField
from portal.desk.policy_form import PolicyForm
from rma.actions import policing, setting_up
from rma.actions.setting_up import NotYetInForce
from rma.models import Policy
from rma.queries import set_up
from rma.rules import law, policy_tables
from rma.rules.policy_tables import NotARow
from rma.steps import trying


class ProfileForm(ActForm):
    """Ask for a name, for whom, and where a profile begins to count."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    party = forms.ChoiceField(label=gettext_lazy("For"), choices=[])
    countries = forms.CharField(
        label=gettext_lazy("Countries"),
        help_text=gettext_lazy("Two letters each, as in AT DE; empty is everywhere."),
        max_length=200,
        required=False,
    )
    starts_on = DayField(label=gettext_lazy("In force from"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Offer both kinds of customers."""
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["party"].choices = words.choices("party_kind")

    @override
    def clean(self) -> dict[str, Any]:
        """Read the countries."""
        told = dict(super().clean() or {})
        try:
            told["countries"] = policy_tables.read_countries(told.get("countries", ""))
        except NotARow as code:
            said = _("“%(code)s” is no country’s two letters.")
            self.add_error("countries", said % {"code": code})
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
    tried: tuple[trying.Tried, ...] | None = None
    if form.is_valid():
        if "try" in request.POST:
            tried = trying.try_policy(_with(row, form.values()))
        elif _kept(request, policy_id, form):
            return redirect("desk:settings")
    context = {
        "form": form,
        "title": name,
        "policy": row,
        "tried": tried,
        "others": sum(each.is_other for each in tried or ()),
    }
    status = 422 if form.errors else 200
    return door.page(request, "desk/policy.html", context, status)


def _with(row: Policy, values: dict[str, object]) -> Policy:
    """Return a policy as it would be, written nowhere."""
    for name, value in values.items():
        setattr(row, name, value)
    return row


@require_http_methods(["GET", "POST"])
@gate.staff_page("set up")
def begin(request: HttpRequest, policy_id: int) -> HttpResponse:
    """Begin a profile like this one, for other customers or countries."""
    row = door.found(set_up.policy(policy_id))
    today = row.site.calendar.local_day(timezone.now())
    first = {"starts_on": today, "party": row.party}
    form = act.bound(ProfileForm, request, initial=first)
    asking = Asking(
        title=_("New profile"),
        button=_("Begin this profile"),
        back=reverse("desk:policy", args=[policy_id]),
        back_text=str(row),
        lead=_("It begins as a copy. One that names a country wins there."),
    )

    def deed() -> None:
        told = form.cleaned_data
        is_person = told["party"] == "person"
        policing.begin_profile(
            like_id=policy_id,
            name=told["name"],
            party=told["party"],
            countries=told["countries"],
            starts_on=told["starts_on"],
            values={"keeps_law": is_person}
            | ({"freight_fault": "us"} if is_person else {}),
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    done = _("It is there; write its next version to change it.")
    return act.answer(
        request, form, asking, deed, done=done, to=reverse("desk:settings")
    )


@require_safe
@gate.staff_page()
def figures(request: HttpRequest) -> HttpResponse:
    """Show the law's figures we reckon with."""
    context = {"rows": law.places()}
    return door.page(request, "desk/law.html", context)


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
