"""The form of a policy: numbers, choices, amounts, and its small tables as lines."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from typing_extensions import override

from portal.desk import words
from portal.desk.fields import AmountField, DayField
from rma.models import Policy
from rma.rules import policy_tables, road
from rma.rules.money import Money
from rma.rules.policy_tables import NotARow

_AMOUNTS = {
    "auto_approve": gettext_lazy("Decide unseen up to this value"),
    "paid_repair": gettext_lazy("Price of a repair that is not covered"),
    "no_fault_fee": gettext_lazy("Fee where no fault is found"),
    "freight_fee": gettext_lazy("Price of our label, where the customer pays"),
}
_MAY_BE_EMPTY = ("auto_approve", "no_fault_fee", "freight_fee")
_MAY_BE_NOTHING = ("no_fault_fee", "freight_fee")
_WORDS = {
    "doa_starts": "start",
    "return_starts": "start",
    "uncovered": "fate",
    "too_late": "fate",
    "freight_fault": "payer",
    "freight_unwanted": "payer",
    "freight_uncovered": "payer",
}


# Everything that is asked, under the heading it stands below on the page.
GROUPS = (
    (gettext_lazy("From when, and for whom"), ("starts_on", "site", "countries")),
    (
        gettext_lazy("Failed at once, not wanted, damaged on the way"),
        (
            "doa_days",
            "doa_starts",
            "is_doa_new",
            "return_days",
            "return_starts",
            "restocking_percent",
            "transit_days_claim",
        ),
    ),
    (
        gettext_lazy("What must be shown, and what is decided unseen"),
        ("shown", "auto_approve", "limits"),
    ),
    (
        gettext_lazy("Not covered, or too late"),
        ("uncovered", "too_late", "what_to_do", "paid_repair"),
    ),
    (
        gettext_lazy("No fault found"),
        (
            "no_fault_fee",
            "choice_days",
            "choice_grace_days",
            "has_second_look",
            "keep_percent",
        ),
    ),
    (
        gettext_lazy("Who pays the way to us"),
        ("freight_fault", "freight_unwanted", "freight_uncovered", "freight_fee"),
    ),
    (
        gettext_lazy("Units that hold data, and units that stay where they are"),
        ("asks_erasure", "may_keep_disk", "staying"),
    ),
    (
        gettext_lazy("How long each step takes"),
        (
            "decide_days",
            "hand_over_days",
            "transit_days",
            "inspect_days",
            "replace_days",
            "repair_days",
            "credit_days",
            "expiry_days",
        ),
    ),
    (
        gettext_lazy("Warranty of what they get"),
        ("replacement_days", "repaired_days"),
    ),
    (
        gettext_lazy("The new unit first"),
        (
            "advance_offered",
            "tiers",
            "advance_ship_days",
            "advance_return_days",
            "advance_grace_days",
            "advance_most_open",
        ),
    ),
    (gettext_lazy("A loaner meanwhile"), ("loaner_offered", "loaner_days")),
)
_NOT_COLUMNS = {*_AMOUNTS, "tiers", "limits", "shown", "staying"}


class LinesField(forms.CharField):
    """Read one row a line."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Take a few lines, or none."""
        area = forms.Textarea(attrs={"rows": 3})
        super().__init__(max_length=2000, required=False, widget=area, **kwargs)


