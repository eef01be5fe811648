"""The forms of the bench beside the checks: photos, erasure, shelves, taking back."""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from portal import files
from portal.once import OnceForm
from portal.station.forms import GRADES
from rma.queries.bench_looks import Slot
from rma.queries.sheet_line import SheetLine
from rma.rules.disposition import ErasureMethod
from rma.rules.uploads import Sent, UploadKind

METHODS = {
    ErasureMethod.OVERWRITTEN: _("Overwritten"),
    ErasureMethod.KEY_DESTROYED: _("Its key was destroyed"),
    ErasureMethod.DEGAUSSED: _("Degaussed"),
    ErasureMethod.DESTROYED: _("The medium was destroyed"),
    ErasureMethod.NO_MEDIA: _("No medium is inside"),
    ErasureMethod.WAIVED: _("Waived; say why"),
}


class EraseForm(OnceForm):
    """Ask how the data was made to be gone."""

    method = forms.ChoiceField(
        label=_("How is its data gone?"),
        choices=[(each.value, text) for each, text in METHODS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how its data is gone.")},
    )
    note = forms.CharField(
        label=_("Tool, report number, or who waived it and why"),
        max_length=300,
        required=False,
    )


class PhotosForm(OnceForm):
    """Ask for photos of the opened parcel or of the unit."""

    kind = forms.ChoiceField(
        label=_("What do they show?"),
        choices=[
            (UploadKind.DOCK.value, _("The parcel as it arrived")),
            (UploadKind.INSPECTION.value, _("The unit on the bench")),
            (UploadKind.ERASURE.value, _("Proof of erasure")),
        ],
        initial=UploadKind.DOCK.value,
        widget=forms.RadioSelect,
    )
    shown = files.FilesField(
        label=_("Photos"),
        help_text=_("The customer sees photos of the parcel and of the unit."),
        error_messages={"required": _("Take or choose a photo.")},
    )


class SlotsForm(OnceForm):
    """Ask for one photo for each named place of a unit's checklist."""

    def __init__(self, *args: Any, line: SheetLine, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Ask by the names of the checklist."""
        super().__init__(*args, **kwargs)
        self.line = line
        for slot in line.slots:
            self.fields[slot.key] = files.FilesField(
                label=gettext(slot.title),
                required=False,
                widget=forms.FileInput(
                    attrs={"accept": files.PICTURES, "capture": "environment"}
                ),
            )

    def photos(self) -> tuple[Sent, ...]:
        """Return the photos that were taken, each with its place."""
        return tuple(
            replace(sent, slot=slot.title)
            for slot in self.line.slots
            for sent in self.cleaned_data[slot.key][0]
        )

    @override
    def clean(self) -> dict[str, Any]:
        """Say at each place what is wrong with its photo; want one at least."""
        told = dict(super().clean() or {})
        for slot in self.line.slots:
            for sentence in told.get(slot.key, ((), []))[1]:
                self.add_error(slot.key, sentence)
        if not self.errors and not self.photos():
            raise forms.ValidationError(_("Take or choose a photo."))
        return told

    def places(self) -> list[tuple[Slot, forms.BoundField]]:
        """Return each place with its field."""
        return [(slot, self[slot.key]) for slot in self.line.slots]


class BackForm(OnceForm):
    """Ask in which condition a loaner came back."""

    grade = forms.ChoiceField(
        label=_("Condition"),
        choices=[(grade.value, text) for grade, text in GRADES.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose its condition.")},
    )
    note = forms.CharField(
        label=_("What differs from when it left"), max_length=500, required=False
    )


class PutAwayForm(OnceForm):
    """Ask for the unit, then for the shelf."""

    item = forms.CharField(
        label=_("Unit"),
        help_text=_("Scan its label, or type its serial number."),
        max_length=400,
        widget=forms.TextInput(
            attrs={"class": "code-entry", "autocomplete": "off", "data-scan": "fill"}
        ),
        error_messages={"required": _("Scan the unit first.")},
    )
    shelf = forms.CharField(
        label=_("Shelf"),
        help_text=_("Scan its code, or type its name."),
        max_length=400,
        widget=forms.TextInput(
            attrs={"class": "code-entry", "autocomplete": "off", "data-scan": "fill"}
        ),
        error_messages={"required": _("Scan the shelf.")},
    )
