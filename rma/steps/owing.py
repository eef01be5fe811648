"""What between somebody and us is not settled, before they may be forgotten."""

from collections.abc import Iterator

from django.db.models import QuerySet

from rma.models import AdvanceReplacement, Case, CreditRequest, Loan
from rma.rules.words import OPEN_STATUSES


class StillOwed(Exception):
    """Something between somebody and us is not settled; carries what, in codes."""

    def __init__(self, what: str) -> None:
        """Remember what is open."""
        super().__init__(what)
        self.what = what


def refuse_while_open(cases: QuerySet[Case]) -> None:
    """Raise StillOwed while some returns, or what came of them, have not ended."""
    open_things = list(_still_open(cases))
    if open_things:
        raise StillOwed(", ".join(open_things))


def _still_open(cases: QuerySet[Case]) -> Iterator[str]:
    """Yield what is not settled, in codes that the doors put into words."""
    if cases.filter(status__in=OPEN_STATUSES).exists():
        yield "returns"
    if AdvanceReplacement.objects.unsettled().filter(line__case__in=cases).exists():
        yield "swaps"
    if Loan.objects.out().filter(line__case__in=cases).exists():
        yield "loaners"
    credits = CreditRequest.objects.filter(resolution__line__case__in=cases)
    if credits.filter(accounting_number="").exists():
        yield "credits"
