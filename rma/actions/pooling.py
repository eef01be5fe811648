"""The pool of loaners: which units join it, leave it, and come into it again."""

from datetime import datetime

from rma.actions.use_case import Once, use_case
from rma.models import Loaner, Product, Shelf, Site
from rma.rules.actors import Actor
from rma.rules.serials import key_of
from rma.rules.words import Grade
from rma.steps import placing
from rma.steps.lending import StillHoldsData
from rma.steps.minting import fresh_code


class LoanerKnown(Exception):
    """Another loaner has this asset number or serial number."""


class StillLent(Exception):
    """The loaner is promised, out, or never came back; it is taken back first."""


@use_case
def add_loaner(
    *,
    product: Product,
    tag: str,
    serial: str,
    site: Site,
    grade: Grade,
    note: str,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Loaner:
    """Take a unit into the pool; raises LoanerKnown."""
    named, key = tag.strip()[:30], key_of(serial)
    rows = Loaner.objects.all()
    if not key or (rows.filter(tag__iexact=named) | rows.filter(serial_key=key)):
        raise LoanerKnown(named)
    return Loaner.objects.create(
        code=fresh_code(),
        tag=named,
        product=product,
        serial=serial.strip()[:80],
        serial_key=key,
        site=site,
        grade=grade,
        note=note.strip()[:300],
        added_at=at,
        added_by=by.label[:120],
    )


@use_case
def retire_loaner(
    *,
    loaner_id: int,
    reason: str,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Loaner:
    """Take a unit out of the pool for good; raises StillLent, StillHoldsData."""
    loaner = Loaner.objects.select_for_update().get(pk=loaner_id)
    if loaner.loans.running().exists():
        raise StillLent
    if loaner.loans.to_erase().exists():
        raise StillHoldsData
    loaner.retired_at, loaner.retired_why = at, reason.strip()[:300]
    loaner.save(update_fields=["retired_at", "retired_why"])
    return loaner


@use_case
def readmit_loaner(
    *,
    loaner_id: int,
    grade: Grade,
    note: str,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Loaner:
    """
    Let a unit that was taken out of the pool be lent again, in the state it is in.

    One that was given up at a customer's is taken back there; raises StillLent.
    """
    loaner = Loaner.objects.select_for_update().get(pk=loaner_id)
    if loaner.loans.away().exists():
        raise StillLent
    loaner.retired_at, loaner.retired_why = None, ""
    loaner.grade, loaner.note = grade, note.strip()[:300]
    loaner.save(update_fields=["retired_at", "retired_why", "grade", "note"])
    return loaner


@use_case
def shelve_loaner(
    *,
    loaner_id: int,
    shelf_id: int,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Loaner:
    """Note on which shelf a loaner lies now. Raises placing.WrongSite."""
    loaner = Loaner.objects.select_for_update().get(pk=loaner_id)
    placing.shelve(loaner, Shelf.objects.get(pk=shelf_id))
    return loaner
