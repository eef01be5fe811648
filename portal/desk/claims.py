"""Claims on makers: by filing day, one in full, filed, answered and recovered."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe
from typing_extensions import override

from portal import gate
from portal.desk import act, door, words
from portal.desk.act import ActForm, Asking
from portal.desk.fields import AmountField
from portal.desk.returns import more
from rma.actions import claiming
from rma.models import VendorClaim
from rma.queries import claim_desk
from rma.rules.words import ClaimStatus

_MONEY = ("credit", "refund")


class FilterForm(forms.Form):
    """Choose which claims are listed."""

    status = forms.ChoiceField(
        label=gettext_lazy("Status"),
        choices=[
            ("to_file", gettext_lazy("To file")),
            ("open", gettext_lazy("Filed, not recovered yet")),
            ("all", gettext_lazy("All")),
            *words.choices("claim"),
        ],
        required=False,
    )
    maker = forms.TypedChoiceField(
        label=gettext_lazy("Maker"), coerce=int, empty_value=None, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Offer every maker we know."""
        super().__init__(*args, **kwargs)
        makers: Any = self.fields["maker"]
        makers.choices = [("", _("Every maker")), *claim_desk.makers()]


class AnswerForm(ActForm):
    """Ask what the maker answered."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("They answered"),
        choices=words.choices("claim", "approved", "partly", "denied"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one.")},
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What they give"),
        choices=[
            ("", gettext_lazy("Nothing")),
            *words.choices("resolution", "credit", "refund", "replacement", "repair"),
        ],
        required=False,
    )
    amount = AmountField(label=gettext_lazy("Amount"), required=False)
    reference = forms.CharField(
        label=gettext_lazy("Their reference"), required=False, max_length=80
    )
    note = forms.CharField(
        label=gettext_lazy("What they wrote"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @override
    def clean(self) -> dict[str, Any]:
        """Ask what is given where something was accepted."""
        told = super().clean() or {}
        outcome = told.get("outcome")
        if outcome in ("approved", "partly") and not told.get("kind"):
            self.add_error("kind", _("Choose what they give."))
        if outcome == "denied" and (told.get("kind") or told.get("amount")):
            self.add_error("kind", _("A denial gives nothing."))
        return told


class RecoverForm(ActForm):
    """Ask what really came in."""

    amount = AmountField(label=gettext_lazy("Amount that came in"))


@require_safe
@gate.staff_page()
def claims(request: HttpRequest) -> HttpResponse:
    """List claims, those whose filing day is nearest first."""
    form = FilterForm(request.GET, label_suffix="")
    form.full_clean()
    told: dict[str, Any] = form.cleaned_data
    status = told.get("status") or claim_desk.TO_FILE
    page = claim_desk.list_claims(
        status, told.get("maker"), request.GET.get("after", "")
    )
    context = {
        "filters": form,
        "claims": page.rows,
        "today": timezone.localdate(),
        "next": more(request, page.next),
        "is_filtered": any(request.GET.get(name) for name in form.fields),
    }
    return door.page(request, "desk/claims.html", context)


def claim_of(number: str) -> VendorClaim:
    """Return the claim with a number; raises Http404."""
    return door.found(claim_desk.find_claim(number))


@require_safe
@gate.staff_page()
def claim(request: HttpRequest, number: str) -> HttpResponse:
    """Show one claim: what speaks for it, by when, what came of it."""
    file = claim_desk.file_of(claim_of(number), timezone.localdate())
    return door.page(request, "desk/claim.html", {"file": file, "claim": file.claim})


def _asking(row: VendorClaim, title: str, button: str, warning: str = "") -> Asking:
    return Asking(
        title=title,
        button=button,
        back=reverse("desk:claim", args=[row.number]),
        back_text=row.number,
        number=row.number,
        warning=warning,
        is_final=bool(warning),
        facts=[
            {"label": _("Maker"), "value": row.manufacturer.name},
            {"label": _("Serial number"), "value": row.line.serial or "–"},
            {"label": _("Asked"), "value": str(row.asked)},
        ],
    )


@require_http_methods(["GET", "POST"])
@gate.staff_page("claim")
def submit(request: HttpRequest, number: str) -> HttpResponse:
    """Write that a claim was filed, after a look at what is sent to whom."""
    row = claim_of(number)
    form = act.bound(ActForm, request)
    asking = _asking(
        row,
        _("File this claim"),
        _("File the claim with %(maker)s") % {"maker": row.manufacturer.name},
        _("Their answer is due %(days)s days from today. Send the packet to %(to)s.")
        % {
            "days": row.manufacturer.reply_days,
            "to": row.manufacturer.rma_email or row.manufacturer.name,
        },
    )

    def deed() -> None:
        claiming.submit_claim(
            claim_id=row.pk,
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    return act.answer(request, form, asking, deed, done=_("Claim filed."))


@require_http_methods(["GET", "POST"])
@gate.staff_page("claim")
def answer(request: HttpRequest, number: str) -> HttpResponse:
    """Write what the maker answered; the customer keeps what they were given."""
    row = claim_of(number)
    form = act.bound(AnswerForm, request)
    form.fields["amount"].currency = row.currency
    asking = _asking(row, _("Write the maker’s answer"), _("Keep the answer"))

    def deed() -> None:
        told = form.cleaned_data
        claiming.record_answer(
            claim_id=row.pk,
            outcome=ClaimStatus(told["outcome"]),
            kind=told["kind"],
            amount=told["amount"] if told["kind"] in _MONEY else None,
            reference=told["reference"],
            note=told["note"],
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    return act.answer(request, form, asking, deed, done=_("Answer kept."))


@require_http_methods(["GET", "POST"])
@gate.staff_page("claim")
def recover(request: HttpRequest, number: str) -> HttpResponse:
    """Write what really came in, which ends the claim."""
    row = claim_of(number)
    form = act.bound(RecoverForm, request)
    form.fields["amount"].currency = row.currency
    asking = _asking(row, _("Write what came in"), _("Keep it and end the claim"))

    def deed() -> None:
        claiming.record_recovery(
            claim_id=row.pk,
            amount=form.cleaned_data["amount"],
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    return act.answer(
        request, form, asking, deed, done=_("Recovered. The claim has ended.")
    )
