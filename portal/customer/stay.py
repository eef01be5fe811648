"""Units that stay with their owner: the proof handed in, or the unit sent after all."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from typing_extensions import override

from portal import act, files
from portal.act import Refusals
from portal.addresses import caller_of
from portal.customer import granted
from portal.customer.acts import WishForm
from portal.limits import is_too_often
from rma.actions import staying
from rma.models import Case
from rma.queries import stays
from rma.queries.stays import StayView
from rma.rules.actors import Actor, ActorKind
from rma.rules.staying import DECLARATIONS, PROOF_WORDS, Proof
from rma.rules.uploads import Sent
from rma.steps.handing_in import TooManyFiles
from rma.steps.opening import UnsafeBattery

_TOO_OFTEN = _("That was a lot at once. Wait a minute, then send the rest.")
_PROOFS = Refusals(
    {
        staying.ProofIncomplete: (
            "",
            _("Something is missing. Look at what is marked below."),
        ),
        staying.StayProofWaiting: ("", _("A proof for this unit waits for us.")),
        staying.NothingToProve: ("", _("For this unit nothing is asked any more.")),
        TooManyFiles: ("", _("A return holds {most} files. Write to us instead.")),
    }
)
_SENDING = Refusals(
    {
        staying.StaysNoMore: ("", _("This unit is settled already.")),
        UnsafeBattery: ("", _("Its battery is not safe, so it may not travel.")),
    }
)


class ProofForm(WishForm):
    """Ask for exactly what shows that one unit stays as agreed."""

    def __init__(self, *args: Any, unit: StayView, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Ask for each picture by itself, and for the declaration in full."""
        super().__init__(*args, **kwargs)
        self.unit = unit
        for proof in unit.pictures:
            self.fields[proof.value] = files.FilesField(
                label=_(PROOF_WORDS[proof]),
                help_text=_("JPEG, PNG, WebP or PDF, up to 10 MB each."),
                error_messages={"required": _("Choose at least one file.")},
            )
        if Proof.DECLARATION in unit.asked:
            self.fields["declared"] = forms.BooleanField(
                label=_(DECLARATIONS[unit.stay]),
                error_messages={"required": _("Tick it, if it is so.")},
            )

    @override
    def clean(self) -> dict[str, Any]:
        """Name each file that can't be taken, in its place."""
        told = dict(super().clean() or {})
        for proof in self.unit.pictures:
            for sentence in (told.get(proof.value) or ((), []))[1]:
                self.add_error(proof.value, sentence)
        return told

    def shown(self) -> dict[Proof, tuple[Sent, ...]]:
        """Return the pictures by what they show."""
        return {each: self.cleaned_data[each.value][0] for each in self.unit.pictures}


@require_http_methods(["GET", "POST"])
@never_cache
@granted.its_customer
def proof(request: HttpRequest, case: Case) -> HttpResponse:
    """Take the proof for a unit that stays; the next one that owes one comes after."""
    owed = [each for each in stays.stays_of(case) if each.is_owed]
    unit = _named(request, owed)
    if unit is None:
        return redirect("customer:case", case.number)
    is_sent = request.method == "POST"
    form = (
        ProofForm(request.POST, request.FILES, unit=unit, auto_id="%s")
        if is_sent
        else ProofForm(unit=unit, auto_id="%s")
    )

    def deed() -> None:
        staying.hand_in_stay_proof(
            case=case.ref,
            position=unit.position,
            files=form.shown(),
            is_declared=bool(form.cleaned_data.get("declared")),
            by=Actor(ActorKind.CUSTOMER, case.contact.name),
            at=timezone.now(),
            address=caller_of(request),
            once=form.sent(request, f"case:{case.code}"),
        )

    if is_sent and is_too_often(request, "files", most=30):
        form.add_error(None, _TOO_OFTEN)
    if is_sent and act.tried(form, deed, _PROOFS):
        return redirect(
            "customer:proof" if len(owed) > 1 else "customer:case", case.number
        )
    page = {"case": case, "form": form, "unit": unit, "more": len(owed) - 1}
    status = 422 if form.errors else 200
    return render(request, "customer/proof.html", page, status=status)


@require_http_methods(["GET", "POST"])
@never_cache
@granted.its_customer
def send_it(request: HttpRequest, case: Case) -> HttpResponse:
    """Let a unit come back that was to stay: a page that says what that means."""
    unit = _named(request, [each for each in stays.stays_of(case) if each.is_open])
    if unit is None:
        return redirect("customer:case", case.number)
    form = WishForm(request.POST or None, auto_id="%s")

    def deed() -> None:
        staying.send_it_instead(
            case=case.ref,
            position=unit.position,
            by=Actor(ActorKind.CUSTOMER, case.contact.name),
            at=timezone.now(),
            once=form.sent(request, f"case:{case.code}"),
        )

    if request.method == "POST" and act.tried(form, deed, _SENDING):
        return redirect("customer:case", case.number)
    page = {"case": case, "form": form, "unit": unit}
    status = 422 if form.errors else 200
    return render(request, "customer/send_it.html", page, status=status)


def _named(request: HttpRequest, units: list[StayView]) -> StayView | None:
    """Return the unit that the address or the form names, else the first."""
    named = request.POST.get("unit") or request.GET.get("unit") or ""
    found = (each for each in units if str(each.position) == named)
    return next(found, next(iter(units), None) if not named else None)
