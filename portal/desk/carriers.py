"""How the carrier is doing, what labels may cost, and the switch that stops buying."""

from decimal import Decimal

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from portal import gate
from portal.desk import act, door
from portal.desk.act import Asking, ReasonForm
from rma.actions import label_money
from rma.queries import label_list
from rma.rules.money import Money
from shipping import carriers, health, spending

_MOST_LABELS = 10_000


class CapsForm(ReasonForm):
    """Ask what labels may cost; each cap counts in each currency by itself."""

    day_cap = forms.DecimalField(
        label=gettext_lazy("Most a day"),
        help_text=gettext_lazy("In each currency, like 5000.00."),
        min_value=0,
        max_value=Decimal(10**9),
        decimal_places=2,
    )
    case_cap = forms.DecimalField(
        label=gettext_lazy("Most for one return"),
        help_text=gettext_lazy("In each currency, like 500.00."),
        min_value=0,
        max_value=Decimal(10**9),
        decimal_places=2,
    )
    case_labels = forms.IntegerField(
        label=gettext_lazy("Most labels for one return"),
        min_value=1,
        max_value=_MOST_LABELS,
    )
    field_order = ["day_cap", "case_cap", "case_labels", "reason"]


@require_safe
@gate.staff_page()
def carrier(request: HttpRequest) -> HttpResponse:
    """Show whether the carrier answers, what is left to call, and what failed."""
    front = carriers.front()
    now = timezone.now()
    limits = health.limits_of(front.name, is_live=front.is_live)
    rules = spending.rules()
    context = {
        "health": health.overview(front.name, at=now, limits=limits),
        "has_limits": bool(limits),
        "is_live": front.is_live,
        "problems": label_list.last_problems(front.name),
        "rules": rules,
        "day_cap": _text(rules.day_cap_cents),
        "case_cap": _text(rules.case_cap_cents),
    }
    return door.page(request, "desk/carrier.html", context)


@require_http_methods(["GET", "POST"])
@gate.staff_page("mend")
def switch(request: HttpRequest) -> HttpResponse:
    """Stop all buying of labels, or let it go on, with the reason."""
    form = act.bound(ReasonForm, request)
    is_stopped = spending.rules().is_stopped
    title = _("Buy labels again") if is_stopped else _("Stop buying labels")
    warning = _(
        "No label is bought until somebody lets it go on. Every return that needs one "
        "waits, those of today and those to come."
    )
    asking = Asking(
        title=title,
        button=title,
        back=reverse("desk:carrier"),
        back_text=_("Carrier"),
        lead=_("What waits is bought within minutes.") if is_stopped else "",
        warning="" if is_stopped else warning,
        is_final=not is_stopped,
    )

    def deed() -> None:
        label_money.change_rules(
            is_stopped=not is_stopped,
            reason=form.cleaned_data["reason"],
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    done = _("Labels are bought again.") if is_stopped else _("Buying is stopped.")
    return act.answer(request, form, asking, deed, done=done)


@require_http_methods(["GET", "POST"])
@gate.staff_page("mend")
def caps(request: HttpRequest) -> HttpResponse:
    """Set what labels may cost a day and for one return."""
    rules = spending.rules()
    first = {
        "day_cap": _text(rules.day_cap_cents),
        "case_cap": _text(rules.case_cap_cents),
        "case_labels": rules.case_cap_labels,
    }
    form = act.bound(CapsForm, request, initial=first)
    asking = Asking(
        title=_("What labels may cost"),
        button=_("Set these caps"),
        back=reverse("desk:carrier"),
        back_text=_("Carrier"),
    )

    def deed() -> None:
        told = form.cleaned_data
        label_money.change_rules(
            day_cap_cents=int(told["day_cap"] * 100),
            case_cap_cents=int(told["case_cap"] * 100),
            case_cap_labels=told["case_labels"],
            reason=told["reason"],
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    return act.answer(request, form, asking, deed, done=_("Set. It counts at once."))


def _text(cents: int) -> str:
    return Money(cents, "").as_text()
