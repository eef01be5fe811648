"""Returns as the desk lists them: filtered, newest first, each with its next date."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from rma.models import Case, CaseLine, Discrepancy, Promise, Scan
from rma.queries import keyset
from rma.queries.desk_lists import state_of
from rma.rules.sentences import SENTENCES
from rma.rules.words import CaseStatus

ALL, OPEN = "all", "open"
LABEL_FAILED, DIFFERENT, CAME_LATE = "label_failed", "different", "came_late"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Say which returns are wanted; empty values leave a filter out."""

    status: str = OPEN
    owner_id: int | None = None
    since: date | None = None
    account: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class ListedCase:
    """Show one return in a list; `display` is English to translate."""

    case: Case
    display: str
    units: tuple[CaseLine, ...]
    next_step: str
    next_due_at: datetime | None
    next_state: str


@dataclass(frozen=True, slots=True)
class CasePage:
    """Hold a page of the list, and where the next one goes on."""

    cases: tuple[ListedCase, ...]
    next: str


def list_cases(wanted: Wanted, *, at: datetime) -> CasePage:
    """Return a page of returns in three statements."""
    page = keyset.newest(_filtered(wanted), wanted.after)
    return CasePage(listed_now(page.rows, at), page.next)


def _filtered(wanted: Wanted) -> QuerySet[Case]:
    cases = _in_status(wanted.status)
    if wanted.owner_id is not None:
        cases = cases.filter(owner_id=wanted.owner_id)
    if wanted.since:
        cases = cases.filter(opened_at__date__gte=wanted.since)
    if wanted.account:
        named = Q(account__number__iexact=wanted.account)
        cases = cases.filter(named | Q(account__name__icontains=wanted.account))
    return cases


def _in_status(status: str) -> QuerySet[Case]:
    cases = Case.objects.select_related("account", "contact", "owner")
    if status == ALL:
        return cases
    if status == OPEN:
        return cases.open()
    if status == LABEL_FAILED:
        return cases.open().label_refused()
    if status == DIFFERENT:
        return cases.filter(pk__in=Discrepancy.objects.open().values("case_id"))
    if status == CAME_LATE:
        return came_late(cases)
    return cases.filter(status=status)


def came_late(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Return the expired returns whose parcel was scanned at a dock all the same."""
    scanned = Scan.objects.filter(case__status=CaseStatus.EXPIRED)
    return cases.filter(status=CaseStatus.EXPIRED, pk__in=scanned.values("case_id"))


def listed_now(cases: tuple[Case, ...], at: datetime) -> tuple[ListedCase, ...]:
    """Return cases as a list shows them, each with its soonest open date."""
    return listed(cases, at, _soonest(cases))


def listed(
    cases: tuple[Case, ...], at: datetime, soonest: dict[int, Promise]
) -> tuple[ListedCase, ...]:
    """Return cases as a list shows them, their lines read in one statement."""
    units: dict[int, list[CaseLine]] = defaultdict(list)
    if cases:
        lines = CaseLine.objects.filter(case__in=cases).select_related("product")
        for line in lines.order_by("position"):
            units[line.case_id].append(line)
    return tuple(
        _listed(case, tuple(units[case.pk]), soonest.get(case.pk), at) for case in cases
    )


def _soonest(cases: tuple[Case, ...]) -> dict[int, Promise]:
    if not cases:
        return {}
    rows = Promise.objects.open().filter(case__in=cases).order_by("-due_at")
    return {row.case_id: row for row in rows}


def _listed(
    case: Case, units: tuple[CaseLine, ...], first: Promise | None, at: datetime
) -> ListedCase:
    return ListedCase(
        case=case,
        display=SENTENCES[case.situation],
        units=units,
        next_step=first.step if first else "",
        next_due_at=first.due_at if first else None,
        next_state=state_of(first, at) if first else "",
    )
