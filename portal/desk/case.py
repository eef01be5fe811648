"""One return whole, and what is done to it as a whole: taken, noted, linked."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from portal import gate
from portal.desk import act, door, story
from portal.desk.act import ActForm, Asking
from portal.once import fresh
from rma.actions import minding, tracing
from rma.messages import links
from rma.models import Case
from rma.queries import case_page, loans
from rma.queries.case_page import CasePage
from rma.queries.choice_view import open_choices
from rma.queries.loans import LoanView
from rma.rules.words import DispatchKind, PromiseState


class NoteForm(ActForm):
    """Ask for a note that stays with us."""

    text = forms.CharField(
        label=gettext_lazy("Note"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Write the note.")},
    )


class OwnerForm(ActForm):
    """Ask whether the return is taken or given back."""

    take = forms.BooleanField(required=False)


def case_of(number: str) -> Case:
    """Return the case with a number; raises Http404."""
    return door.found(case_page.find_case(number))


def url_of(case: Case) -> str:
    """Return the address of a case's page."""
    return reverse("desk:case", args=[case.number])


@require_safe
@gate.staff_page()
def case(request: HttpRequest, number: str) -> HttpResponse:
    """Show a return: the brief of ten seconds, what waits, and its history."""
    found = case_of(number)
    if number != found.number:
        return redirect("desk:case", found.number)
    return shown(request, found, NoteForm())


def shown(request: HttpRequest, found: Case, note: NoteForm) -> HttpResponse:
    """Return the page of a return with the note form on it."""
    page = case_page.page_of(found)
    kept = [step for step in page.plan if step.state == PromiseState.KEPT]
    context = {
        "page": page,
        "last_kept": max(kept, key=lambda step: step.kept_at or step.due_at)
        if kept
        else None,
        "choices": open_choices(found),
        "loans": _loans(found, page),
        "entries": story.entries(page.history),
        "note": note,
        "form": note,
        "once": fresh(),
        "tracking_url": links.tracking_url(found),
        "is_mine": found.owner_id == door.member(request).pk,
    }
    status = 422 if note.errors else 200
    return door.page(request, "desk/case.html", context, status)


def _loans(case: Case, page: CasePage) -> tuple[LoanView, ...]:
    """Return what is lent for it; nothing is read where no loaner leaves."""
    if not any(row.kind == DispatchKind.LOANER for row in page.dispatches):
        return ()
    today = case.site.calendar.local_day(timezone.now())
    return loans.loans_of(case, today, is_ours=True)


@require_POST
@gate.staff_page()
def note(request: HttpRequest, number: str) -> HttpResponse:
    """Keep a note of ours with a return."""
    found = case_of(number)
    form = NoteForm(request.POST)

    def deed() -> None:
        minding.write_note(
            case=found.ref,
            text=form.cleaned_data["text"],
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    if act.tried(form, deed):
        messages.success(request, _("Note kept. Customers do not see it."))
        return redirect("desk:case", found.number)
    return shown(request, found, form)


@require_POST
@gate.staff_page()
def owner(request: HttpRequest, number: str) -> HttpResponse:
    """Take a return into one's hands, or give it back; either undoes the other."""
    found = case_of(number)
    form = OwnerForm(request.POST)
    takes = form.is_valid() and form.cleaned_data["take"]
    minding.give_to(
        case=found.ref,
        owner_id=door.member(request).pk if takes else None,
        by=door.actor(request),
        at=timezone.now(),
    )
    said = _("You look after this return.") if takes else _("Given back.")
    messages.success(request, said)
    return redirect("desk:case", found.number)


@require_http_methods(["GET", "POST"])
@gate.staff_page("open")
def mail_link(request: HttpRequest, number: str) -> HttpResponse:
    """Mail the tracking link to the customer once more, after a look at the address."""
    found = case_of(number)
    form = act.bound(ActForm, request)
    asking = Asking(
        title=_("Mail the tracking link"),
        button=_("Mail the link"),
        back=url_of(found),
        back_text=found.number,
        number=found.number,
        lead=_("Goes to %(name)s, %(email)s.")
        % {"name": found.contact.name, "email": found.contact.email},
    )

    def deed() -> None:
        tracing.ask_for_tracking_link(
            number=found.number, email=found.contact.email, is_lasting=True
        )

    return act.answer(request, form, asking, deed, done=_("The link is on its way."))


@require_http_methods(["GET", "POST"])
@gate.staff_page("open")
def renew_link(request: HttpRequest, number: str) -> HttpResponse:
    """Make the links sent so far void, after a check page."""
    found = case_of(number)
    form = act.bound(ActForm, request)
    asking = Asking(
        title=_("Make the tracking links void"),
        button=_("Make the old links void"),
        back=url_of(found),
        back_text=found.number,
        number=found.number,
        warning=_("Every link sent so far stops working; mail a new one afterwards."),
        is_final=True,
    )

    def deed() -> None:
        minding.renew_link(
            case=found.ref,
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    return act.answer(request, form, asking, deed, done=_("The old links are void."))
