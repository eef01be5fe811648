"""Nine fields at most: who sends the parcel, from where, and whom we write to."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from portal import places
from rma.documents import countries
from rma.rules.typed import one_line

_NAMES = (
    "name",
    "email",
    "company",
    "street1",
    "street2",
    "postal_code",
    "city",
    "state",
    "country",
)


def _text(
    label: Any,  # noqa: ANN401 - a lazy text has no type outside the stubs
    longest: int,
    filled_by: str,
    missing: Any = None,  # noqa: ANN401 - as above
) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=longest,
        required=missing is not None,
        error_messages={"required": missing} if missing is not None else {},
        widget=forms.TextInput(attrs={"autocomplete": filled_by}),
    )


class PlaceFields(forms.Form):
    """Ask for a place and who is there."""

    name = _text(_("Your name"), 120, "name", _("Type your name."))
    company = _text(_("Company"), 120, "organization")
    street1 = _text(
        _("Street and number"), 160, "address-line1", _("Type the street and number.")
    )
    street2 = _text(_("Building, floor"), 160, "address-line2")
    postal_code = _text(_("Postal code"), 20, "postal-code", _("Type the postal code."))
    city = _text(_("City"), 100, "address-level2", _("Type the city."))
    state = _text(_("State or region"), 60, "address-level1")
    country = forms.ChoiceField(
        label=_("Country"),
        choices=countries.choices,
        widget=forms.Select(attrs={"translate": "no", "autocomplete": "country"}),
        error_messages={"required": _("Choose the country.")},
    )

    @override
    def clean(self) -> dict[str, object]:
        """Take unseen signs out of every answer; want a state where it is needed."""
        cleaned = dict(super().clean() or {})
        for name in _NAMES:
            if isinstance(cleaned.get(name), str):
                cleaned[name] = one_line(str(cleaned[name]))
                if not cleaned[name] and self.fields[name].required:
                    self.add_error(name, self.fields[name].error_messages["required"])
        places.look_at_place(self, cleaned, str(cleaned.get("country") or ""))
        return cleaned


class ContactFields(PlaceFields):
    """Ask who sends it, from where, and where we write to."""

    field_order = _NAMES
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("The label and every step come to this address."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Type your e-mail address."),
            "invalid": _("Type an e-mail address like name@example.com."),
        },
    )

    def typed_contact(self) -> dict[str, str]:
        """Return what was typed, right or wrong, cut to what can be kept."""
        return {name: one_line(str(self.data.get(name, "")))[:254] for name in _NAMES}
