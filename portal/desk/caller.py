"""What is asked on the telephone: who calls, from where, and each unit."""

from typing import Any, TypeAlias

from django import forms
from django.core.validators import RegexValidator
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from typing_extensions import override

from portal import places
from portal.desk import words
from portal.desk.act import ActForm
from portal.desk.fields import DayField
from rma.queries import set_up
from rma.rules.words import HandOver, Reason, Wish
from rma.steps.requests import LineRequest
from shipping.carriers.countries import COUNTRIES
from shipping.words import Address

MOST_LINES = 50
TEXTS: dict[str, tuple[Any, int, Any]] = {
    "name": (gettext_lazy("Contact’s name"), 120, gettext_lazy("Type the name.")),
    "company": (gettext_lazy("Company"), 120, None),
    "street1": (
        gettext_lazy("Street and number"),
        160,
        gettext_lazy("Type the street and number."),
    ),
    "street2": (gettext_lazy("Building, floor"), 160, None),
    "postal_code": (gettext_lazy("Postal code"), 20, gettext_lazy("Type the code.")),
    "city": (gettext_lazy("City"), 100, gettext_lazy("Type the city.")),
    "state": (gettext_lazy("State or region"), 60, None),
    "phone": (gettext_lazy("Telephone"), 40, None),
    "purchase_order": (gettext_lazy("Their purchase order"), 60, None),
    "reference": (gettext_lazy("Their own number for it"), 60, None),
}


_ORDER = (
    "name",
    "email",
    "phone",
    "company",
    "street1",
    "street2",
    "postal_code",
    "city",
    "state",
    "country",
    "hand_over",
    "need_by",
    "purchase_order",
    "reference",
    "terms_accepted",
)


class CallerForm(ActForm):
    """Ask who calls, and where the parcel starts."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        help_text=gettext_lazy("The label and every step go to this address."),
        error_messages={
            "required": gettext_lazy("Type the e-mail address."),
            "invalid": gettext_lazy("Type an e-mail address like name@example.com."),
        },
    )
    country = forms.CharField(
        label=gettext_lazy("Country, two letters"),
        max_length=2,
        error_messages={"required": gettext_lazy("Type the country, like DE.")},
        validators=[
            RegexValidator(r"^[A-Za-z]{2}$", gettext_lazy("Two letters, like DE."))
        ],
    )
    hand_over = forms.ChoiceField(
        label=gettext_lazy("How it is sent"),
        choices=words.choices("hand_over", "label", "own_carrier"),
        initial=HandOver.LABEL.value,
    )
    need_by = DayField(label=gettext_lazy("Needed by"), required=False)
    terms_accepted = forms.BooleanField(
        label=gettext_lazy(
            "For a replacement first: I read the terms out and they accepted them."
        ),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Add the plain texts, in the order they are asked; a box where we send any."""
        super().__init__(*args, **kwargs)
        ways: Any = self.fields["hand_over"]
        if set_up.sends_boxes():
            ways.choices = words.choices("hand_over", "label", "box", "own_carrier")
        for name, (label, longest, missing) in TEXTS.items():
            errors = {"required": missing} if missing else {}
            self.fields[name] = forms.CharField(
                label=label,
                max_length=longest,
                required=missing is not None,
                error_messages=errors,
            )
        self.order_fields(_ORDER)

    def clean_country(self) -> str:
        """Want a country that there is."""
        country: str = self.cleaned_data["country"].upper()
        if country not in COUNTRIES:
            raise forms.ValidationError(
                _("There is no country “%(country)s”. Two letters, like DE."),
                params={"country": country},
            )
        return country

    @override
    def clean(self) -> dict[str, Any]:
        """Want a state where no parcel is addressed without one."""
        told = super().clean() or {}
        places.look_at_place(self, told, str(told.get("country") or ""))
        return told

    def address(self) -> Address:
        """Return where the parcel starts."""
        told = self.cleaned_data
        names = ("name", "company", "street1", "street2", "city", "postal_code")
        rest = {name: told[name] for name in (*names, "state", "phone", "email")}
        return Address(country=told["country"].upper(), **rest)


class LineForm(forms.Form):
    """Ask for one unit by its serial, or for some of an article."""

    serial = forms.CharField(
        label=gettext_lazy("Serial number"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"class": "code-entry", "autocomplete": "off"}),
    )
    sku = forms.CharField(
        label=gettext_lazy("or article number"), required=False, max_length=60
    )
    quantity = forms.IntegerField(
        label=gettext_lazy("How many"), min_value=1, max_value=100_000, initial=1
    )
    reason = forms.ChoiceField(
        label=gettext_lazy("Reason"), choices=words.choices("reason")
    )
    wish = forms.ChoiceField(label=gettext_lazy("Wish"), choices=words.choices("wish"))
    description = forms.CharField(
        label=gettext_lazy("What happened, in their words"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Write what they say happened.")},
    )

    is_battery_hurt = forms.BooleanField(
        label=gettext_lazy("Its battery is swollen, leaking, hot or dented"),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Write plain labels; a row without changes is still a row."""
        super().__init__(*args, **(kwargs | {"label_suffix": ""}))
        self.empty_permitted = False

    @override
    def clean(self) -> dict[str, Any]:
        """Want a serial or an article."""
        told = super().clean() or {}
        if not told.get("serial") and not told.get("sku") and not self.errors:
            self.add_error("serial", _("Type a serial number or an article number."))
        return told

    def line(self) -> LineRequest:
        """Return the line asked for."""
        told = self.cleaned_data
        return LineRequest(
            reason=Reason(told["reason"]),
            wish=Wish(told["wish"]),
            description=told["description"],
            serial=told["serial"],
            sku=told["sku"],
            quantity=told["quantity"],
            is_battery_hurt=told["is_battery_hurt"],
        )


LineForms = formset_factory(
    LineForm, extra=0, min_num=1, max_num=MOST_LINES, absolute_max=MOST_LINES
)
Lines: TypeAlias = "BaseFormSet[LineForm]"