class PolicyForm(forms.ModelForm):  # type: ignore[type-arg]
    """Ask for what a policy says and the day it begins."""

    tiers = LinesField(
        label=gettext_lazy("Months in which a unit is swapped in advance, by tier"),
        help_text=gettext_lazy("As in “gold: 36”; “other: 12” is every other tier."),
    )
    limits = LinesField(
        label=gettext_lazy("Decide unseen up to, by tier"),
        help_text=gettext_lazy("As in “gold: 500.00”."),
    )
    shown = LinesField(
        label=gettext_lazy("What must be shown, by reason"),
        help_text=gettext_lazy(
            "As in “damaged_in_transit: photo, nameplate”. Known are photo, nameplate, "
            "proof_of_purchase and description."
        ),
    )

    staying = LinesField(
        label=gettext_lazy("What need not come back; the first line that fits counts"),
        help_text=gettext_lazy(
            "As in “destroyed: up to 50.00, category cables, maker Acme, reason doa, "
            "photo, serial_cut, declaration, unseen” or “kept: up to 20.00”. “unseen” "
            "takes a complete proof without a person."
        ),
    )

    class Meta:
        """Name what is asked, in the order it stands on the page."""

        model = Policy
        fields: ClassVar[list[str]] = [
            name
            for _title, names in GROUPS
            for name in names
            if name not in _NOT_COLUMNS
        ]
        field_classes: ClassVar[dict[str, Any]] = {"starts_on": DayField}
        widgets: ClassVar[dict[str, Any]] = {
            "starts_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Ask for amounts in the policy's own currency, and choices in our words."""
        super().__init__(*args, **(kwargs | {"label_suffix": ""}))
        row, currency = self.instance, self.instance.currency
        fields: dict[str, Any] = self.fields
        for name, kind in _WORDS.items():
            fields[name].choices = words.choices(kind)
        fields["transit_days"].help_text = _longer_ways()
        fields["restocking_percent"].help_text = _(
            "Kept when what was not needed is given back and no amount is typed; never "
            "where the law lets somebody give it back."
        )
        for name, label in _AMOUNTS.items():
            field = AmountField(
                label=f"{label} ({currency})", required=name not in _MAY_BE_EMPTY
            )
            field.currency = currency
            fields[name] = field
            cents = getattr(row, f"{name}_cents")
            if cents:
                self.initial[name] = Money(cents, currency).as_text()
        self.initial["tiers"] = policy_tables.write_months(row.advance_tiers)
        self.initial["shown"] = policy_tables.write_evidence(row.evidence)
        self.initial["staying"] = policy_tables.write_stays(row.stays, currency)
        self.initial["limits"] = "\n".join(
            f"{tier}: {Money(cents, currency).as_text()}"
            for tier, cents in row.auto_approve_tiers.items()
        )

    @override
    def clean(self) -> dict[str, Any]:
        """Read the small tables, each wrong line named in its place."""
        told = dict(super().clean() or {})
        currency = self.instance.currency
        readers = {
            "tiers": policy_tables.read_months,
            "limits": lambda text: policy_tables.read_amounts(text, currency),
            "shown": policy_tables.read_evidence,
            "staying": lambda text: policy_tables.read_stays(text, currency),
            "countries": policy_tables.read_countries,
        }
        for name, read in readers.items():
            try:
                told[name] = read(told.get(name) or "")
            except NotARow as line:
                said = _("“%(line)s” can't be read; see the example.")
                self.add_error(name, said % {"line": line})
        pays = told.get("freight_fault")
        if self.instance.keeps_law and pays != "us":
            self.add_error("freight_fault", _("By law consumers don't pay for that."))
        return told

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Return each heading with what is asked below it, in the page's order."""
        return [(str(title), [self[name] for name in names]) for title, names in GROUPS]

    def values(self) -> dict[str, object]:
        """Return what it says as the use case takes it."""
        told = dict(self.cleaned_data)
        told.pop("starts_on")
        for name in _AMOUNTS:
            amount = told.pop(name)
            told[f"{name}_cents"] = amount.cents if amount else None
        for name in _MAY_BE_NOTHING:
            told[f"{name}_cents"] = told[f"{name}_cents"] or 0
        told["advance_tiers"] = told.pop("tiers")
        told["auto_approve_tiers"] = told.pop("limits")
        told["evidence"] = told.pop("shown")
        told["stays"] = told.pop("staying")
        return told


def _longer_ways() -> str:
    """Return how much longer the road is abroad, as plans count it."""
    on = timezone.localdate()
    days = {reach.value: road.newest(reach, on).more_days for reach in road.Reach}
    said = _(
        "Within our country. In one customs area %(union)s more are counted, over a "
        "customs border %(near)s, far away %(far)s."
    )
    return said % days
