"""The forms of the bench beside the checks: photos, erasure, shelves, taking back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal import files
from portal.once import OnceForm
from rma.rules.disposition import ErasureMethod
from rma.rules.uploads import UploadKind
from rma.rules.words import Grade

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


class BackForm(OnceForm):
    """Ask in which condition a loaner came back."""

    grade = forms.ChoiceField(
        label=_("Condition"),
        choices=[(grade.value, grade.value) for grade in Grade],
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
        widget=forms.TextInput(attrs={"class": "code-entry", "autocomplete": "off"}),
        error_messages={"required": _("Scan the unit first.")},
    )
    shelf = forms.CharField(
        label=_("Shelf"),
        help_text=_("Scan its code, or type its name."),
        max_length=400,
        widget=forms.TextInput(attrs={"class": "code-entry", "autocomplete": "off"}),
        error_messages={"required": _("Scan the shelf.")},
    )
