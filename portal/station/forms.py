"""The forms of the work sheet, one for each thing that waits."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from portal.once import OnceForm
from rma.queries.sheet_line import SheetLine
from rma.rules.checklists import Asked
from rma.rules.clues import NAMES, Clue
from rma.rules.words import Finding, Grade

FINDINGS = {
    Finding.FAULT_CONFIRMED: _("Fault confirmed"),
    Finding.NO_FAULT_FOUND: _("No fault found"),
    Finding.EXTERNAL_DAMAGE: _("Damaged from outside"),
    Finding.TRANSIT_DAMAGE: _("Damaged on the way"),
    Finding.WRONG_UNIT: _("Another unit than announced"),
    Finding.INCOMPLETE: _("Parts are missing"),
}
GRADES = {
    Grade.A: _("A · as new"),
    Grade.B: _("B · light wear"),
    Grade.C: _("C · heavy wear"),
    Grade.D: _("D · scrap"),
}
_ANSWERS = [("yes", _("Yes")), ("no", _("No")), ("na", _("Does not apply"))]


class ReceiveForm(OnceForm):
    """Count what is in the box, line by line."""

    def __init__(
        self, *args: object, lines: tuple[SheetLine, ...], **kwargs: object
    ) -> None:
        """Ask for a count of each line that is expected."""
        super().__init__(*args, **kwargs)
        # What was sent before is counted again where the same form comes twice.
        self.counted = tuple(
            line for line in lines if line.expected or (self.is_bound and line.received)
        )
        for line in self.counted:
            self.fields[f"count_{line.id}"] = forms.IntegerField(
                label=line.named,
                min_value=0,
                max_value=10_000,
                initial=line.expected,
                required=False,
                help_text=gettext("%(count)s expected") % {"count": line.expected},
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )

    def counts(self) -> dict[int, int]:
        """Return how many were counted of each line, none left out."""
        return {
            line.id: self.cleaned_data.get(f"count_{line.id}") or 0
            for line in self.counted
        }

    @override
    def clean(self) -> dict[str, object]:
        """Refuse a receipt of nothing."""
        cleaned: dict[str, object] = super().clean() or {}
        if not self.errors and not any(self.counts().values()):
            raise forms.ValidationError(
                _("Count at least one unit, or name a difference below.")
            )
        return cleaned


class InspectForm(OnceForm):
    """Write what was found."""

    outcome = forms.ChoiceField(
        label=_("What did you find?"),
        choices=[(finding.value, text) for finding, text in FINDINGS.items()],
        widget=forms.RadioSelect,
    )
    grade = forms.ChoiceField(
        label=_("Grade"),
        choices=[(grade.value, text) for grade, text in GRADES.items()],
        widget=forms.RadioSelect,
        required=False,
    )
    clues = forms.MultipleChoiceField(
        label=_("Traces of where it worked"),
        choices=[(clue.value, _(text)) for clue, text in NAMES.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    notes = forms.CharField(
        label=_("Notes"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    cause = forms.CharField(
        label=_("Why did it fail?"),
        help_text=_("The customer reads this on the report."),
        max_length=1000,
        required=False,
    )
    advice = forms.CharField(
        label=_("What keeps it from happening again?"),
        help_text=_("The customer reads this on the report."),
        max_length=240,
        required=False,
    )
    advice_expect = forms.CharField(
        label=_("What should come of it?"), max_length=240, required=False
    )
    advice_otherwise = forms.CharField(
        label=_("What follows if they leave it?"), max_length=240, required=False
    )

    def __init__(self, *args: object, line: SheetLine, **kwargs: object) -> None:
        """Ask the questions of the product's checklist first."""
        super().__init__(*args, **kwargs)
        self.line = line
        here = line.to_inspect if line.to_inspect > 0 else line.received
        if here > 1:
            self.fields["quantity"] = forms.IntegerField(
                label=_("How many of them?"),
                min_value=1,
                max_value=here,
                initial=here,
            )
        first = [f"check_{asked.key}" for asked in line.checks]
        for asked in line.checks:
            self.fields[f"check_{asked.key}"] = _answer_to(asked)
        self.order_fields([*first, "quantity", "outcome", "grade", "clues"])

    def traces(self) -> tuple[Clue, ...]:
        """Return the traces that were seen."""
        return tuple(Clue(each) for each in self.cleaned_data["clues"])

    def checks(self) -> tuple[dict[str, str], ...]:
        """Return the questions that were answered, with their answers."""
        answers = (
            (asked, self.cleaned_data.get(f"check_{asked.key}"))
            for asked in self.line.checks
        )
        return tuple(
            _told(asked, answer)
            for asked, answer in answers
            if answer not in (None, "")
        )


def _answer_to(asked: Asked) -> forms.Field:
    """Return a field for one check: a value with its limits, or three choices."""
    if not asked.unit:
        return forms.ChoiceField(
            label=gettext(asked.question),
            choices=_ANSWERS,
            widget=forms.RadioSelect,
            required=False,
        )
    limits = {"low": asked.at_least, "high": asked.at_most, "unit": asked.unit}
    if asked.at_least is not None and asked.at_most is not None:
        hint = gettext("%(low)s to %(high)s %(unit)s") % limits
    elif asked.at_least is not None:
        hint = gettext("At least %(low)s %(unit)s") % limits
    elif asked.at_most is not None:
        hint = gettext("At most %(high)s %(unit)s") % limits
    else:
        hint = asked.unit
    return forms.DecimalField(
        label=gettext(asked.question),
        help_text=hint,
        max_digits=12,
        decimal_places=3,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "any"}),
    )


def _told(asked: Asked, answer: object) -> dict[str, str]:
    """Return an answer as it is kept: what was asked, what was said or measured."""
    told = {"check": asked.key, "question": asked.question, "answer": str(answer)}
    if not isinstance(answer, Decimal):
        return told
    return told | {
        "answer": f"{answer.normalize():f} {asked.unit}",
        "value": f"{answer.normalize():f}",
        "unit": asked.unit,
        "fits": "yes" if asked.fits(answer) else "no",
    }
