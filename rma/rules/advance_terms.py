"""Advance replacement: when it is allowed, and until when the old unit is due back."""

from dataclasses import dataclass
from datetime import date, datetime

from rma.rules.calendar import Calendar
from rma.rules.entitlement import Coverage
from rma.rules.words import N_, Basis, Reason, Verdict

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


def allow(
    *,
    terms: AdvanceTerms,
    coverage: Coverage,
    reason: Reason | None,
    is_product_eligible: bool,
    is_known_customer: bool,
    open_advances: int,
) -> AdvanceAnswer:
    """Return whether a replacement may go out before the old unit is back."""
    objections = (
        (not terms.is_offered, N_("It is not part of your terms.")),
        (coverage.verdict is not Verdict.COVERED, N_("The unit is not covered.")),
        (
            coverage.basis not in (Basis.WARRANTY, Basis.DOA),
            N_("It is for units that fail, not for ones given back."),
        ),
        (
            reason is not None and reason not in (Reason.DEFECTIVE, Reason.DOA),
            N_("It is for units that fail, not for ones given back."),
        ),
        (not is_product_eligible, N_("This product is not kept for swaps.")),
        (not is_known_customer, N_("We offer it to customers with an account.")),
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
