"""What becomes of a line: put right, its unit's place decided, no longer awaited."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from typing_extensions import override

from portal import gate
from portal.desk import act, door, words
from portal.desk.act import ReasonForm
from portal.desk.case import case_of
from portal.desk.deciding import asking_about, line_of
from portal.desk.fields import AmountField
from rma.actions import disposing, receiving, resolving
from rma.queries import costs
from rma.queries.case_page import LineCard
from rma.rules.words import DispositionKind, ResolutionKind
from rma.steps import putting_right

_PAYS = (ResolutionKind.CREDIT.value, ResolutionKind.REFUND.value)


class QuantityForm(ReasonForm):
    """Ask of how many units of a line; one unit is not asked about."""

    quantity = forms.IntegerField(
        label=gettext_lazy("How many"),
        min_value=1,
        max_value=100_000,
        initial=1,
        error_messages={"required": gettext_lazy("Type how many.")},
    )

    def __init__(self, *args: Any, most: int = 1, **kwargs: Any) -> None:  # noqa: ANN401
        """Hide the count where there is one unit only."""
        super().__init__(*args, **kwargs)
        if most <= 1:
            self.fields["quantity"].widget = forms.HiddenInput()
        else:
            self.fields["quantity"].initial = most


class ResolveForm(QuantityForm):
    """Ask how it is put right, with an amount where money goes back."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Put it right with"),
        choices=words.choices("resolution"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one.")},
    )
    amount = AmountField(
        label=gettext_lazy("Amount to pay back"),
        help_text=gettext_lazy(
            "For a credit or refund. Empty: what was paid, less a restocking fee that "
            "the customer was told of."
        ),
        required=False,
    )
    reason = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    without_unit = forms.BooleanField(
        label=gettext_lazy("It need not come: we pay or replace it all the same"),
        help_text=gettext_lazy("Nothing waits for it any more."),
        required=False,
    )
    field_order = ["kind", "quantity", "amount", "without_unit", "reason"]

    @override
    def clean(self) -> dict[str, Any]:
        """Refuse an amount where no money goes back."""
        told = super().clean() or {}
        if told.get("amount") and told.get("kind") not in _PAYS:
            self.add_error("amount", _("Leave the amount empty: no money goes back."))
        return told


class PlaceForm(QuantityForm):
    """Ask where units that came back go, and why."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Where it goes"),
        choices=words.choices("disposition"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one.")},
    )
    field_order = ["kind", "quantity", "reason"]


def _currency(card: LineCard) -> str:
    worth = card.line.value
    return worth.currency if worth else card.line.case.currency


def _money_back(card: LineCard) -> list[dict[str, Any]]:
    """Return what a credit comes to where no amount is typed, with a fee if any."""
    line = card.line
    paid = putting_right.price_of(line, max(line.sums.unresolved, 1))
    if paid is None:
        return []
    fee = costs.restocking_fee_of(line, paid, line.case.policy)
    if fee is None:
        return [{"label": _("Credit, if no amount is typed"), "value": str(paid)}]
    told = _("%(rest)s: %(paid)s paid, less the restocking fee of %(fee)s")
    words_told = told % {"rest": paid.less(fee), "paid": paid, "fee": fee}
    return [{"label": _("Credit, if no amount is typed"), "value": words_told}]


@require_http_methods(["GET", "POST"])
@gate.staff_page("resolve")
def resolve(request: HttpRequest, number: str, position: int) -> HttpResponse:
    """Put units of a line right; money is asked of accounting at once."""
    case = case_of(number)
    card = line_of(case, position)
    form = act.bound(ResolveForm, request, most=card.line.sums.unresolved)
    form.fields["amount"].currency = _currency(card)
    if not card.line.sums.expected:
        del form.fields["without_unit"]
    asking = asking_about(case, card, _("Put line %(line)s right"), _("Put it right"))
    asking.facts.extend(_money_back(card))

    def deed() -> None:
        told = form.cleaned_data
        resolving.resolve_units(
            case=case.ref,
            line_id=card.line.pk,
            kind=ResolutionKind(told["kind"]),
            quantity=told["quantity"],
            amount=told["amount"],
            note=told["reason"],
            is_without_unit=told.get("without_unit", False),
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    return act.answer(
        request, form, asking, deed, done=_("Decided; the customer is told.")
    )


@require_http_methods(["GET", "POST"])
@gate.staff_page("dispose")
def place(request: HttpRequest, number: str, position: int) -> HttpResponse:
    """Decide where units that came back go; deciding again supersedes."""
    case = case_of(number)
    card = line_of(case, position)
    form = act.bound(PlaceForm, request, most=card.line.received)
    title = _("Decide where line %(line)s goes")
    asking = asking_about(case, card, title, _("Keep this decision"))

    def deed() -> None:
        told = form.cleaned_data
        disposing.decide_disposition(
            case=case.ref,
            line_id=card.line.pk,
            kind=DispositionKind(told["kind"]),
            quantity=told["quantity"],
            reason=told["reason"],
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    return act.answer(
        request, form, asking, deed, done=_("Kept. Deciding again is fine.")
    )


@require_http_methods(["GET", "POST"])
@gate.staff_page("settle")
def short_close(request: HttpRequest, number: str, position: int) -> HttpResponse:
    """Stop waiting for units that will not come."""
    case = case_of(number)
    card = line_of(case, position)
    form = act.bound(QuantityForm, request, most=card.line.sums.expected)
    title = _("Stop waiting for line %(line)s")
    asking = asking_about(case, card, title, _("Stop waiting for it"))

    def deed() -> None:
        told = form.cleaned_data
        receiving.short_close(
            case=case.ref,
            line_id=card.line.pk,
            quantity=told["quantity"],
            reason=told["reason"],
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    return act.answer(request, form, asking, deed, done=_("We no longer wait for it."))
