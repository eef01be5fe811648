"""Units that stay with their owner: proofs to look at, and what a person may decide."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from portal import gate
from portal.desk import act, door, files
from portal.desk.act import ActForm, ReasonForm
from portal.desk.case import case_of
from portal.desk.deciding import asking_about, line_of
from portal.desk.returns import more
from rma.actions import approval, staying
from rma.models import StayProof
from rma.queries import stays
from rma.queries.files import files_of
from rma.rules.staying import PROOF_WORDS, Proof, Stay


class ProofForm(ActForm):
    """Ask whether a proof is enough, and if not, what is missing."""

    is_accepted = forms.ChoiceField(
        label=gettext_lazy("Is it enough?"),
        choices=[
            ("yes", gettext_lazy("Yes: put it right now")),
            ("no", gettext_lazy("No: ask for another one")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("If not: what is missing"),
        help_text=gettext_lazy("The customer reads it as it stands here."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class StayForm(ReasonForm):
    """Ask how a unit may stay, what shows it, and why."""

    stay = forms.ChoiceField(
        label=gettext_lazy("What becomes of it"),
        choices=[
            (Stay.KEPT.value, gettext_lazy("The customer keeps it")),
            (Stay.DESTROYED.value, gettext_lazy("The customer destroys it")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one.")},
    )
    proofs = forms.MultipleChoiceField(
        label=gettext_lazy("What shows it"),
        choices=[],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ("stay", "proofs", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Offer the proofs in the reader's words."""
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["proofs"].choices = [(p.value, _(PROOF_WORDS[p])) for p in Proof]


@require_safe
@gate.staff_page()
def proofs(request: HttpRequest) -> HttpResponse:
    """List the proofs that wait for somebody, the oldest first."""
    rows, after = stays.waiting_proofs(request.GET.get("after", ""))
    context = {"proofs": rows, "next": more(request, after)}
    return door.page(request, "desk/proofs.html", context)


@require_http_methods(["GET", "POST"])
@gate.staff_page("approve")
def proof(request: HttpRequest, proof_id: int) -> HttpResponse:
    """Look at a proof beside what was agreed, and say whether it is enough."""
    row = door.found(stays.waiting_proof(proof_id))
    form = act.bound(ProofForm, request)
    case = row.line.case

    def deed() -> None:
        staying.decide_stay_proof(
            proof_id=row.pk,
            is_accepted=form.cleaned_data["is_accepted"] == "yes",
            reason=form.cleaned_data["reason"],
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    if request.method == "POST" and act.tried(form, deed):
        messages.success(request, _("Decided. The customer is told."))
        return redirect("desk:case", case.number)
    status = 422 if form.errors else 200
    return door.page(request, "desk/proof.html", _shown(row, form), status)


def _shown(row: StayProof, form: ProofForm) -> dict[str, object]:
    line, case = row.line, row.line.case
    of_line = {upload.pk for upload in stays.pictures_of(line)}
    pictures = [each for each in files_of(case) if each.id in of_line]
    asked = [_(PROOF_WORDS[Proof(each)]) for each in line.proofs_asked]
    return {
        "form": form,
        "proof": row,
        "number": case.number,
        "files": files.rows(tuple(pictures)),
        "facts": [
            {
                "label": _("Unit"),
                "value": f"{line.product or ''} {line.serial}".strip(),
            },
            {"label": _("Customer"), "value": case.account.name},
            {"label": _("Asked for"), "value": "; ".join(asked)},
            {"label": _("Handed in by"), "value": row.handed_in_by},
        ],
    }


@require_http_methods(["GET", "POST"])
@gate.staff_page("override")
def let_stay(request: HttpRequest, number: str, position: int) -> HttpResponse:
    """Let a unit stay that is not decided yet; the reason stands in the history."""
    case = case_of(number)
    card = line_of(case, position)
    form = act.bound(StayForm, request)
    asking = asking_about(case, card, _("Let line %(line)s stay"), _("Let it stay"))

    def deed() -> None:
        told = form.cleaned_data
        approval.let_it_stay(
            case=case.ref,
            line_id=card.line.pk,
            stay=Stay(told["stay"]),
            proofs=tuple(Proof(each) for each in told["proofs"]),
            reason=told["reason"],
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    return act.answer(request, form, asking, deed, done=_("Approved: it stays."))


@require_http_methods(["GET", "POST"])
@gate.staff_page("override")
def waive(request: HttpRequest, number: str, position: int) -> HttpResponse:
    """Put a unit that stays right without its proof."""
    case = case_of(number)
    card = line_of(case, position)
    form = act.bound(ReasonForm, request)
    title = _("Line %(line)s: do without the proof")
    asking = asking_about(case, card, title, _("Put it right without a proof"))

    def deed() -> None:
        staying.waive_stay_proof(
            case=case.ref,
            line_id=card.line.pk,
            reason=form.cleaned_data["reason"],
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    done = _("Done. The reason stands in the history.")
    return act.answer(request, form, asking, deed, done=done)


@require_http_methods(["GET", "POST"])
@gate.staff_page("approve")
def comes_back(request: HttpRequest, number: str, position: int) -> HttpResponse:
    """Let a unit come back that was to stay."""
    case = case_of(number)
    card = line_of(case, position)
    form = act.bound(ReasonForm, request)
    title = _("Line %(line)s comes back after all")
    asking = asking_about(case, card, title, _("Make a label"))

    def deed() -> None:
        staying.send_it_instead(
            case=case.ref,
            position=card.line.position,
            reason=form.cleaned_data["reason"],
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    done = _("The label is being made.")
    return act.answer(request, form, asking, deed, done=done)
