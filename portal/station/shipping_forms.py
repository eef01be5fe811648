"""The form of what leaves: its serials, and whether the return label is inside."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.once import OnceForm
from rma.queries.station_sheet import SheetDispatch

# A serial may hold blanks, never these.
_BETWEEN = re.compile(r"[\r\n,;\t]+")


class ShipForm(OnceForm):
    """Bind the unit that leaves to the case."""

    serial = forms.CharField(
        label=_("Serial number of the unit that leaves"),
        max_length=20_000,
        required=False,
        widget=forms.TextInput(attrs={"class": "code-entry", "autocomplete": "off"}),
    )
    return_label_inside = forms.BooleanField(
        label=_("The return label is inside the box"), required=False
    )

    def __init__(
        self, *args: object, dispatch: SheetDispatch, **kwargs: object
    ) -> None:
        """Ask for the return label only where the old unit still has to come."""
        super().__init__(*args, **kwargs)
        if not dispatch.is_ahead:
            del self.fields["return_label_inside"]
        if dispatch.is_replacement and not dispatch.is_serialised:
            self.fields["has_no_serials"] = forms.BooleanField(
                label=_("What leaves has no serial number"), required=False
            )
        if dispatch.is_replacement and dispatch.quantity > 1:
            self.fields["serial"].label = _("Serial numbers that leave, one a line")
            self.fields["serial"].widget = forms.Textarea(
                attrs={"class": "code-entry", "rows": min(dispatch.quantity, 10)}
            )

    def serials(self) -> tuple[str, ...]:
        """Return the serial numbers that were scanned, in their order."""
        told = _BETWEEN.split(self.cleaned_data["serial"])
        return tuple(each.strip() for each in told if each.strip())
