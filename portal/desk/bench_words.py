"""What our people read about choices of customers, charges, and units lent."""

from typing import Any

from django.utils.translation import gettext_lazy as _

LOANS: dict[str, Any] = {
    "reserved": _("Promised, not packed"),
    "packed": _("On its way to them"),
    "out": _("At the customer’s"),
    "overdue": _("Overdue"),
    "to_erase": _("Back, its data to erase"),
    "back": _("Back with us"),
    "lost": _("Will not come back"),
    "called_off": _("Called off"),
}
WORDS: dict[str, dict[str, Any]] = {
    "loan": LOANS,
    "option": {
        "send_back": _("Send it back as it is"),
        "second_look": _("Look at it a second time"),
        "paid_repair": _("Repair it at a price"),
        "keep_for_credit": _("Keep it for a credit"),
    },
    "charge": {
        "send_back": _("Check without a fault found"),
        "paid_repair": _("Repair at a price"),
    },
}
