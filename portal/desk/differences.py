"""Differences found at the dock, settled with what was done about them."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from portal import gate
from portal.desk import act, door, words
from portal.desk.act import ActForm, Asking
from portal.desk.case import case_of, url_of
from rma.actions import differing
from rma.models import Case
from rma.queries import differences_of
from rma.rules import discrepancies
from rma.rules.discrepancies import Exit
from rma.rules.words import DiscrepancyKind


class SettleForm(ActForm):
    """Ask which way out of it is taken, and what was done or is asked."""

    way_out = forms.ChoiceField(
        label=gettext_lazy("The way out"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose the way out.")},
    )
    outcome = forms.CharField(
        label=gettext_lazy("What was done, or what you ask the customer"),
        help_text=gettext_lazy("A question goes to the customer as you write it."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Write what was done.")},
    )

    def __init__(self, *args: Any, difference: DiscrepancyKind, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Offer only how this kind may end, the usual way first."""
        super().__init__(*args, **kwargs)
        ways = [each.value for each in discrepancies.exits_of(difference)]
        self.fields["way_out"].choices = words.choices("way_out", *ways)  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
@gate.staff_page("settle")
def settle(request: HttpRequest, number: str, difference_id: int) -> HttpResponse:
    """Take a way out of a difference, and do what it says."""
    case = case_of(number)
    found = door.found(differences_of.difference(case, difference_id))
    kind = DiscrepancyKind(found.kind)
    form = act.bound(SettleForm, request, difference=kind)
    asking = Asking(
        title=_("Settle a difference"),
        button=_("Settle it"),
        back=url_of(case),
        back_text=case.number,
        number=case.number,
        facts=[
            {"label": _("What"), "value": words.named("difference", kind)},
            {"label": _("Serial number seen"), "value": found.serial or "–"},
            {"label": _("Note"), "value": found.note or "–"},
            {"label": _("Found by"), "value": found.by},
            {"label": _("Whose"), "value": _whose(case, kind)},
        ],
    )

    def deed() -> None:
        differing.settle_discrepancy(
            case=case.ref,
            discrepancy_id=difference_id,
            way_out=Exit(form.cleaned_data["way_out"]),
            outcome=form.cleaned_data["outcome"],
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    return act.answer(request, form, asking, deed, done=_done(form))


def _whose(case: Case, kind: DiscrepancyKind) -> str:
    """Return the owner of the return, or whose kind of work it is."""
    role = discrepancies.owner_of(kind)
    return str(case.owner) if case.owner else words.named("role", role.value)


def _done(form: SettleForm) -> str:
    if form.is_bound and form.is_valid():
        asked = form.cleaned_data["way_out"] == Exit.ASK_CUSTOMER
        return _("The customer is asked.") if asked else _("Settled.")
    return ""
