"""The forms that decide: what becomes of a unit, and what its customer gets."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from portal.once import OnceForm
from rma.queries.sheet_line import SheetLine
from rma.rules.words import DispositionKind, ResolutionKind

PLACES = {
    DispositionKind.RESTOCK: _("Back to stock"),
    DispositionKind.REFURBISH: _("Refurbish"),
    DispositionKind.REPAIR: _("Repair"),
    DispositionKind.RETURN_TO_VENDOR: _("Back to the maker"),
    DispositionKind.HARVEST: _("Take parts"),
    DispositionKind.RECYCLE: _("Recycle"),
    DispositionKind.SCRAP: _("Scrap"),
    DispositionKind.BACK_TO_CUSTOMER: _("Back to the customer"),
}
RESOLUTIONS = {
    ResolutionKind.REPLACEMENT: _("Send a replacement"),
    ResolutionKind.REPAIR: _("Repair and send back"),
    ResolutionKind.PAID_REPAIR: _("Repair at a price and send back"),
    ResolutionKind.CREDIT: _("Credit what was paid"),
    ResolutionKind.REFUND: _("Refund what was paid"),
    ResolutionKind.RETURN_AS_IS: _("Send it back as it is"),
    ResolutionKind.REFUSE: _("Keep it, nothing is owed"),
}


class DecideForm(OnceForm):
    """Decide what becomes of a unit."""

    kind = forms.ChoiceField(
        label=_("What becomes of it?"),
        choices=[(kind.value, text) for kind, text in PLACES.items()],
    )
    reason = forms.CharField(label=_("Why?"), max_length=300)

    def __init__(self, *args: object, line: SheetLine, **kwargs: object) -> None:
        """Begin with what is proposed; what is decided changes with a new reason."""
        super().__init__(*args, **kwargs)
        self.line = line
        if line.placed:
            self.initial.update(kind=line.placed)
        elif line.proposal:
            self.initial.update(kind=line.proposal.kind.value, reason=self._usual())

    @override
    def clean(self) -> dict[str, Any]:
        """Want a reason of its own for another place than the proposed one."""
        told = dict(super().clean() or {})
        proposal = self.line.proposal
        is_other = proposal is not None and told.get("kind") != proposal.kind.value
        if is_other and told.get("reason") == self._usual():
            self.add_error("reason", _("Say why it is another place than proposed."))
        return told

    def _usual(self) -> str:
        return gettext(self.line.proposal.reason) if self.line.proposal else ""


# Not a resolution: the customer says which one it is.
THEY_CHOOSE = "they_choose"


class ResolveForm(OnceForm):
    """Decide what we do for the customer, or have them choose."""

    kind = forms.ChoiceField(
        label=_("What does the customer get?"),
        choices=[(kind.value, text) for kind, text in RESOLUTIONS.items()],
    )

    def __init__(self, *args: object, line: SheetLine, **kwargs: object) -> None:
        """Offer the customer's own choice first where nothing of ours was at fault."""
        super().__init__(*args, **kwargs)
        if line.may_choose:
            theirs = [(THEY_CHOOSE, gettext("The customer chooses"))]
            field: Any = self.fields["kind"]
            field.choices = [*theirs, *field.choices]
            self.initial["kind"] = THEY_CHOOSE
