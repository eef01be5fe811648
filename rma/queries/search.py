"""Returns by whatever somebody has in hand: any number, a name, an e-mail address."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from rma.models import Case
from rma.queries import case_list, claim_desk, scan_finds
from rma.queries.case_list import ListedCase
from rma.rules import numbers

_MOST = 50
_LONGEST = 200
_SURE = ("case", "parcel", "outbound", "serial")


@dataclass(frozen=True, slots=True)
class Hits:
    """Hold what was found; `exact` is the number of the one return it can only be."""

    exact: str
    cases: tuple[ListedCase, ...]
    is_cut: bool


def search(text: str, *, at: datetime) -> Hits:
    """
    Return the returns that a text speaks of, in at most four statements.

    A claim's number finds the return it is about.
    """
    plain = " ".join(text.split())[:_LONGEST]
    if not plain or not plain.isprintable():
        return Hits("", (), is_cut=False)
    if plain.upper().startswith("CLM"):
        claim = claim_desk.find_claim(plain)
        return Hits(claim.line.case.number if claim else "", (), is_cut=False)
    finds = [find for find in scan_finds.find(plain) if find.code]
    sure = {find.code for find in finds if find.kind in _SURE}
    if len(sure) == 1 and all(find.code in sure for find in finds):
        return Hits(numbers.shown(sure.pop()), (), is_cut=False)
    found = _read(_wanted(plain, {find.code for find in finds}))
    return Hits("", case_list.listed(found[:_MOST], at, {}), is_cut=len(found) > _MOST)


def _wanted(plain: str, codes: set[str]) -> Q:
    """Return numbers found by their own indexes, else names that hold the text."""
    if codes:
        return Q(code__in=codes)
    wanted = Q(account__number__iexact=plain)
    # SQLite folds the case of plain letters only: the common writings are tried too.
    for written in {plain, plain.lower(), plain.upper(), plain.title()}:
        wanted |= Q(account__name__icontains=written)
        wanted |= Q(contact__name__icontains=written)
    return wanted | Q(contact__email__icontains=plain)


def _read(wanted: Q) -> tuple[Case, ...]:
    cases = Case.objects.select_related("account", "contact", "owner").filter(wanted)
    return tuple(cases.order_by("-pk")[: _MOST + 1])
