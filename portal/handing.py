"""What customers and our people are asked about handing over, and told to a no."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from typing_extensions import override

from portal.once import OnceForm
from rma.actions.handing_over import AddressLacks, HandedOver, NotOffered, SlotGone
from rma.models import Case
from rma.queries.hand_over import Offer
from rma.rules.slots import Half, Slot
from rma.rules.words import HandOver
from rma.steps.opening import UnsafeBattery
from shipping.wishes import LabelFormat

REFUSALS: Mapping[type[Exception], tuple[str, Any]] = {
    HandedOver: (
        "",
        gettext_lazy("A box has left, or is shared: this can't be changed any more."),
    ),
    NotOffered: (
        "how",
        gettext_lazy("The carrier does not do that on this way. Choose another."),
    ),
    SlotGone: ("slot", gettext_lazy("Choose when the driver may come.")),
    AddressLacks: ("how", gettext_lazy("{what} Correct the address first.")),
    UnsafeBattery: (
        "",
        gettext_lazy(
            "The battery of {item} may not travel. Do not send it; call or write to us."
        ),
    ),
}
WAYS: dict[str, Any] = {
    HandOver.LABEL.value: gettext_lazy("A label that you print; the way to us is paid"),
    HandOver.COUNTER_CODE.value: gettext_lazy(
        "A code on your telephone; the counter prints the label"
    ),
    HandOver.PICKUP.value: gettext_lazy("The driver comes to your door"),
    HandOver.BOX.value: gettext_lazy("We send you a box, the label inside"),
    HandOver.OWN_CARRIER.value: gettext_lazy("A carrier of your own, at your cost"),
}
PAPERS: dict[str, Any] = {
    LabelFormat.PDF_4X6.value: gettext_lazy("PDF, 4 by 6 inch"),
    LabelFormat.PDF_A4.value: gettext_lazy("PDF, A4"),
    LabelFormat.PNG.value: gettext_lazy("Picture (PNG)"),
    LabelFormat.ZPL.value: gettext_lazy("For label printers (ZPL)"),
}
_HALVES = {
    Half.MORNING: gettext_lazy("%(day)s, 9 to 13 o'clock"),
    Half.AFTERNOON: gettext_lazy("%(day)s, 13 to 17 o'clock"),
}


class HandOverForm(OnceForm):
    """Ask how a return gets to its carrier: only what the carrier does."""

    counts_words = False

    how = forms.ChoiceField(
        label=gettext_lazy("How does it get to us?"), widget=forms.RadioSelect
    )
    label_format = forms.ChoiceField(
        label=gettext_lazy("What do you print on?"), required=False
    )
    slot = forms.ChoiceField(
        label=gettext_lazy("When may the driver come?"),
        help_text=gettext_lazy("Only for a pickup. Have the boxes ready by then."),
        required=False,
    )
    instructions = forms.CharField(
        label=gettext_lazy("Where does the driver find it?"),
        help_text=gettext_lazy("Only for a pickup, as in: reception, second floor."),
        max_length=200,
        required=False,
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own
        offer: Offer,
        case: Case,
        **kwargs: Any,  # noqa: ANN401 - Django's own
    ) -> None:
        """Offer what there is; what is chosen now stands first."""
        kept = {"how": case.hand_over, "label_format": case.label_format}
        super().__init__(*args, **({"initial": kept} | kwargs))
        self._choices("how", [(way, WAYS[way]) for way in offer.ways])
        self._choices(
            "label_format", [(paper, PAPERS[paper]) for paper in offer.formats]
        )
        self._choices("slot", [("", "-"), *map(shown_slot, offer.slots)])
        if HandOver.PICKUP not in offer.ways:
            del self.fields["slot"], self.fields["instructions"]

    @override
    def clean(self) -> dict[str, Any]:
        """Want a slot where the driver comes."""
        told = dict(super().clean() or {})
        if told.get("how") == HandOver.PICKUP and not told.get("slot"):
            self.add_error("slot", _("Choose when the driver may come."))
        return told

    @property
    def wanted(self) -> dict[str, Any]:
        """Return what the use case is asked."""
        told = self.cleaned_data
        paper = told.get("label_format") or LabelFormat.PDF_4X6
        return {
            "how": HandOver(told["how"]),
            "label_format": LabelFormat(paper),
            "slot": told.get("slot", ""),
            "instructions": told.get("instructions", ""),
        }

    def _choices(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field: Any = self.fields[name]
        field.choices = choices


def shown_slot(slot: Slot) -> tuple[str, str]:
    """Return a slot as a form offers it: its code, and the day with its hours."""
    day = formats.date_format(slot.day, "l, j F")
    return slot.code, str(_HALVES[slot.half]) % {"day": day}
