"""The pool of loaners: added, lent for a return, kept longer, taken back, retired."""

from dataclasses import replace
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal import gate
from portal.desk import act, door, words
from portal.desk.act import Asking, ReasonForm
from portal.desk.case import case_of, url_of
from portal.desk.deciding import asking_about, line_of
from portal.desk.loaner_forms import (
    BackForm,
    FilterForm,
    InPoolForm,
    LendForm,
    LoanerForm,
    LongerForm,
)
from portal.desk.returns import more
from rma.actions import ending_loans, lending, pooling
from rma.models import Case, Loan
from rma.queries import loans, set_up
from rma.rules.words import Grade


@require_safe
@gate.staff_page()
def loaners(request: HttpRequest) -> HttpResponse:
    """List the pool: what is free, who has one, until when."""
    form = FilterForm(request.GET, label_suffix="")
    form.full_clean()
    kind = form.cleaned_data.get("kind", "")
    today = timezone.localdate()
    page = loans.pool(kind, request.GET.get("after", ""), today)
    context = {
        "filters": form,
        "rows": loans.with_loans(list(page.rows), today),
        "next": more(request, page.next),
        "is_filtered": bool(kind),
    }
    return door.page(request, "desk/loaners.html", context)


@require_safe
@gate.staff_page()
def loaner(request: HttpRequest, loaner_id: int) -> HttpResponse:
    """Show one loaner with all its loans."""
    row = door.found(loans.loaner_of(loaner_id))
    today = timezone.localdate()
    history = loans.history_of(row)
    context = {
        "row": row,
        "loans": [(loan, loan.state_on(today)) for loan in history],
        "given_up": next((loan for loan in history if loan.lost_at), None),
    }
    return door.page(request, "desk/loaner.html", context)


