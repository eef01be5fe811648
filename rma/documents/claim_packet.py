"""The manufacturer claim packet: everything a maker needs to say yes."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rma.documents import sheets
from rma.documents.sheets import Frame, Sheet, day
from rma.rules.money import Money

KIND = "claim_packet"


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value; facts without a value are left out."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The maker's warranty we rely on, with all that its end follows from."""

    clause: str
    starts_on: date
    starts_with: str
    months: int
    ends_on: date
    failed_on: date


@dataclass(frozen=True, slots=True)
class Check:
    """One check of the inspection, its result, and what was measured."""

    name: str
    result: str
    measured: str = ""


@dataclass(frozen=True, slots=True)
class Photo:
    """
    A photo by its caption and the SHA-256 of its file, with a small JPEG to look at.

    Without a hash its file is gone; without a picture it is in the ZIP only.
    """

    caption: str
    sha256: str
    picture: bytes = field(default=b"", compare=False)


@dataclass(frozen=True, slots=True)
class CostLine:
    """One line of what we ask for, all in one currency."""

    what: str
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimContent:
    """
    All that stands in a claim packet; no personal data of the end customer.

    `unit` and `purchase` are facts such as model, serial, lot, firmware, invoice.
    `reproduced` is None where nobody inspected. An empty `inspected_by` says the same.
    `is_kept` promises that the unit waits here for the maker.
    """

    frame: Frame
    claim_number: str
    maker: str
    kind: str
    file_by: date | None
    unit: tuple[Fact, ...]
    purchase: tuple[Fact, ...]
    cover: Cover
    failure: str
    asked_for: str
    costs: tuple[CostLine, ...]
    maker_reference: str = ""
    failure_facts: tuple[Fact, ...] = ()
    inspected_by: str = ""
    inspected_on: date | None = None
    reproduced: bool | None = None
    inspection_notes: str = ""
    checks: tuple[Check, ...] = ()
    photos: tuple[Photo, ...] = ()
    done: tuple[str, ...] = ()
    is_kept: bool = False
    history: tuple[str, ...] = ()

    @property
    def total(self) -> Money | None:
        """Return what all cost lines come to."""
        if not self.costs:
            return None
        cents = sum(line.amount.cents for line in self.costs)
        return Money(cents, self.costs[0].amount.currency)


def calculation(cover: Cover) -> tuple[Fact, ...]:
    """Return the warranty period step by step, in the active language."""
    return (
        Fact(_("Starts"), f"{day(cover.starts_on)} ({cover.starts_with})"),
        Fact(
            _("Runs"),
            ngettext("%(months)s month", "%(months)s months", cover.months)
            % {"months": cover.months},
        ),
        Fact(_("Ends"), day(cover.ends_on)),
        Fact(_("Failed"), day(cover.failed_on)),
        Fact(_("So it failed"), _distance(cover)),
    )


@sheets.in_its_language
def sheet(content: ClaimContent) -> Sheet:
    """Return the packet ready to print, on the paper its frame asks for."""
    claim = {"claim": content.claim_number, "number": content.frame.number}
    return sheets.lay_out(
        KIND,
        content,
        title=_("%(number)s claim %(claim)s") % claim,
        pictures=tuple(photo.picture for photo in content.photos),
        calculation=calculation(content.cover),
    )


def _distance(cover: Cover) -> str:
    days = (cover.ends_on - cover.failed_on).days
    if days >= 0:
        inside = ngettext(
            "%(days)s day before the end: inside the warranty",
            "%(days)s days before the end: inside the warranty",
            days,
        )
        return inside % {"days": days}
    outside = ngettext(
        "%(days)s day after the end: we ask for goodwill",
        "%(days)s days after the end: we ask for goodwill",
        -days,
    )
    return outside % {"days": -days}
