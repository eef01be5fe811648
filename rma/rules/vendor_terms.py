"""What a manufacturer owes us: whether, how much, and until when we must ask."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from rma.rules.words import Finding, PartReturn


class FilingStart(StrEnum):
    """From which day a manufacturer counts its filing window."""

    REPORTED = "reported"
    RECEIVED = "received"
    INSPECTED = "inspected"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class VendorTerms:
    """Hold a manufacturer's terms for claims; days are calendar days."""

    filing_days: int
    filing_starts: FilingStart
    approval_before_shipping: bool
    part_return: PartReturn
    reply_days: int


@dataclass(frozen=True, slots=True)
class ClaimDates:
    """Hold the days a filing window may be counted from; unknown ones are None."""

    reported_on: date
    received_on: date | None = None
    inspected_on: date | None = None
    replaced_on: date | None = None


def may_claim(manufacturer_until: date | None, reported_on: date) -> bool:
    """Whether the manufacturer's own cover was running when the fault was reported."""
    return manufacturer_until is not None and reported_on <= manufacturer_until


def file_by(terms: VendorTerms, dates: ClaimDates) -> date:
    """
    Return the last day to file.

    While the day the window starts on has not come, the reporting day stands in
    for it: the earliest the window can close, so nothing lapses unseen.
    """
    start = {
        FilingStart.REPORTED: dates.reported_on,
        FilingStart.RECEIVED: dates.received_on,
        FilingStart.INSPECTED: dates.inspected_on,
        FilingStart.REPLACED: dates.replaced_on,
    }[terms.filing_starts]
    return (start or dates.reported_on) + timedelta(days=terms.filing_days)


def is_recoverable(finding: Finding) -> bool:
    """Whether a finding leaves something to ask the manufacturer for."""
    return finding in (Finding.FAULT_CONFIRMED, Finding.INCOMPLETE)


def reply_due(submitted_on: date, terms: VendorTerms) -> date:
    """Return the day the manufacturer's answer is due."""
    return submitted_on + timedelta(days=terms.reply_days)
