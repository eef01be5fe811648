"""Which questions and known fixes fit a product and what happened to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from rma.rules.words import Reason

MOST = 3


@dataclass(frozen=True, slots=True)
class Fit:
    """Say what a row is for: one product, one category, or everything."""

    reason: str
    product_id: int | None = None
    category: str = ""

    def closeness(self, product_id: int | None, category: str) -> int:
        """Return how closely this speaks of a product; 0: not at all."""
        if self.product_id is not None:
            return 3 if self.product_id == product_id else 0
        if self.category:
            return 2 if self.category.casefold() == category.casefold() else 0
        return 1


class Fitted(Protocol):
    """Be a row that is for some products and one reason."""

    @property
    def fit(self) -> Fit:
        """Return what it is for."""

    @property
    def position(self) -> int:
        """Return its place among its like."""


Row = TypeVar("Row", bound=Fitted)


def chosen(
    rows: Iterable[Row], *, product_id: int | None, category: str
) -> dict[str, tuple[Row, ...]]:
    """Return at most three rows a reason, the closest first."""
    near = [
        (row.fit.closeness(product_id, category), row.position, row) for row in rows
    ]
    fitting = [each for each in near if each[0]]
    fitting.sort(key=lambda each: (-each[0], each[1]))
    return {
        reason.value: tuple(
            row for _near, _place, row in fitting if row.fit.reason == reason
        )[:MOST]
        for reason in Reason
    }
