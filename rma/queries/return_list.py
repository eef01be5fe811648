"""Returns as a list: newest first, a page at a time, in two statements."""

from collections import defaultdict
from dataclasses import dataclass

from rma.models import Case, CaseLine
from rma.rules.words import CaseStatus


@dataclass(frozen=True, slots=True)
class ListedReturn:
    """Hold a case with its lines, as a list shows it."""

    case: Case
    lines: tuple[CaseLine, ...]


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
    cases = Case.objects.select_related("account")
    if account_id is not None:
        cases = cases.filter(account_id=account_id)
    if status is not None:
        cases = cases.filter(status=status)
    if after is not None:
        cases = cases.filter(pk__lt=after)
    found = list(cases.order_by("-pk")[: limit + 1])
    page = found[:limit]
    lines = _lines_of(page)
    return ReturnPage(
        tuple(ListedReturn(case, tuple(lines[case.pk])) for case in page),
        page[-1].pk if len(found) > limit else None,
    )


def _lines_of(cases: list[Case]) -> dict[int, list[CaseLine]]:
    grouped: dict[int, list[CaseLine]] = defaultdict(list)
    lines = CaseLine.objects.filter(case__in=cases).select_related("product")
    for line in lines.order_by("case_id", "position"):
        grouped[line.case_id].append(line)
    return grouped
