"""What every door says where a choice can't be asked for, taken, or its fee waived."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from rma.actions.choosing import (
    ChoiceOver,
    NoFeeDue,
    NoReasonToWaive,
    NotAnOption,
    NothingToChoose,
    PriceNotAccepted,
)

REFUSALS: dict[type[Exception], tuple[str, Any]] = {
    NothingToChoose: (
        "",
        _("They choose after a finding of no fault, or of damage from outside, once."),
    ),
    ChoiceOver: ("", _("This was chosen or decided in the meantime.")),
    NotAnOption: ("option", _("This is not among what was offered.")),
    PriceNotAccepted: ("option", _("They agree to {price} in writing first.")),
    NoFeeDue: ("", _("Nothing is charged for it.")),
    NoReasonToWaive: ("reason", _("Say why, in plain words.")),
}
