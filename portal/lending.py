"""What every door says where a loaner can't be lent, kept longer, or taken back."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from rma.actions.ending_loans import NothingToErase, Unexplained
from rma.actions.lending import (
    DueEarlier,
    NoLoanFor,
    NoSuchDays,
    NotForLoan,
)
from rma.actions.pooling import LoanerKnown, StillLent
from rma.steps.lending import LoanerTaken, LoanOver, StillHoldsData

REFUSALS: dict[type[Exception], tuple[str, Any]] = {
    LoanerKnown: (
        "tag",
        _("Another loaner has this asset number or serial number."),
    ),
    LoanerTaken: ("due_on", _("{tag} is promised to somebody else on these days.")),
    NotForLoan: ("loaner", _("This one is out, or not in the pool of this site.")),
    NoLoanFor: ("", _("This line is not approved, has ended, or has a loaner.")),
    NoSuchDays: ("due_on", _("Choose a day after today, within half a year.")),
    LoanOver: ("", _("This loan has ended, or its loaner has not left.")),
    DueEarlier: ("due_on", _("Choose a day after {due_on}.")),
    StillHoldsData: (
        "",
        _("It is back with a borrower’s data: record its erasure at the station."),
    ),
    NothingToErase: ("", _("Its data is recorded as gone already.")),
    Unexplained: ("", _("Say why, in plain words.")),
    StillLent: ("", _("It is promised or out; take it back first.")),
}
