"""A unit of ours meanwhile: offered where one is free, accepted, and where it is."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal import act
from portal.act import Refusals
from portal.customer import granted
from portal.lending import REFUSALS
from portal.once import OnceForm
from rma.actions import lending
from rma.models import Case
from rma.queries import loan_lane, loans
from rma.queries.dossier import Dossier
from rma.rules.actors import Actor, ActorKind
from rma.rules.words import OPEN_STATUSES


class BorrowForm(OnceForm):
    """Ask for the promise to send it back."""

    counts_words = False

    accepts = forms.BooleanField(
        label=gettext_lazy("I send it back by that day, with the label in its box"),
        error_messages={"required": gettext_lazy("Tick that you send it back.")},
    )


def cards_of(case: Case, dossier: Dossier, at: datetime) -> list[dict[str, Any]]:
    """Return what is lent for a return, each with its lane; mostly nothing."""
    if not dossier.has_loaners:
        return []
    today = case.site.calendar.local_day(at)
    return [
        {
            "loan": loan,
            "lane": [
                {"text": _(stop.text), "state": stop.state, "at": stop.at}
                for stop in loan_lane.stops(loan)
            ],
        }
        for loan in loans.loans_of(case, today)
    ]


def may_ask(case: Case, dossier: Dossier) -> bool:
    """Whether a customer may ask for a loaner by themselves."""
    is_open = case.status in OPEN_STATUSES and not dossier.has_loaners
    waits = any(line.approved and not line.has_ended for line in dossier.lines)
    return case.policy.loaner_offered and is_open and waits


@require_http_methods(["GET", "POST"])
@never_cache
@granted.its_customer
def borrow(request: HttpRequest, case: Case) -> HttpResponse:
    """Offer a unit that is free until a day, and promise it where it is wanted."""
    if not case.policy.loaner_offered or case.status not in OPEN_STATUSES:
        return redirect("customer:case", case.number)
    today = case.site.calendar.local_day(timezone.now())
    if loans.loans_of(case, today):
        return redirect("customer:case", case.number)
    due_on = today + timedelta(days=case.policy.loaner_days)
    offer = loans.offer_for(case, today, due_on)
    form = BorrowForm(request.POST if request.method == "POST" else None)

    def deed() -> None:
        assert offer is not None  # noqa: S101 - asked before
        lending.lend(
            case=case.ref,
            line_id=offer.line_id,
            loaner_id=offer.loaner_id,
            due_on=due_on,
            accepted_by=case.contact.name,
            by=Actor(ActorKind.CUSTOMER, case.contact.name),
            at=timezone.now(),
            once=form.sent(request, f"case:{case.code}"),
        )

    is_sent = request.method == "POST" and offer is not None
    if is_sent and act.tried(form, deed, Refusals(REFUSALS)):
        return redirect("customer:case", case.number)
    page = {"case": case, "offer": offer, "due_on": due_on, "form": form}
    status = 422 if form.errors else 200
    return render(request, "customer/loaner.html", page, status=status)
