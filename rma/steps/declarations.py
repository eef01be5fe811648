"""Declarations about data, kept with the words that were agreed to."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from outbox.inserting import insert
from rma.models import CaseLine, ErasureDeclaration
from rma.rules.actors import Actor
from rma.rules.erasure import DECLARATIONS, DataLine, Erasure


def data_of(line: CaseLine) -> DataLine:
    """Return what decides whether a line owes a declaration."""
    # What stays with its owner keeps its data where it is.
    holds_data = bool(line.product and line.product.holds_data) and not line.stays
    return DataLine(holds_data, line.is_advance, line.erasure)


def keep_declarations(
    lines: Iterable[CaseLine], *, by: Actor, at: datetime, address: str | None
) -> None:
    """Write what lines declare, in the language it was read in."""
    rows = [
        ErasureDeclaration(
            line=line,
            choice=line.erasure,
            words=_(DECLARATIONS[Erasure(line.erasure)]),
            at=at,
            by=by.label[:120],
            address=address,
        )
        for line in lines
        if line.erasure
    ]
    if rows:
        insert(rows)
