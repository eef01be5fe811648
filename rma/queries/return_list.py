"""Returns as a list: newest first, a page at a time, in two statements."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from outbox.composed import Composed, Slot
from rma.models import Case, CaseLine
from rma.rules.words import CaseStatus


class ListedCase(NamedTuple):
    """Hold what a list shows of a case, as it is stored."""

    id: int
    code: str
    status: str
    situation: str
    account: str
    reference: str
    purchase_order: str
    opened_at: datetime
    changed_at: datetime
    closed_at: datetime | None
    tracking_version: int


class ListedLine(NamedTuple):
    """Hold what a list shows of a line, as it is stored."""

    case_id: int
    id: int
    serial: str
    sku: str | None
    quantity: int
    decision: str


@dataclass(frozen=True, slots=True)
class ListedReturn:
    """Hold a case with its lines, as a list shows it."""

    case: ListedCase
    lines: tuple[ListedLine, ...]


@dataclass(frozen=True, slots=True)
class ReturnPage:
    """Hold one page, and the id the next one goes on after, if there is one."""

    items: tuple[ListedReturn, ...]
    next_after: int | None


def list_returns(
    *,
    account_id: int | None,
    status: CaseStatus | None,
    after: int | None,
    limit: int,
) -> ReturnPage:
    """Return a page of returns; an account sees its own, None is all."""
    asked = {"account_id": account_id, "status": status, "id__lt": after}
    named = {name: value for name, value in asked.items() if value is not None}
    found = [ListedCase(*row) for row in _cases(tuple(named), limit).all(**named)]
    page = found[:limit]
    lines = _lines_of([case.id for case in page])
    return ReturnPage(
        tuple(ListedReturn(case, tuple(lines[case.id])) for case in page),
        page[-1].id if len(found) > limit else None,
    )


# A program asks for its pages in one way, and as often as it can.
@lru_cache(maxsize=64)
def _cases(named: tuple[str, ...], limit: int) -> Composed[tuple[Any, ...]]:
    """Return the statement of one page, by the names of what narrows it."""
    columns = (
        name if name != "account" else "account__number" for name in ListedCase._fields
    )
    narrowed = Case.objects.filter(**{name: Slot(name) for name in named})
    page = narrowed.order_by("-pk").values_list(*columns)[: limit + 1]
    return Composed(lambda: page)


def _lines_of(case_ids: list[int]) -> dict[int, list[ListedLine]]:
    grouped: dict[int, list[ListedLine]] = defaultdict(list)
    if not case_ids:
        return grouped
    room = _room_for(len(case_ids))
    # The last one again and again, so that few statements serve pages of any length.
    padded = case_ids + case_ids[-1:] * (room - len(case_ids))
    rows = _lines(room).all(**{_slot(place): id for place, id in enumerate(padded)})
    for row in rows:
        grouped[row[0]].append(ListedLine(*row))
    return grouped


@lru_cache(maxsize=8)
def _lines(cases: int) -> Composed[tuple[Any, ...]]:
    """Return the statement that finds the lines of so many cases."""
    slots: list[Any] = [Slot(_slot(place)) for place in range(cases)]
    return Composed(
        lambda: (
            CaseLine.objects.filter(case__id__in=slots)
            .order_by("case_id", "position")
            .values_list(
                "case_id", "id", "serial", "product__sku", "quantity", "decision"
            )
        )
    )


def _slot(place: int) -> str:
    return f"case_{place}"


def _room_for(count: int) -> int:
    """Return the next power of two."""
    return 1 << (count - 1).bit_length()
