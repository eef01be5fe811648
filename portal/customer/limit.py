"""Up to what a repair that is not covered is done without asking first."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from rma.models import Policy
from rma.rules import money
from rma.rules.money import Money, NotAnAmount
from rma.rules.words import Decision, Reason, Verdict, Wish
from rma.steps.previewing import Preview

_FAILURES = (Reason.DEFECTIVE, Reason.DOA)
_MAY_BE_REPAIRED = (Wish.REPAIR, Wish.REPLACEMENT)
# More than any repair costs; it keeps out a slip of the finger.
_HIGHEST = 100_000_00


class LimitForm(forms.Form):
    """Ask for an amount; empty means that we ask."""

    repair_limit = forms.CharField(
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, policy: Policy, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Name the currency and the price of a repair."""
        super().__init__(*args, **(kwargs | {"label_suffix": "", "auto_id": "%s"}))
        self.currency = policy.currency
        field = self.fields["repair_limit"]
        field.label = _("Repair it without asking me, up to (%(currency)s)") % {
            "currency": policy.currency
        }
        price = Money(policy.paid_repair_cents, policy.currency)
        field.help_text = _(
            "For damage from outside, which nobody covers. Our price is %(price)s. "
            "Leave it empty, and we ask you first. What you type is then the most "
            "that such a repair can cost you."
        ) % {"price": price}

    def clean_repair_limit(self) -> Money | None:
        """Return the amount; what is none is explained at the field."""
        typed = str(self.cleaned_data.get("repair_limit") or "").replace(",", ".")
        if not typed.strip():
            return None
        try:
            found = money.parse(typed.strip(), self.currency)
        except NotAnAmount:
            found = Money(0, self.currency)
        if not 0 < found.cents <= _HIGHEST:
            wrong = _("Type an amount like 120.00, or leave it empty.")
            raise forms.ValidationError(wrong)
        return found


def is_asked(shown: Preview) -> bool:
    """Whether a unit of a request may turn out to be damaged from outside."""
    return bool(shown.policy.paid_repair_cents) and any(
        line.reason in _FAILURES
        and not line.stays
        and line.wish in _MAY_BE_REPAIRED
        and line.decision != Decision.REFUSED
        and line.verdict != Verdict.NOT_COVERED
        for line in shown.lines
    )
