"""What became of the data on a unit: asked beside its remedy, or said later."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext as _

from portal.customer.drafts import DraftLine
from rma.models import Policy, Unit
from rma.rules import erasure
from rma.rules.erasure import DECLARATIONS, Erasure


def offered(unit: Unit | None, policy: Policy) -> tuple[Erasure, ...]:
    """Return what may be declared of a unit; nothing where nobody asks about it."""
    if unit is None or not unit.product.holds_data or not policy.asks_erasure:
        return ()
    return erasure.choices(
        may_keep_disk=policy.may_keep_disk, category=unit.product.category
    )


def field(may: tuple[Erasure, ...], line: DraftLine) -> forms.ChoiceField:
    """Return the question; it may wait, and then the label waits with it."""
    return forms.ChoiceField(
        label=_("What became of the data on it?"),
        help_text=_(
            "Your label waits for this, except where the new unit ships first. You can "
            "also say it later."
        ),
        choices=[(each.value, _(DECLARATIONS[each])) for each in may],
        initial=line.erasure or None,
        required=False,
        widget=forms.RadioSelect,
    )


def typed(data: Mapping[str, str], key: str, may: tuple[Erasure, ...]) -> str:
    """Return what was declared of a unit, as its draft keeps it."""
    chosen = data.get(f"{key}-data", "")
    return chosen if chosen in may else ""


def told(declared: str, *, is_ahead: bool) -> str:
    """
    Return in words what was declared, or that it is said later.

    The label of a swap lies in the new unit's box: there it waits for nothing.
    """
    if declared:
        return _(DECLARATIONS[Erasure(declared)])
    if is_ahead:
        return _("You say it later, before you send the old one.")
    return _("You say it later; your label waits for it.")
