"""Advance replacement: when it is allowed, and until when the old unit is due back."""

from dataclasses import dataclass
from datetime import date, datetime

from rma.rules.calendar import Calendar
from rma.rules.entitlement import Coverage
from rma.rules.starts import months_after
from rma.rules.words import N_, Basis, Reason, Verdict

# Why somebody who did not sign in gets none.
FOR_MEMBERS = N_("We offer it to customers with an account.")
# So many working days before the day the old unit is due, and on that day.
REMIND_WORKING_DAYS = (5, 2, 0)


@dataclass(frozen=True, slots=True)
class AdvanceAnswer:
    """Say whether the new unit may ship first, and why (not)."""

    allowed: bool
    why: str


@dataclass(frozen=True, slots=True)
class AdvanceTerms:
    """Hold a policy's advance terms; days are working days from delivery."""

    is_offered: bool
    return_days: int
    grace_days: int
    most_open: int
    # Months from the start of its cover in which a unit is swapped in advance; None
    # for as long as it is covered. A service agreement opens the window again.
    months: int | None = None
    is_by_agreement: bool = False

    @property
    def may_be_had(self) -> bool:
        """Whether the policy or an agreement offers it at all."""
        return self.is_offered or self.is_by_agreement


def allow(
    *,
    terms: AdvanceTerms,
    coverage: Coverage,
    reason: Reason | None,
    is_product_eligible: bool,
    is_known_customer: bool,
    open_advances: int,
    started_on: date | None = None,
    on: date | None = None,
) -> AdvanceAnswer:
    """Return whether a replacement may go out before the old unit is back."""
    objections = (
        (
            not (terms.is_offered or terms.is_by_agreement),
            N_("It is not part of your terms."),
        ),
        (coverage.verdict is not Verdict.COVERED, N_("The unit is not covered.")),
        (
            coverage.basis not in (_BASES_AGREED if terms.is_by_agreement else _BASES),
            N_("It is for units that fail, not for ones given back."),
        ),
        (
            reason is not None and reason not in (Reason.DEFECTIVE, Reason.DOA),
            N_("It is for units that fail, not for ones given back."),
        ),
        (
            _is_window_over(terms, started_on, on),
            N_("The time in which it is swapped in advance is over for your terms."),
        ),
        (not is_product_eligible, N_("This product is not kept for swaps.")),
        (not is_known_customer, FOR_MEMBERS),
        (
            open_advances >= terms.most_open,
            N_("Too many units are still out; send one back first."),
        ),
    )
    for applies, why in objections:
        if applies:
            return AdvanceAnswer(allowed=False, why=why)
    return AdvanceAnswer(
        allowed=True, why=N_("The new unit ships first; the old one follows.")
    )


_BASES = (Basis.WARRANTY, Basis.DOA)
_BASES_AGREED = (*_BASES, Basis.CONTRACT)


def _is_window_over(
    terms: AdvanceTerms, started_on: date | None, on: date | None
) -> bool:
    if terms.is_by_agreement or terms.months is None or on is None:
        return False
    return started_on is None or on > months_after(started_on, terms.months)


def due_back(delivered_at: datetime, terms: AdvanceTerms, calendar: Calendar) -> date:
    """Return the day the old unit is due, counted in working days from delivery."""
    return calendar.after(calendar.local_day(delivered_at), terms.return_days)


def reminder_due(due_on: date, calendar: Calendar, today: date) -> int | None:
    """Return which reminder it is time for, by its days before; None for none."""
    reached = [
        days
        for days in REMIND_WORKING_DAYS
        if today >= (calendar.after(due_on, -days) if days else due_on)
    ]
    return reached[-1] if reached and today <= due_on else None
