"""The forms of the pool of loaners: which joins it, which is lent, how it came back."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from typing_extensions import override

from portal.desk.act import ActForm, ReasonForm
from portal.desk.fields import DayField
from rma.models import Loaner
from rma.queries import destination_list, set_up
from rma.rules.words import Grade

_GRADES = [(grade.value, grade.value) for grade in Grade]


class FilterForm(forms.Form):
    """Choose which loaners are listed."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Which"),
        choices=[
            ("", gettext_lazy("All in the pool")),
            ("free", gettext_lazy("Free now")),
            ("out", gettext_lazy("At a customer’s")),
            ("overdue", gettext_lazy("Overdue")),
            ("to_erase", gettext_lazy("Back, their data to erase")),
            ("retired", gettext_lazy("Taken out of the pool")),
        ],
        required=False,
    )


class InPoolForm(ActForm):
    """Ask in which condition a unit is in the pool, and what belongs to it."""

    grade = forms.ChoiceField(
        label=gettext_lazy("Condition"), choices=_GRADES, initial=Grade.A.value
    )
    note = forms.CharField(
        label=gettext_lazy("What belongs to it"), max_length=300, required=False
    )


class LoanerForm(InPoolForm):
    """Ask which unit joins the pool."""

    tag = forms.CharField(label=gettext_lazy("Asset number"), max_length=30)
    sku = forms.CharField(label=gettext_lazy("Article number"), max_length=60)
    serial = forms.CharField(label=gettext_lazy("Serial number"), max_length=80)
    site = forms.ChoiceField(label=gettext_lazy("Site"), choices=[])
    field_order = ["tag", "sku", "serial", "site", "grade", "note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Offer our sites."""
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["site"].choices = [(row.pk, row.name) for row in set_up.sites()]

    @override
    def clean(self) -> dict[str, Any]:
        """Want an article that is there."""
        told = dict(super().clean() or {})
        told["product"] = destination_list.article(str(told.get("sku", "")).strip())
        if told.get("sku") and told["product"] is None:
            self.add_error("sku", _("No article has this number."))
        return told


class LendForm(ActForm):
    """Ask which loaner, until when."""

    loaner = forms.ChoiceField(
        label=gettext_lazy("Loaner"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one.")},
    )
    due_on = DayField(label=gettext_lazy("Back with us by"))

    def __init__(self, *args: Any, free: list[Loaner], **kwargs: Any) -> None:  # noqa: ANN401
        """Offer what is free, the same article first."""
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["loaner"].choices = [
            (row.pk, f"{row.tag} · {row.product.name} · {row.grade}") for row in free
        ]
        if not free:
            fields["loaner"].help_text = _(
                "No unit of this kind is free for so long. Call one back, or take "
                "another into the pool under Loaners."
            )


class LongerForm(ReasonForm):
    """Ask for the new day and why; the customer reads both."""

    due_on = DayField(label=gettext_lazy("New day to be back with us"))
    field_order = ["due_on", "reason"]


class BackForm(ActForm):
    """Ask in which condition it came."""

    grade = forms.ChoiceField(
        label=gettext_lazy("Condition"), choices=_GRADES, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=gettext_lazy("What differs from when it left"),
        max_length=500,
        required=False,
    )