@require_http_methods(["GET", "POST"])
@gate.staff_page("dispatch")
def add(request: HttpRequest) -> HttpResponse:
    """Take a unit into the pool."""
    form = act.bound(LoanerForm, request)
    asking = Asking(
        _("Add a loaner"),
        _("Add it to the pool"),
        back=reverse("desk:loaners"),
        back_text=_("Loaners"),
    )

    def deed() -> None:
        told = form.cleaned_data
        pooling.add_loaner(
            product=told["product"],
            tag=told["tag"],
            serial=told["serial"],
            site=door.found(set_up.site(int(told["site"]))),
            grade=Grade(told["grade"]),
            note=told["note"],
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    return act.answer(request, form, asking, deed, done=_("It is in the pool."))


@require_http_methods(["GET", "POST"])
@gate.staff_page("dispatch")
def retire(request: HttpRequest, loaner_id: int) -> HttpResponse:
    """Take a unit out of the pool for good."""
    row = door.found(loans.loaner_of(loaner_id))
    form = act.bound(ReasonForm, request)
    asking = Asking(
        _("Take %(tag)s out of the pool") % {"tag": row.tag},
        _("Take it out"),
        back=reverse("desk:loaners"),
        back_text=_("Loaners"),
        is_final=True,
    )

    def deed() -> None:
        pooling.retire_loaner(
            loaner_id=row.pk,
            reason=form.cleaned_data["reason"],
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    return act.answer(request, form, asking, deed, done=_("It is lent no more."))


@require_http_methods(["GET", "POST"])
@gate.staff_page("dispatch")
def readmit(request: HttpRequest, loaner_id: int) -> HttpResponse:
    """Take a unit into the pool again that was taken out of it."""
    row = door.found(loans.loaner_of(loaner_id))
    told = {"grade": row.grade, "note": row.note}
    form = act.bound(InPoolForm, request, initial=told)
    asking = Asking(
        _("Take %(tag)s into the pool again") % {"tag": row.tag},
        _("Take it in again"),
        back=reverse("desk:loaner", args=[row.pk]),
        back_text=row.tag,
        facts=[{"label": _("Taken out"), "value": row.retired_why}],
    )

    def deed() -> None:
        pooling.readmit_loaner(
            loaner_id=row.pk,
            grade=Grade(form.cleaned_data["grade"]),
            note=form.cleaned_data["note"],
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    return act.answer(request, form, asking, deed, done=_("It is in the pool."))


@require_http_methods(["GET", "POST"])
@gate.staff_page("resolve")
def lend(request: HttpRequest, number: str, position: int) -> HttpResponse:
    """Lend a unit for a line while its customer waits."""
    case = case_of(number)
    card = line_of(case, position)
    today = case.site.calendar.local_day(timezone.now())
    usual = today + timedelta(days=case.policy.loaner_days)
    free = loans.free_for(case, card.line, today, usual)
    initial = {"due_on": usual, "loaner": free[0].pk if free else None}
    form = act.bound(LendForm, request, free=free, initial=initial)
    title = _("Lend a unit for line %(line)s")
    asking = asking_about(case, card, title, _("Promise it"))

    def deed() -> None:
        lending.lend(
            case=case.ref,
            line_id=card.line.pk,
            loaner_id=int(form.cleaned_data["loaner"]),
            due_on=form.cleaned_data["due_on"],
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    done = _("Promised. It stands on the list of what leaves.")
    return act.answer(request, form, asking, deed, done=done)


@require_http_methods(["GET", "POST"])
@gate.staff_page("promise")
def extend(request: HttpRequest, number: str, loan_id: int) -> HttpResponse:
    """Let a loaner stay longer, unless somebody else has its days."""
    case, loan = _of(number, loan_id)
    form = act.bound(LongerForm, request)
    asking = _about(case, loan, _("Let the loaner stay longer"), _("Give more time"))

    def deed() -> None:
        lending.extend_loan(
            case=case.ref,
            loan_id=loan.pk,
            due_on=form.cleaned_data["due_on"],
            reason=form.cleaned_data["reason"],
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    return act.answer(request, form, asking, deed, done=_("More time given."))


@require_http_methods(["GET", "POST"])
@gate.staff_page("resolve")
def call_off(request: HttpRequest, number: str, loan_id: int) -> HttpResponse:
    """Keep a loaner that has not left."""
    case, loan = _of(number, loan_id)
    form = act.bound(ReasonForm, request)
    asking = _about(case, loan, _("Keep the loaner here"), _("Call it off"))

    def deed() -> None:
        lending.call_off_loan(
            case=case.ref,
            loan_id=loan.pk,
            reason=form.cleaned_data["reason"],
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    return act.answer(request, form, asking, deed, done=_("Called off; they are told."))


@require_http_methods(["GET", "POST"])
@gate.staff_page("receive")
def take_back(request: HttpRequest, number: str, loan_id: int) -> HttpResponse:
    """Take a loaner in again, its condition compared."""
    case, loan = _of(number, loan_id)
    form = act.bound(BackForm, request)
    asking = _about(case, loan, _("The loaner is back"), _("Take it back"))

    def deed() -> None:
        lending.take_back(
            case=case.ref,
            loan_id=loan.pk,
            grade=Grade(form.cleaned_data["grade"]),
            note=form.cleaned_data["note"],
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    done = _("It is back. Data on it is erased before it is lent again.")
    is_erased_first = loan.loaner.product.holds_data
    said = done if is_erased_first else _("It is back in the pool.")
    return act.answer(request, form, asking, deed, done=said)


@require_http_methods(["GET", "POST"])
@gate.staff_page("override")
def lose(request: HttpRequest, number: str, loan_id: int) -> HttpResponse:
    """Wait no more for a loaner that will not come back."""
    case, loan = _of(number, loan_id)
    form = act.bound(ReasonForm, request)
    asking = _about(
        case, loan, _("The loaner will not come back"), _("Wait for it no more")
    )

    def deed() -> None:
        ending_loans.lose_loaner(
            case=case.ref,
            loan_id=loan.pk,
            reason=form.cleaned_data["reason"],
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    done = _("It left the pool; its return waits for it no more.")
    return act.answer(request, form, replace(asking, is_final=True), deed, done=done)


def _of(number: str, loan_id: int) -> tuple[Case, Loan]:
    case = case_of(number)
    return case, door.found(loans.loan_of(case, loan_id))


def _about(case: Case, loan: Loan, title: str, button: str) -> Asking:
    state = loan.state_on(case.site.calendar.local_day(timezone.now()))
    facts = [
        {"label": _("Loaner"), "value": f"{loan.loaner.tag} · {loan.loaner.product}"},
        {"label": _("Serial number"), "value": loan.loaner.serial},
        {"label": _("State"), "value": words.named("loan", state)},
        {"label": _("Left in condition"), "value": loan.out_grade or "–"},
        {"label": _("Due back"), "value": loan.due_on.isoformat()},
    ]
    return Asking(
        title=title,
        button=button,
        back=url_of(case),
        back_text=case.number,
        number=case.number,
        facts=facts,
    )
