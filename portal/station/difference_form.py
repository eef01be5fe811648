"""The form that names how a box differs from what was announced."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from portal.once import OnceForm
from rma.queries.sheet_line import SheetLine
from rma.rules import discrepancies
from rma.rules.words import DiscrepancyKind, Role

DIFFERENCES = {
    DiscrepancyKind.MISSING: _("Something is missing"),
    DiscrepancyKind.EXTRA: _("Something more is in the box"),
    DiscrepancyKind.WRONG_ITEM: _("It is another article"),
    DiscrepancyKind.SERIAL_MISMATCH: _("It has another serial number"),
    DiscrepancyKind.ACCESSORY_MISSING: _("An accessory is missing"),
    DiscrepancyKind.DAMAGED_BOX: _("The box is damaged"),
    DiscrepancyKind.BATTERY: _("A battery is swollen, hot or leaking"),
}
# Whoever found it reads who settles it.
SETTLED_BY = {
    Role.SUPPORT: _("Support settles it. Set the unit aside until then."),
    Role.WAREHOUSE: _("The warehouse settles it at the desk. Take photos of the box."),
    Role.LEAD: _("STOP: into the battery cage with it, and call a lead now."),
}
# More than these stand in a list that opens.
_CARDS = 6


class DifferenceForm(OnceForm):
    """Name how the box differs from what was announced."""

    kind = forms.ChoiceField(
        label=_("What is different?"),
        choices=[(kind.value, text) for kind, text in DIFFERENCES.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is different.")},
    )
    serial = forms.CharField(
        label=_("Serial number you see"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"class": "code-entry"}),
    )
    quantity = forms.IntegerField(
        label=_("How many?"), min_value=1, max_value=10_000, initial=1
    )
    note = forms.CharField(label=_("Note"), max_length=500, required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own
        lines: tuple[SheetLine, ...],
        **kwargs: Any,  # noqa: ANN401 - Django's own
    ) -> None:
        """Ask which unit it is about, where there are several."""
        super().__init__(*args, **kwargs)
        self.lines = lines
        if len(lines) > 1:
            whole = ("", gettext("The parcel as a whole"))
            is_short = len(lines) <= _CARDS
            self.fields["line"] = forms.ChoiceField(
                label=gettext("Which unit?"),
                choices=[*((str(line.id), line.named) for line in lines), whole],
                required=False,
                widget=forms.RadioSelect if is_short else forms.Select,
            )
            self.order_fields(["kind", "line"])

    def line_id(self) -> int | None:
        """Return the line it is about, or None where it is about the box."""
        line = self._line(self.cleaned_data)
        return line.id if line else None

    def _line(self, told: dict[str, Any]) -> SheetLine | None:
        chosen = told.get("line")
        if len(self.lines) == 1 and discrepancies.is_of_a_unit(_kind(told)):
            return self.lines[0]
        return next((line for line in self.lines if str(line.id) == chosen), None)

    @override
    def clean(self) -> dict[str, Any]:
        """Want what nobody could settle it without."""
        told = dict(super().clean() or {})
        if "kind" not in told:
            return told
        kind, line = _kind(told), self._line(told)
        if kind is DiscrepancyKind.SERIAL_MISMATCH and not told.get("serial"):
            self.add_error("serial", _("Scan or type the serial number you see."))
        if discrepancies.wants_words(kind) and not (
            told.get("note") or told.get("serial")
        ):
            self.add_error("note", _("Say what it is, or type its serial number."))
        if discrepancies.is_of_a_unit(kind) and line is None and "line" in self.fields:
            self.add_error("line", _("Choose which unit it is."))
        if kind is DiscrepancyKind.EXTRA and told.get("serial"):
            self._one_each(told.get("quantity") or 1)
        if kind is DiscrepancyKind.MISSING and line is not None:
            self._only_what_is_awaited(line, told.get("quantity") or 1)
        return told

    def _one_each(self, count: int) -> None:
        if count > 1:
            self.add_error(
                "quantity", gettext("A serial number is one unit: write each alone.")
            )

    def _only_what_is_awaited(self, line: SheetLine, missing: int) -> None:
        # What was counted in too soon may be missing too, until it was checked.
        most = line.expected + max(line.to_inspect, 0)
        if missing > most:
            said = gettext("%(count)s of these are not checked yet; no more can miss.")
            self.add_error("quantity", said % {"count": most})


def _kind(told: dict[str, Any]) -> DiscrepancyKind:
    return DiscrepancyKind(told["kind"])
