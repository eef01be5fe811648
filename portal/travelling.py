"""What customers and our people are asked about boxes, and what is said to a no."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from typing_extensions import override

from portal.once import OnceForm
from rma.actions.boxing import (
    BoxIsShared,
    BoxLeft,
    LastBox,
    NothingPacked,
    NotSharable,
)
from rma.queries.boxes import Share
from rma.queries.riders import Sharable

REFUSALS: Mapping[type[Exception], tuple[str, Any]] = {
    NothingPacked: (
        "",
        gettext_lazy(
            "Put at least one unit into the new box, and leave one in another."
        ),
    ),
    BoxLeft: ("", gettext_lazy("The carrier has this box already, or it was let go.")),
    BoxIsShared: (
        "",
        gettext_lazy("Another return travels in this box. Take that one out first."),
    ),
    LastBox: ("", gettext_lazy("It is the only box. Cancel the return instead.")),
    NotSharable: (
        "box",
        gettext_lazy("These two returns don't go to the same place. Choose another."),
    ),
}


class BoxForm(OnceForm):
    """Ask how many of which units go into a box of their own."""

    counts_words = False

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own
        shares: Iterable[Share],
        **kwargs: Any,  # noqa: ANN401 - Django's own
    ) -> None:
        """Ask a count for each line that is still here."""
        super().__init__(*args, **kwargs)
        self.shares = tuple(shares)
        for share in self.shares:
            told = {"unit": _named(share), "count": share.quantity}
            self.fields[f"line-{share.line.pk}"] = forms.IntegerField(
                label=_("%(unit)s: how many of %(count)s") % told,
                min_value=0,
                max_value=share.quantity,
                initial=0,
                required=False,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )

    @override
    def clean(self) -> dict[str, Any]:
        """Want something in the new box."""
        told = dict(super().clean() or {})
        if not self.errors and not any(self.contents(told).values()):
            raise ValidationError(_("Say which units go into the new box."))
        return told

    def contents(self, told: Mapping[str, Any] | None = None) -> dict[int, int]:
        """Return how many units of which line go into the new box."""
        kept = self.cleaned_data if told is None else told
        return {
            share.line.pk: kept.get(f"line-{share.line.pk}") or 0
            for share in self.shares
        }


class ShareForm(OnceForm):
    """Ask into which box of another return this one goes."""

    counts_words = False

    box = forms.TypedChoiceField(
        label=gettext_lazy("Which box"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose a box."),
            "invalid_choice": gettext_lazy("This box has left meanwhile."),
        },
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own
        boxes: Iterable[Sharable],
        **kwargs: Any,  # noqa: ANN401 - Django's own
    ) -> None:
        """Offer the boxes of the customer that go the same way."""
        super().__init__(*args, **kwargs)
        field: Any = self.fields["box"]
        field.choices = [
            (box.parcel_id, f"{box.number}: {box.contents}") for box in boxes
        ]


def _named(share: Share) -> str:
    product = share.line.product
    name = product.name if product else ""
    return " ".join(part for part in (name, share.line.serial) if part) or str(
        share.line
    )
