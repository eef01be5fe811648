"""What came instead of what was announced, sent back; its own is waited for again."""

from datetime import datetime

from rma.models import Case, CaseLine, Discrepancy, Dispatch, Unit
from rma.rules.serials import key_of
from rma.rules.words import N_, DispatchKind, Step
from rma.steps import replanning, settling

_ANOTHER_CAME = N_("What came was not what was announced.")


def send_back(case: Case, line: CaseLine, found: Discrepancy, *, at: datetime) -> None:
    """Have what came packed and sent back to the customer, named as what it is."""
    Dispatch.objects.create(
        line=line,
        kind=DispatchKind.RETURNED,
        quantity=found.quantity,
        serial=found.serial,
        what=found.note.strip()[:200] or _known_as(found.serial),
        due_at=case.site.calendar.due_in(at, case.policy.replace_days),
    )


def _known_as(serial: str) -> str:
    """Return which article carries a serial number, or nothing where we do not know."""
    key = key_of(serial)
    unit = Unit.objects.filter(serial_key=key).first() if key else None
    return unit.product.name if unit else ""


def wait_again(case: Case, lines: list[CaseLine], *, at: datetime) -> None:
    """Date the plan anew where nothing of a return is here: its own is awaited."""
    if any(line.received for line in lines):
        return
    replanning.plan_anew(case, lines, why=_ANOTHER_CAME, at=at)
    # Whether a label is wanted once more, its customer says.
    settling.withdraw(case, Step.LABEL, why=_ANOTHER_CAME)
