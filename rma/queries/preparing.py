"""What the sender of a return does to its units before they are packed."""

from dataclasses import dataclass

from rma import models
from rma.models import CaseLine
from rma.queries.gathering import Found
from rma.rules.words import Decision


@dataclass(frozen=True, slots=True)
class Preparation:
    """
    Show one thing to do, in the words of the table, and for which articles.

    `id` is that of its first row where several say the same.
    """

    id: int
    title: str
    detail: str
    picture: str
    skus: frozenset[str]


def preparations_in(found: Found, lines: list[CaseLine]) -> tuple[Preparation, ...]:
    """Return what is done to the units that are sent to us, each thing once."""
    rows = found.rows("preparation", models.Preparation)
    rows.sort(key=lambda row: (row.position, row.pk))
    going = [
        line.product
        for line in lines
        if line.product and line.decision == Decision.APPROVED and not line.stays
    ]
    told: dict[tuple[str, str], tuple[models.Preparation, set[str]]] = {}
    for row in rows:
        skus = {product.sku for product in going if row.is_for(product)}
        if skus:
            told.setdefault((row.title, row.detail), (row, set()))[1].update(skus)
    return tuple(
        Preparation(row.pk, row.title, row.detail, row.picture, frozenset(skus))
        for row, skus in told.values()
    )
