"""What whoever scanned does next with units of a return."""

from typing import NamedTuple

from django.db.models import Q
from django.utils.translation import gettext as _

from rma.models import Case, CaseLine, Loan, Loaner
from rma.rules.words import Decision


class Told(NamedTuple):
    """Say what it is and what to do with it."""

    title: str
    following: str


_UNDECIDED = (Decision.NEEDS_REVIEW, Decision.NEEDS_INFO)


def not_announced(lines: list[CaseLine]) -> tuple[str, str] | None:
    """Return why nothing was to come yet, and what to do with it all the same."""
    if any(line.stays for line in lines):
        return (
            _("It was to stay with its owner"),
            _("Count what is in the box and take it in; support tells the owner."),
        )
    if any(line.decision in _UNDECIDED for line in lines):
        return (
            _("Not decided yet"),
            _("Set it aside: support decides whether it may come back."),
        )
    return None


def remains(lines: list[CaseLine]) -> str:
    """Return what is still to do with units that are here."""
    if any(line.inspected < line.received for line in lines):
        return _("Check it.")
    if any(line.sums.unresolved for line in lines):
        return _("Decide what the customer gets.")
    if any(line.ended_at is None for line in lines):
        return _("Ship what the customer is waiting for.")
    return _("Nothing remains to do.")


def of_loaner(name: str, case: Case | None) -> Told:
    """Return how a loaner stands, by its asset number or the code of its way back."""
    if case is None:
        if Loaner.objects.in_pool().filter(tag=name).exists():
            return Told(
                _("This is a loaner of ours"),
                _("It is in the pool: put it on its shelf."),
            )
        return Told(
            _("This loaner was taken out of the pool"),
            _("Set it aside. At the desk it can be taken into the pool again."),
        )
    named = Q(loaner__tag=name) | Q(back__parcels__code=name)
    loans = Loan.objects.filter(named, line__case=case, cancelled_at=None)
    return _of_loan(loans.order_by("-pk").first())


def _of_loan(loan: Loan | None) -> Told:
    if loan is not None and loan.lost_at:
        return Told(
            _("A loaner that we had given up is here"),
            _("Open the work sheet and take the loaner back."),
        )
    if loan is None or loan.back_at is None:
        return Told(
            _("A loaner of ours comes back"),
            _("Open the work sheet and take the loaner back."),
        )
    if loan.is_data_owed and loan.erased_at is None:
        return Told(
            _("This loaner is back with a borrower’s data"),
            _("Open the work sheet and record its erasure first."),
        )
    return Told(
        _("This loaner is back already"), _("It is in the pool: put it on its shelf.")
    )
