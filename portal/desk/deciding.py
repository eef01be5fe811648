"""Deciding a line: approve, refuse, ask first, or decide against the policy."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from portal import gate
from portal.desk import act, door, words
from portal.desk.act import ActForm, Asking, ReasonForm
from portal.desk.case import case_of, url_of
from rma.actions import approval
from rma.actions.approval import LineDecision
from rma.models import Case
from rma.queries import case_page
from rma.queries.case_page import LineCard
from rma.rules.words import Decision


class ApproveForm(ActForm):
    """Ask for nothing, or for a word to the customer."""

    reason = forms.CharField(
        label=gettext_lazy("A word to the customer"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RefuseForm(ReasonForm):
    """Ask why not, and what the customer can do instead; both are told."""

    reason = forms.CharField(
        label=gettext_lazy("Why not"),
        help_text=gettext_lazy("The customer reads this."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Say why, in plain words.")},
    )
    instead = forms.CharField(
        label=gettext_lazy("What they can do instead"),
        help_text=gettext_lazy("A paid repair, the maker, a later day."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class AskForm(ActForm):
    """Ask for the question."""

    reason = forms.CharField(
        label=gettext_lazy("Your question"),
        help_text=gettext_lazy("One question, as you would ask it on the telephone."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Write the question.")},
    )


class OverrideForm(ReasonForm):
    """Ask how it is decided against the policy, and why."""

    decision = forms.ChoiceField(
        label=gettext_lazy("Decide"),
        choices=[
            (Decision.APPROVED.value, gettext_lazy("Approve")),
            (Decision.REFUSED.value, gettext_lazy("Refuse")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one.")},
    )
    field_order = ["decision", "reason"]


class AnswerForm(ActForm):
    """Ask what the customer said, where they said it on the telephone."""

    answer = forms.CharField(
        label=gettext_lazy("What the customer answered"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Write what they answered.")},
    )


def line_of(case: Case, position: int) -> LineCard:
    """Return a line of a case; raises Http404."""
    return door.found(case_page.find_line(case, position))


def asking_about(case: Case, card: LineCard, title: str, button: str) -> Asking:
    """Return what the page of an act on a line says, with the line's facts."""
    line = card.line
    facts = [
        {
            "label": _("Unit"),
            "value": line.product.name if line.product else line.serial,
        },
        {"label": _("Serial number"), "value": line.serial or "–"},
        {"label": _("Reason"), "value": words.named("reason", line.reason)},
        {"label": _("Wish"), "value": words.named("wish", line.wish)},
        {"label": _("Cover"), "value": words.named("verdict", line.verdict)},
    ]
    return Asking(
        title=title % {"line": line.position},
        button=button,
        back=url_of(case),
        back_text=case.number,
        number=case.number,
        facts=facts,
        quote=line.description,
    )


@require_http_methods(["GET", "POST"])
@gate.staff_page("approve")
def approve(request: HttpRequest, number: str, position: int) -> HttpResponse:
    """Let a line come back."""
    case = case_of(number)
    card = line_of(case, position)
    form = act.bound(ApproveForm, request)
    asking = asking_about(
        case, card, _("Approve line %(line)s"), _("Approve this line")
    )
    return act.answer(
        request,
        form,
        asking,
        lambda: _decide(request, case, card, form, Decision.APPROVED),
        done=_("Approved. The customer is told what comes next."),
    )


@require_http_methods(["GET", "POST"])
@gate.staff_page("approve")
def refuse(request: HttpRequest, number: str, position: int) -> HttpResponse:
    """Refuse a line with a reason and a way on."""
    case = case_of(number)
    card = line_of(case, position)
    form = act.bound(RefuseForm, request)
    asking = asking_about(case, card, _("Refuse line %(line)s"), _("Refuse this line"))
    return act.answer(
        request,
        form,
        asking,
        lambda: _decide(request, case, card, form, Decision.REFUSED),
        done=_("Refused. The customer is told why."),
    )


def _decide(
    request: HttpRequest, case: Case, card: LineCard, form: ActForm, how: Decision
) -> None:
    told = form.cleaned_data
    wanted = LineDecision(
        line_id=card.line.pk,
        decision=how,
        reason=told["reason"],
        instead=told.get("instead", ""),
    )
    approval.decide_lines(
        case=case.ref,
        decisions=(wanted,),
        by=door.actor(request),
        at=timezone.now(),
        once=form.sent(request),
    )


@require_http_methods(["GET", "POST"])
@gate.staff_page("approve")
def ask(request: HttpRequest, number: str, position: int) -> HttpResponse:
    """Ask the customer something before a line is decided."""
    case = case_of(number)
    card = line_of(case, position)
    form = act.bound(AskForm, request)
    asking = asking_about(
        case, card, _("Ask about line %(line)s"), _("Send the question")
    )

    def deed() -> None:
        approval.ask_for_information(
            case=case.ref,
            line_id=card.line.pk,
            question=form.cleaned_data["reason"],
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    return act.answer(request, form, asking, deed, done=_("Asked. It waits for them."))


@require_http_methods(["GET", "POST"])
@gate.staff_page("approve")
def hear(request: HttpRequest, number: str) -> HttpResponse:
    """Write what the customer answered on the telephone."""
    case = case_of(number)
    form = act.bound(AnswerForm, request)
    asking = Asking(
        title=_("Write the customer’s answer"),
        button=_("Keep the answer"),
        back=url_of(case),
        back_text=case.number,
        number=case.number,
    )

    def deed() -> None:
        approval.give_information(
            case=case.ref,
            answer=form.cleaned_data["answer"],
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    return act.answer(request, form, asking, deed, done=_("Kept. Decide it now."))


@require_http_methods(["GET", "POST"])
@gate.staff_page("override")
def override(request: HttpRequest, number: str, position: int) -> HttpResponse:
    """Decide a line against the policy; the reason stays in the history."""
    case = case_of(number)
    card = line_of(case, position)
    form = act.bound(OverrideForm, request)
    title = _("Decide line %(line)s against the policy")
    asking = asking_about(case, card, title, _("Decide against the policy"))

    def deed() -> None:
        approval.override_policy(
            case=case.ref,
            line_id=card.line.pk,
            decision=Decision(form.cleaned_data["decision"]),
            reason=form.cleaned_data["reason"],
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    done = _("Decided. The reason stands in the history.")
    return act.answer(request, form, asking, deed, done=done)
