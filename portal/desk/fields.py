"""Fields the desk needs beyond Django's: an amount of money in a known currency."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from rma.rules import money
from rma.rules.money import Money, NotAnAmount


class AmountField(forms.CharField):
    """Read an amount in the currency that the page has set."""

    currency = "EUR"
    default_error_messages = {
        "amount": _("Type an amount like 120.00, in %(currency)s."),
        "required": _("Type the amount."),
    }

    def __init__(self, **kwargs: object) -> None:
        """Take a short line that telephones answer with digits."""
        kwargs.setdefault(
            "widget",
            forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        )
        super().__init__(max_length=20, **kwargs)  # type: ignore[arg-type]

    @override
    def clean(self, value: object) -> Money | None:
        """Return the amount, or None where none is needed."""
        text = super().clean(value).replace(",", ".").strip()
        if not text:
            return None
        try:
            amount = money.parse(text, self.currency)
        except NotAnAmount:
            amount = Money(0, self.currency)
        if amount.cents <= 0:
            raise ValidationError(
                self.error_messages["amount"],
                code="amount",
                params={"currency": self.currency},
            )
        return amount


class DayField(forms.DateField):
    """Read a day, picked or typed."""

    def __init__(self, **kwargs: object) -> None:
        """Show the browser's own picker."""
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}))
        kwargs.setdefault(
            "error_messages",
            {
                "required": _("Choose the day."),
                "invalid": _("Type the day like 2026-12-09."),
            },
        )
        super().__init__(**kwargs)  # type: ignore[arg-type]
        # Working days are not counted into the far future, and nobody means it.
        within = _("Choose a day between 2000 and 2100.")
        self.validators += [
            MinValueValidator(date(2000, 1, 1), within),
            MaxValueValidator(date(2100, 12, 31), within),
        ]
