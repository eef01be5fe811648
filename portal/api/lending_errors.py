"""What is refused about units lent meanwhile, as answers of the API."""

from django.utils.translation import gettext_noop as _

from portal.api.cover_errors import Row
from rma.actions import ending_loans, lending, pooling
from rma.steps.lending import LoanerTaken, LoanOver, StillHoldsData

LENDING: dict[type[Exception], Row] = {
    pooling.LoanerKnown: (409, "loaner-known", _("{what} is in the pool already.")),
    LoanerTaken: (409, "loaner-taken", _("{tag} is promised on these days.")),
    lending.NotForLoan: (409, "not-for-loan", _("This one is not to be lent.")),
    lending.NoLoanFor: (409, "no-loan-for", _("Nothing is lent for this line.")),
    lending.NoSuchDays: (422, "no-such-days", _("Choose a day after today.")),
    LoanOver: (409, "loan-over", _("This loan has ended or not begun.")),
    lending.DueEarlier: (422, "not-later", _("Choose a day after {due_on}.")),
    pooling.StillLent: (409, "still-lent", _("It is promised or out.")),
    StillHoldsData: (
        409,
        "still-holds-data",
        _("It is back with a borrower's data."),
    ),
    ending_loans.NothingToErase: (
        409,
        "nothing-to-erase",
        _("Its data is recorded as gone."),
    ),
    ending_loans.Unexplained: (422, "reason-missing", _("Say why, in plain words.")),
}
