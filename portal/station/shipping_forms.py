"""The form of what leaves: its serials, and whether the return label is inside."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from typing_extensions import override

from portal.once import OnceForm
from rma.queries import pick_list
from rma.queries.pick_list import PickRow
from rma.queries.station_sheet import SheetDispatch

# A serial may hold blanks, never these.
_BETWEEN = re.compile(r"[\r\n,;\t]+")


class ShipForm(OnceForm):
    """Bind the unit that leaves to the case."""

    serial = forms.CharField(
        label=gettext_lazy("Serial number of the unit that leaves"),
        max_length=20_000,
        required=False,
        widget=forms.TextInput(attrs={"class": "code-entry", "autocomplete": "off"}),
    )
    return_label_inside = forms.BooleanField(
        label=gettext_lazy("The return label is inside the box"), required=False
    )

    def __init__(
        self, *args: object, dispatch: SheetDispatch | PickRow, **kwargs: object
    ) -> None:
        """Ask for the return label only where the old unit still has to come."""
        super().__init__(*args, **kwargs)
        self._say_whether_it_is_a_must(dispatch)
        if not dispatch.wants_label_inside:
            del self.fields["return_label_inside"]
        if dispatch.is_replacement and not dispatch.is_serialised:
            self.fields["has_no_serials"] = forms.BooleanField(
                label=gettext_lazy("What leaves has no serial number"), required=False
            )
        if dispatch.is_replacement and self.is_bound:
            self.fields["is_makers_own"] = forms.BooleanField(
                label=gettext_lazy("This number stands on the new unit itself"),
                required=False,
            )
        if dispatch.is_replacement and dispatch.quantity > 1:
            self.fields["serial"].label = gettext_lazy(
                "Serial numbers that leave, one a line"
            )
            self.fields["serial"].widget = forms.Textarea(
                attrs={"class": "code-entry", "rows": min(dispatch.quantity, 10)}
            )

    def _say_whether_it_is_a_must(self, dispatch: SheetDispatch | PickRow) -> None:
        """Want the scan of what has a serial number; say when it may be left out."""
        field = self.fields["serial"]
        field.required = bool(dispatch.is_serialised or dispatch.serial)
        if dispatch.is_replacement:
            missing = _("Scan the serial number of the new unit.")
            free = _(
                "Leave it out only where the new unit has none, and tick that below."
            )
        else:
            missing = _("Scan the unit. Another one than the right one is a STOP.")
            free = _("Leave it out: this unit came without a serial number.")
        field.error_messages["required"] = missing
        field.help_text = (
            _("A must: the scan binds this very unit to the return.")
            if field.required
            else free
        )

    def serials(self) -> tuple[str, ...]:
        """Return the serial numbers that were scanned, in their order."""
        told = _BETWEEN.split(self.cleaned_data["serial"])
        return tuple(each.strip() for each in told if each.strip())


class KitForm(OnceForm):
    """Ask whether the label lies in the empty box."""

    return_label_inside = forms.BooleanField(
        label=gettext_lazy("The return label is inside the box"), required=False
    )


class PackForm(ShipForm):
    """Ask for the unit at the packing table: scanned once, in whichever way it says."""

    def __init__(self, *args: Any, row: PickRow, **kwargs: Any) -> None:  # noqa: ANN401
        """Say which unit must leave, and let its scan send the form."""
        super().__init__(*args, dispatch=row, **kwargs)
        self.row = row
        field = self.fields["serial"]
        field.label = (
            gettext_lazy("Scan the serial numbers that leave, one a line")
            if row.is_replacement and row.quantity > 1
            else gettext_lazy("Scan the unit that leaves")
        )
        field.widget.attrs |= {"data-scan": "send", "data-count": row.quantity}

    @override
    def clean(self) -> dict[str, Any]:
        """Take what a scan means; our own label is no serial of a new unit."""
        told = dict(super().clean() or {})
        self.cleaned_data["serial"] = told.get("serial", "")
        scans = super().serials()
        if self.row.is_replacement and any(pick_list.is_ours(scan) for scan in scans):
            self.add_error(
                "serial",
                _("This is a code of ours. Scan the serial number on the new unit."),
            )
        return told

    @override
    def serials(self) -> tuple[str, ...]:
        """Return the serial numbers that the scans mean, in their order."""
        return tuple(pick_list.meant_by(scan, self.row) for scan in super().serials())
