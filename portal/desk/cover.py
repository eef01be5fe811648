"""What cover rests on: receipts to look at, and serials a person looks at first."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from portal import gate
from portal.desk import act, door, words
from portal.desk.act import ActForm, Asking, ReasonForm
from portal.desk.fields import DayField
from portal.desk.returns import more
from rma.actions import covering, proving
from rma.queries import cover_desk
from rma.rules.denials import Denial


class FindForm(forms.Form):
    """Find by a few words."""

    text = forms.CharField(label=gettext_lazy("Find"), max_length=120, required=False)


class ProofForm(ActForm):
    """Ask whether a receipt counts, from which day, or why not."""

    bought_on = DayField(
        label=gettext_lazy("Bought on"),
        help_text=gettext_lazy("As it stands on the receipt; the warranty counts."),
    )
    is_accepted = forms.ChoiceField(
        label=gettext_lazy("Does it count?"),
        choices=[
            ("yes", gettext_lazy("Yes: the warranty counts from this day")),
            ("no", gettext_lazy("No")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("If not: why"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class SerialForm(ActForm):
    """Ask for a serial number and why a person looks first."""

    serial = forms.CharField(label=gettext_lazy("Serial number"), max_length=80)
    kind = forms.ChoiceField(label=gettext_lazy("Why"), choices=[])
    note = forms.CharField(
        label=gettext_lazy("Note for us"), max_length=300, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Offer the reasons in the reader's words."""
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["kind"].choices = words.choices("denial")


@require_safe
@gate.staff_page()
def receipts(request: HttpRequest) -> HttpResponse:
    """List the receipts that wait for somebody."""
    rows, after = cover_desk.waiting_proofs(request.GET.get("after", ""))
    context = {"proofs": rows, "next": more(request, after)}
    return door.page(request, "desk/receipts.html", context)


@require_safe
@gate.staff_page()
def serials(request: HttpRequest) -> HttpResponse:
    """List the serial numbers a person looks at first."""
    return listed(request, "desk/serials.html", cover_desk.denied)


def listed(
    request: HttpRequest, template: str, find: Callable[[str, str], tuple[Any, str]]
) -> HttpResponse:
    """Return a page of a list that can be searched."""
    form = FindForm(request.GET, label_suffix="")
    form.full_clean()
    text = form.cleaned_data.get("text", "")
    rows, after = find(text, request.GET.get("after", ""))
    context = {
        "filters": form,
        "rows": rows,
        "next": more(request, after),
        "is_filtered": bool(text),
        "today": timezone.localdate(),
    }
    return door.page(request, template, context)


@require_http_methods(["GET", "POST"])
@gate.staff_page("approve")
def receipt(request: HttpRequest, proof_id: int) -> HttpResponse:
    """Say whether a receipt counts."""
    row = door.found(cover_desk.proof(proof_id))
    form = act.bound(ProofForm, request, initial={"bought_on": row.bought_on})
    case = row.line.case
    facts = [
        {"label": _("Unit"), "value": f"{row.line.product or ''} {row.line.serial}"},
        {"label": _("Customer"), "value": case.account.name},
        {"label": _("Bought from"), "value": row.seller or "–"},
        {
            "label": _("Photo or paper"),
            "value": row.upload.name if row.upload else _("none handed in"),
        },
    ]
    asking = Asking(
        title=_("Look at a receipt"),
        button=_("Decide this receipt"),
        back=reverse("desk:receipts"),
        back_text=_("Receipts"),
        number=case.number,
        facts=facts,
    )

    def deed() -> None:
        told = form.cleaned_data
        proving.decide_proof(
            proof_id=row.pk,
            is_accepted=told["is_accepted"] == "yes",
            bought_on=told["bought_on"],
            reason=told["reason"],
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    to = reverse("desk:case", args=[case.number])
    return act.answer(request, form, asking, deed, done=_("Decided."), to=to)


@require_http_methods(["GET", "POST"])
@gate.staff_page("override")
def deny(request: HttpRequest) -> HttpResponse:
    """Put a serial number on the list."""
    form = act.bound(SerialForm, request)

    def deed() -> None:
        told = form.cleaned_data
        covering.deny_serial(
            serial=told["serial"],
            kind=Denial(told["kind"]),
            note=told["note"],
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    asking = _on_serials(_("Look at a serial number first"), _("Put it on the list"))
    return act.answer(request, form, asking, deed, done=_("It stands on the list."))


@require_http_methods(["GET", "POST"])
@gate.staff_page("override")
def lift(request: HttpRequest, denied_id: int) -> HttpResponse:
    """Take a serial number off the list."""
    row = door.found(cover_desk.denied_row(denied_id))
    form = act.bound(ReasonForm, request)

    def deed() -> None:
        covering.lift_denial(
            denied_id=row.pk,
            reason=form.cleaned_data["reason"],
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    asking = _on_serials(row.serial, _("Take it off the list"))
    return act.answer(request, form, asking, deed, done=_("It is off the list."))


def _on_serials(title: str, button: str) -> Asking:
    back = reverse("desk:serials")
    return Asking(title=title, button=button, back=back, back_text=_("Serial numbers"))
