"""Shippo's list of labels, read page by page without ever following its links."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import shippo
from shippo.models import operations

from shipping.carriers.shippo.line import Line
from shipping.carriers.shippo.reading import listed, moment

_PER_PAGE = 100
_MOST_PAGES = 10


@dataclass(slots=True)
class Listing:
    """This will read the list newest first, and say whether all of it was read."""

    line: Line
    complete: bool = False

    def under_rate(self, rate_id: str) -> Iterator[dict[str, Any]]:
        """
        Yield every label bought by a rate.

        Raises CarrierUnavailable where a page is not to be had.
        """
        return self._pages(rate_id, None)

    def since(self, moment_of_sale: datetime) -> Iterator[dict[str, Any]]:
        """
        Yield every label sold since a moment.

        Raises CarrierUnavailable where a page is not to be had.
        """
        return self._pages(None, moment_of_sale)

    def _pages(
        self, rate_id: str | None, since: datetime | None
    ) -> Iterator[dict[str, Any]]:
        self.complete = False
        for number in range(1, _MOST_PAGES + 1):
            rows, is_last = self._page(number, rate_id)
            yield from (row for row in rows if _is_within(row, since))
            # Only a page that is old throughout ends the list: its order is a habit.
            all_old = since and rows and not any(_is_within(r, since) for r in rows)
            if is_last or all_old:
                self.complete = True
                return

    def _page(self, number: int, rate_id: str | None) -> tuple[list[Any], bool]:
        wanted = operations.ListTransactionsRequest(
            rate=rate_id, page=number, results=_PER_PAGE
        )

        def call(sdk: shippo.Shippo) -> object:
            return sdk.transactions.list(wanted)

        answer = self.line.question(call)
        if not answer.is_good or answer.body is None:
            return [], False
        rows = listed(answer.body.get("results"))
        return rows, not answer.body.get("next")


def _is_within(row: dict[str, Any], since: datetime | None) -> bool:
    sold_at = moment(row.get("object_created"))
    return since is None or sold_at is None or sold_at >= since
