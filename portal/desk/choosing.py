"""Nothing was at fault: the customer asked, their answer by telephone, a fee waived."""

from typing import Any

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
from portal.desk.deciding import asking_about, line_of
from rma.actions import choosing
from rma.models import Case
from rma.queries.choice_view import ChoiceView, open_choices
from rma.rules.choices import Option


class TheirChoiceForm(ActForm):
    """Ask what they said; a price they have not read can't be agreed to by us."""

    option = forms.ChoiceField(
        label=gettext_lazy("What they chose"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one.")},
    )
    words = forms.CharField(
        label=gettext_lazy("What they said"),
        help_text=gettext_lazy("With a second look the bench reads it."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, choice: ChoiceView, **kwargs: Any) -> None:  # noqa: ANN401
        """Offer what needs no new yes in writing."""
        super().__init__(*args, **kwargs)
        offer, fields = choice.offer, self.fields
        field: Any = fields["option"]
        field.choices = [
            (each.value, words.named("option", each.value))
            for each in offer.options
            if not offer.must_agree(each)
        ]
        if Option.PAID_REPAIR in offer.options:
            field.help_text = _(
                "A repair at a price they agree to themselves, on their page."
            )


@require_http_methods(["GET", "POST"])
@gate.staff_page("resolve")
def ask(request: HttpRequest, number: str, position: int) -> HttpResponse:
    """Ask the customer what to do with units that have no fault of ours."""
    case = case_of(number)
    card = line_of(case, position)
    form = act.bound(ActForm, request)
    title = _("Let the customer choose for line %(line)s")
    asking = asking_about(case, card, title, _("Ask them"))

    def deed() -> None:
        choosing.ask_customer(
            case=case.ref,
            line_id=card.line.pk,
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    done = _("They are asked by letter and on their page.")
    return act.answer(request, form, asking, deed, done=done)


@require_http_methods(["GET", "POST"])
@gate.staff_page("resolve")
def hear(request: HttpRequest, number: str, choice_id: int) -> HttpResponse:
    """Write down what the customer chose on the telephone."""
    case = case_of(number)
    choice = _choice(case, choice_id)
    form = act.bound(TheirChoiceForm, request, choice=choice)
    asking = _about(case, choice, _("Write what they chose"), _("Do it this way"))

    def deed() -> None:
        choosing.choose(
            case=case.ref,
            choice_id=choice_id,
            option=Option(form.cleaned_data["option"]),
            words=form.cleaned_data["words"],
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    return act.answer(request, form, asking, deed, done=_("Done as they chose."))


@require_http_methods(["GET", "POST"])
@gate.staff_page("credit")
def waive(request: HttpRequest, number: str, choice_id: int) -> HttpResponse:
    """Take off a fee that was agreed to; the customer hears why."""
    case = case_of(number)
    choice = _choice(case, choice_id)
    form = act.bound(ReasonForm, request)
    asking = _about(case, choice, _("Charge nothing for the check"), _("Take it off"))

    def deed() -> None:
        choosing.waive_fee(
            case=case.ref,
            choice_id=choice_id,
            reason=form.cleaned_data["reason"],
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    return act.answer(request, form, asking, deed, done=_("No fee; they are told."))


def _choice(case: Case, choice_id: int) -> ChoiceView:
    asked = {each.id: each for each in open_choices(case)}
    return door.found(asked.get(choice_id))


def _about(case: Case, choice: ChoiceView, title: str, button: str) -> Asking:
    fee = choice.offer.fee
    facts = [
        {"label": _("Unit"), "value": f"{choice.name} {choice.serial}".strip()},
        {"label": _("Found"), "value": words.named("finding", choice.finding)},
        {"label": _("Agreed fee"), "value": str(fee) if fee else "–"},
    ]
    return Asking(
        title=title,
        button=button,
        back=url_of(case),
        back_text=case.number,
        number=case.number,
        facts=facts,
    )
