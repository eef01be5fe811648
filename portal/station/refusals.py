"""What the station says where a step is refused: short, and at its field."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal import choosing, lending
from portal.act import Refusals
from rma.actions import (
    dispatching,
    disposing,
    inspecting,
    packing,
    packing_kits,
    parking,
)
from rma.actions.use_case import KeyReused
from rma.steps import counting, handing_in, placing, putting_right, taking_back
from rma.steps.settling import NoSuchLine

_TABLE: dict[type[Exception], tuple[str, Any]] = {
    KeyReused: ("", _("This was sent before with other words. Load the sheet again.")),
    NoSuchLine: ("", _("{named} is not on this return.")),
    counting.NotExpected: ("", _("Only {room} of {named} may still come in.")),
    disposing.NotErased: (
        "kind",
        _("It may hold data. Record the erasure first, or have a lead waive it."),
    ),
    disposing.UnitIsOurs: ("kind", _("The customer has money or a unit for it.")),
    disposing.UnitIsTheirs: (
        "kind",
        _("It goes back to the customer, or what they get is not decided yet."),
    ),
    disposing.NoReasonGiven: ("note", _("Say why, in plain words.")),
    placing.WrongSite: ("shelf", _("This shelf stands at another site.")),
    taking_back.TooLateToUndo: (
        "",
        _(
            "Ten minutes have passed. Report what is not there, look again or "
            "decide anew."
        ),
    ),
    taking_back.HasFollowed: (
        "",
        _("Money, a parcel or a later step followed; support can correct it."),
    ),
    handing_in.TooManyFiles: ("shown", _("A return holds up to {most} files.")),
    parking.NoSuchShelf: ("shelf", _("No shelf of this site is called {what}.")),
    inspecting.NotReceived: ("", _("Only {here} are here.")),
    putting_right.NothingToResolve: ("kind", _("This was decided already.")),
    putting_right.AlreadyReplaced: ("kind", _("A replacement was sent in advance.")),
    putting_right.CreditTooHigh: ("kind", _("At most {left} may be credited.")),
    putting_right.NotHere: ("kind", _("The unit must be here first.")),
    putting_right.NotApproved: ("kind", _("Support has not approved this yet.")),
    **choosing.REFUSALS,
    **lending.REFUSALS,
    dispatching.SerialMissing: (
        "serial",
        _("Scan the serial number of the new unit."),
    ),
    dispatching.SerialsMissing: (
        "serial",
        _("{given} of {wanted} serial numbers are here; scan the rest."),
    ),
    dispatching.SerialTaken: ("serial", _("STOP: this unit was sold or sent before.")),
    dispatching.SerialOfAnother: (
        "serial",
        _(
            "STOP: we know this number as {product}. Is it the plate of the new unit "
            "that you scanned? If it is, tick that below."
        ),
    ),
    dispatching.SerialMismatch: (
        "serial",
        _("STOP: this is another unit. {expected} must leave."),
    ),
    packing_kits.ReturnLabelMissing: (
        "",
        _("The return label is not made yet. Look again in a moment."),
    ),
    dispatching.LabelNotInside: (
        "return_label_inside",
        _("Put the return label into the box first."),
    ),
    packing.WrongLabel: (
        "label",
        _("STOP: this label belongs to another box. {expected} must be on this one."),
    ),
    dispatching.NothingToShip: ("", _("This was sent already.")),
    dispatching.NoLabelYet: ("", _("Its label is not ready yet.")),
}
AT_THE_STATION = Refusals(_TABLE)
