"""Who puts a maker's products right first: an ordered table of rules, on one page."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from typing_extensions import override

from portal import gate
from portal.desk import act, door, words
from portal.desk.act import ActForm
from portal.desk.fields import AmountField
from rma.actions import setting_up
from rma.models import Manufacturer, RepairRule
from rma.queries import set_up
from rma.rules.maker_repairs import Fallback, Rule, Way
from rma.rules.money import Money

_MOST = 40


class RuleForm(forms.Form):
    """Ask for one rule; a row left empty is none."""

    place = forms.IntegerField(
        label=gettext_lazy("Place"), min_value=1, max_value=99, required=False
    )
    sku = forms.CharField(
        label=gettext_lazy("Article number"), max_length=60, required=False
    )
    category = forms.ChoiceField(
        label=gettext_lazy("or category"), choices=[], required=False
    )
    at_least = AmountField(label=gettext_lazy("From this value"), required=False)
    below = AmountField(label=gettext_lazy("Below this value"), required=False)
    way = forms.ChoiceField(
        label=gettext_lazy("Who acts first"), choices=[], required=False
    )
    fallback = forms.ChoiceField(
        label=gettext_lazy("If the maker is late"), choices=[], required=False
    )
    remove = forms.BooleanField(label=gettext_lazy("Remove this rule"), required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own
        maker: Manufacturer,
        currency: str,
        categories: Sequence[str],
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        """Offer the maker's own categories, and amounts in its currency."""
        super().__init__(*args, **(kwargs | {"label_suffix": ""}))
        self.maker = maker
        self.product_id: int | None = None
        fields: dict[str, Any] = self.fields
        any_kind = [("", _("Any"))]
        fields["category"].choices = any_kind + [(each, each) for each in categories]
        fields["way"].choices = [("", _("Choose")), *words.choices("way")]
        fields["fallback"].choices = words.choices("fallback")
        for name in ("at_least", "below"):
            fields[name].currency = currency
            fields[name].label = f"{fields[name].label} ({currency})"

    @override
    def clean(self) -> dict[str, Any]:
        """Want an article of this maker or a category, and the bounds in order."""
        told = dict(super().clean() or {})
        if self.is_left_out(told) or self.errors:
            return told
        if not told["way"]:
            self.add_error("way", _("Choose who acts first."))
        if told["sku"]:
            found = set_up.product_of(self.maker.pk, told["sku"])
            if found is None:
                self.add_error("sku", _("No article of this maker has this number."))
            elif told["category"]:
                self.add_error("category", _("Name an article or a category."))
            else:
                self.product_id = found.pk
        low, high = told["at_least"], told["below"]
        if low and high and low.cents >= high.cents:
            self.add_error("below", _("Type more than the value it starts from."))
        return told

    @staticmethod
    def is_left_out(told: dict[str, Any]) -> bool:
        """Whether the row says nothing, or is to go."""
        names = ("sku", "category", "at_least", "below", "way")
        return bool(told.get("remove")) or not any(told.get(each) for each in names)

    @property
    def rule(self) -> Rule:
        """Return the rule as the use case takes it."""
        told = self.cleaned_data
        low, high = told["at_least"], told["below"]
        bound = low or high
        return Rule(
            way=Way(told["way"]),
            fallback=Fallback(told["fallback"] or Fallback.REPLACEMENT),
            product_id=self.product_id,
            category=told["category"],
            from_cents=low.cents if low else None,
            below_cents=high.cents if high else None,
            currency=bound.currency if bound else "",
        )


@require_http_methods(["GET", "POST"])
@gate.staff_page("set up")
def repairs(request: HttpRequest, maker_id: int) -> HttpResponse:
    """Show the rules of a maker in order, and keep them as they are sent."""
    maker = door.found(set_up.maker(maker_id))
    form = act.bound(ActForm, request)
    rows = _sent(request, maker) if request.method == "POST" else _stored(maker)
    if request.method != "POST" or "add" in request.POST:
        return _page(request, maker, ActForm(), rows)

    def deed() -> None:
        setting_up.write_repair_rules(
            maker_id=maker.pk,
            rules=_rules(rows),
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    # Every row says what is wrong with it, not only the first.
    judged = [row.is_valid() for row in rows]
    if not all(judged):
        form.add_error(None, _("Look at the rules below."))
    if act.tried(form, deed):
        messages.success(request, _("Kept. New returns are judged by these rules."))
        return redirect("desk:maker", maker.pk)
    return _page(request, maker, form, rows, 422)


def _rules(rows: Sequence[RuleForm]) -> tuple[Rule, ...]:
    """Return what the rows say in the order of their places, empty ones last."""
    told = [row for row in rows if not row.is_left_out(row.cleaned_data)]
    told.sort(key=lambda row: row.cleaned_data["place"] or 100)
    return tuple(row.rule for row in told)


def _stored(maker: Manufacturer) -> list[RuleForm]:
    rows = set_up.repair_rules(maker.pk)
    shown = [_initial(row) for row in rows]
    blank = {"place": len(rows) + 1, "fallback": maker.fallback}
    currency, categories = set_up.wares_of(maker.pk)
    return [
        RuleForm(
            prefix=f"rule-{place}",
            initial=initial,
            maker=maker,
            currency=currency,
            categories=categories,
        )
        for place, initial in enumerate([*shown, blank])
    ]


def _initial(row: RepairRule) -> dict[str, Any]:
    def amount(cents: int | None) -> str:
        return Money(cents, row.currency).as_text() if cents is not None else ""

    return {
        "place": row.position,
        "sku": row.product.sku if row.product else "",
        "category": row.category,
        "at_least": amount(row.from_cents),
        "below": amount(row.below_cents),
        "way": row.way,
        "fallback": row.fallback,
    }


def _sent(request: HttpRequest, maker: Manufacturer) -> list[RuleForm]:
    """Return the rows as they were sent; one more where another was asked for."""
    count = 0
    while count < _MOST and f"rule-{count}-way" in request.POST:
        count += 1
    wants_more = "add" in request.POST and count < _MOST
    currency, categories = set_up.wares_of(maker.pk)

    def row(place: int, data: Any) -> RuleForm:  # noqa: ANN401 - a QueryDict or None
        return RuleForm(
            data,
            prefix=f"rule-{place}",
            maker=maker,
            currency=currency,
            categories=categories,
            initial={"place": place + 1, "fallback": maker.fallback},
        )

    rows = [row(place, request.POST) for place in range(count)]
    return [*rows, row(count, None)] if wants_more else rows


def _page(
    request: HttpRequest,
    maker: Manufacturer,
    form: ActForm,
    rows: list[RuleForm],
    status: int = 200,
) -> HttpResponse:
    context = {"form": form, "rows": rows, "maker": maker}
    return door.page(request, "desk/repairs.html", context, status)
