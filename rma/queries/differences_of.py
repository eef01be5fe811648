"""Differences between what was announced and what came, of one return."""

from dataclasses import dataclass

from rma.models import Case, CaseLine, Discrepancy, Event, Unit
from rma.rules.discrepancies import Exit
from rma.rules.facts import InformationGiven
from rma.rules.serials import key_of
from rma.rules.words import Decision


@dataclass(frozen=True, slots=True)
class Seen:
    """Say what we know of a serial number that came instead of the announced one."""

    product: str = ""
    is_theirs: bool = False
    waiting: str = ""

    @property
    def usual_way(self) -> Exit | None:
        """Return the way out that this speaks for, or None where nothing does."""
        if self.waiting:
            return Exit.SWAP_CASE
        if self.product:
            return Exit.ACCEPT if self.is_theirs else Exit.ASK_CUSTOMER
        return None


def difference(case: Case, discrepancy_id: int) -> Discrepancy | None:
    """Return a difference of a return, settled or not, with the line it is about."""
    rows = Discrepancy.objects.filter(case=case, pk=discrepancy_id)
    return rows.select_related("line__product").first()


def answer_to(found: Discrepancy) -> str:
    """Return what the customer answered since they were asked about it."""
    if found.asked_at is None:
        return ""
    given = Event.objects.filter(
        case=found.case_id, name=InformationGiven.name, at__gte=found.asked_at
    )
    last = given.order_by("-id").first()
    return str(last.facts.get("answer", "")) if last else ""


def lines_of(case: Case) -> list[CaseLine]:
    """Return the lines that a difference may be about."""
    return list(CaseLine.objects.of(case))


def seen(case: Case, serial: str) -> Seen:
    """Return what we know of the serial number that the dock saw."""
    key = key_of(serial)
    if not key:
        return Seen()
    unit = Unit.objects.filter(serial_key=key).select_related("product").first()
    open_lines = CaseLine.objects.open().filter(decision=Decision.APPROVED)
    others = open_lines.filter(unit__serial_key=key).exclude(case=case)
    waiting = others.select_related("case").first()
    return Seen(
        product=unit.product.name if unit else "",
        is_theirs=unit is not None and unit.account_id in (None, case.account_id),
        waiting=waiting.case.number if waiting else "",
    )
