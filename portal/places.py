"""What every form that asks for a place looks at, in the same words."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext as _

from shipping.carriers.countries import WITH_STATE
from shipping.postal_codes import example_if_unfit


def look_at_place(form: forms.Form, told: Mapping[str, object], country: str) -> None:
    """Say at its field where a state is missing, or a postal code not written so."""
    country = country.upper()
    if country in WITH_STATE and not told.get("state"):
        form.add_error("state", _("Type the state or province."))
    example = example_if_unfit(country, str(told.get("postal_code") or ""))
    if example:
        form.add_error("postal_code", unlike(example))


def unlike(example: str) -> str:
    """Return the sentence about a postal code that its country writes otherwise."""
    return _("A postal code of this country looks like %(example)s.") % {
        "example": example
    }
