"""What must always be true of returns; each check names every breach in a sentence."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.core.files.storage import default_storage
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from rma.models import (
    Account,
    Agreement,
    Case,
    CaseLine,
    CreditRequest,
    Dispatch,
    Disposition,
    Document,
    Inspection,
    Loan,
    Manufacturer,
    Promise,
    ReceiptLine,
    RepairRule,
    Resolution,
    Unit,
)
from rma.queries import parcel_invariants
from rma.rules import lifecycle, numbers
from rma.rules.ledger import COLUMN_OF
from rma.rules.words import CaseStatus, Decision, ResolutionState
from shipping import checks

_CHUNK = 500


def find_all(at: datetime) -> list[str]:
    """Return every breach, in sentences a person can act on."""
    found: list[Iterable[str]] = [
        sums_that_differ_from_their_facts(),
        statuses_that_differ_from_their_facts(),
        loaners_nobody_waits_for(),
        units_on_two_open_lines(),
        approved_cases_without_promises(),
        credits_above_what_was_paid(),
        units_under_another_maker(),
        makers_that_deny_their_rules(),
        dispatches_out_of_step(),
        documents_without_a_file(),
        cases_without_history(),
        parcel_invariants.find_all(at),
        accounts_that_deny_their_agreements(),
        labels_that_wait_for_nothing(),
        checks.find_all(at),
    ]
    return [breach for breaches in found for breach in breaches]


def sums_that_differ_from_their_facts() -> Iterator[str]:
    """Yield the lines whose counts are not what the rows beside them add up to."""
    facts = {
        "received": _added(ReceiptLine, Q()),
        "inspected": _added(Inspection, Q(is_repeat=False, superseded_at=None)),
        "disposed": _added(Disposition, Q(superseded_at=None)),
        "resolved": _added(Resolution, ~Q(state=ResolutionState.CANCELLED)),
    }
    for column in dict.fromkeys(COLUMN_OF.values()):
        kinds = [kind for kind, name in COLUMN_OF.items() if name == column]
        done = Q(state=ResolutionState.DONE, kind__in=kinds)
        facts[column] = _added(Resolution, done)
    for name, added in facts.items():
        wrong = CaseLine.objects.annotate(told=added).exclude(told=F(name))
        rows = wrong.order_by("id").values_list("case__code", "position", name, "told")
        for code, position, says, told in rows.iterator(_CHUNK):
            where = f"{numbers.shown(code)} line {position}"
            yield f"{where} says {says} {name}, its facts say {told}"
    yield from _short_closures()


def _added(
    rows: type[ReceiptLine | Inspection | Disposition | Resolution], which: Q
) -> Coalesce:
    mine = rows._default_manager.filter(which, line=OuterRef("pk"))
    total = mine.order_by().values("line").annotate(all=Sum("quantity")).values("all")
    return Coalesce(Subquery(total), 0)


def _short_closures() -> Iterator[str]:
    """Yield the lines that wait for fewer units than history says."""
    lines = CaseLine.objects.select_related("case").order_by("id")
    told = Q(case__events__name="units.short-closed")
    for line in lines.filter(Q(short_closed__gt=0) | told).distinct():
        events = line.case.events.filter(name="units.short-closed")
        closed = sum(
            event.facts["quantity"]
            for event in events
            if event.facts.get("line") == line.position
        )
        if closed != line.short_closed:
            yield (
                f"{_named(line)} says {line.short_closed} short-closed, "
                f"its history says {closed}"
            )


def statuses_that_differ_from_their_facts() -> Iterator[str]:
    """Yield the cases whose stored status or sentence is not the computed one."""
    cases = Case.objects.prefetch_related("lines").order_by("id")
    for case in cases.iterator(_CHUNK):
        ledger = case.ledger(tuple(line.sums for line in case.lines.all()))
        status = lifecycle.status_of(ledger)
        if case.status != status:
            yield f"{case.number} is {case.status}, its facts say {status}"
        said = lifecycle.situation_of(CaseStatus(status), ledger, case.journey)
        if case.situation != said:
            yield f"{case.number} says {case.situation}, its facts say {said}"
        for line in case.lines.all():
            if bool(line.ended_at) != line.sums.has_ended:
                yield f"{_named(line)} has ended or not against its own sums"


def loaners_nobody_waits_for() -> Iterator[str]:
    """Yield the open returns that do not know whether a loaner of theirs is out."""
    out = Loan.objects.out().filter(line__case=OuterRef("pk"))
    rows = Case.objects.open().annotate(is_out=Exists(out)).order_by("id")
    for case in rows.exclude(is_loaner_out=F("is_out")):
        yield f"{case.number} is wrong about its loaner, is it out"


def units_on_two_open_lines() -> Iterator[str]:
    """Yield the units that stand on more than one open line."""
    open_lines = Q(lines__ended_at__isnull=True, lines__isnull=False)
    twice = Unit.objects.annotate(out=Count("lines", filter=open_lines))
    rows = twice.filter(out__gt=1).order_by("id").values_list("serial", "out")
    for serial, out in rows:
        yield f"unit {serial} is on {out} open lines"


def approved_cases_without_promises() -> Iterator[str]:
    """Yield the cases with an approved line that nobody ever gave a date for."""
    promised = Promise.objects.values("case")
    approved = CaseLine.objects.filter(decision=Decision.APPROVED).values("case")
    for case in Case.objects.filter(pk__in=approved).exclude(pk__in=promised):
        yield f"{case.number} is approved and has no plan"
    undated = Case.objects.open().filter(pk__in=approved)
    waiting = Promise.objects.open().values("case")
    broken = Promise.objects.filter(state="broken").values("case")
    for case in undated.exclude(pk__in=waiting).exclude(pk__in=broken):
        yield f"{case.number} is open and nobody owes its next step"


def credits_above_what_was_paid() -> Iterator[str]:
    """Yield the units and lines that were credited more than they cost, ever."""
    sums = (
        CreditRequest.objects.values("resolution__line__unit")
        .exclude(resolution__line__unit=None)
        .annotate(cents=Sum("amount_cents"))
    )
    credited = {row["resolution__line__unit"]: row["cents"] for row in sums}
    for unit in Unit.objects.filter(pk__in=credited).select_related("product"):
        if credited[unit.pk] > unit.paid.cents:
            yield f"unit {unit.serial} was credited more than {unit.paid}"
    lines = (
        CreditRequest.objects.filter(resolution__line__unit=None)
        .values("resolution__line")
        .annotate(cents=Sum("amount_cents"))
    )
    credited = {row["resolution__line"]: row["cents"] for row in lines}
    counted = CaseLine.objects.filter(pk__in=credited)
    for line in counted.select_related("product", "case", "unit"):
        if line.value and credited[line.pk] > line.value.cents:
            yield f"{_named(line)} was credited more than {line.value}"


def units_under_another_maker() -> Iterator[str]:
    """Yield the units whose maker is not the one of their product."""
    for unit in Unit.objects.exclude(manufacturer=F("product__manufacturer")):
        yield f"unit {unit.serial} is under another maker than its product"


def makers_that_deny_their_rules() -> Iterator[str]:
    """Yield the makers whose mark says otherwise than their table of rules."""
    has_rules = Exists(RepairRule.objects.filter(manufacturer=OuterRef("pk")))
    wrong = Manufacturer.objects.exclude(has_repair_rules=has_rules)
    for maker in wrong.order_by("name"):
        yield f"{maker.name} has repair rules or not against its own mark"


def dispatches_out_of_step() -> Iterator[str]:
    """Yield what left for a customer without a parcel, and swaps that differ."""
    left = Dispatch.objects.filter(shipped_at__isnull=False)
    for dispatch in left.filter(shipment=None).select_related("line__case"):
        yield f"{_named(dispatch.line)} was shipped without a parcel"
    bound = left.annotate(bound=Count("units")).exclude(bound=0)
    for dispatch in bound.exclude(bound=F("quantity")).select_related("line__case"):
        yield f"{_named(dispatch.line)} was shipped with a serial too few or too many"
    ahead = left.filter(is_ahead=True, cancelled_at=None).values("line")
    sent = CaseLine.objects.filter(is_sent_ahead=True).select_related("case")
    for line in sent.exclude(pk__in=ahead):
        yield f"{_named(line)} says its replacement left, no dispatch did"


def documents_without_a_file() -> Iterator[str]:
    """Yield the documents whose file is gone."""
    for document in Document.objects.select_related("case").iterator(_CHUNK):
        if not default_storage.exists(document.file):
            yield f"{document.case.number}: the file of “{document.title}” is missing"


def cases_without_history() -> Iterator[str]:
    """Yield the cases that nothing is known to have happened to."""
    for case in Case.objects.filter(events__isnull=True):
        yield f"{case.number} has no history"


def _named(line: CaseLine) -> str:
    return f"{line.case.number} line {line.position}"


def accounts_that_deny_their_agreements() -> Iterator[str]:
    """Yield accounts whose agreements nobody would read, or that have none to read."""
    theirs = Exists(Agreement.objects.filter(account=OuterRef("pk")))
    wrong = Account.objects.annotate(has=theirs).exclude(has=F("has_agreements"))
    for number in wrong.order_by("id").values_list("number", flat=True):
        yield f"account {number} says it has agreements or not against its own rows"


def labels_that_wait_for_nothing() -> Iterator[str]:
    """Yield open cases that wait for a declaration which no line of theirs owes."""
    waiting = CaseLine.objects.filter(case=OuterRef("pk"), is_waiting=True)
    cases = Case.objects.annotate(waits=Exists(waiting)).exclude(
        waits=F("is_data_owed")
    )
    for case in cases.order_by("id").iterator(_CHUNK):
        yield f"{case.number} waits for a word about data, or not, against its lines"
