"""What the pages show while they are walked: a few returns, or the demo's year."""

from datetime import UTC, datetime

from rma.demo import world
from rma.models import Case
from rma.rules.words import Reason, Wish
from tests.rma.builders import a_case, a_unit, broken

TODAY = datetime(2026, 11, 18, 9, 30, tzinfo=UTC)


def small_world() -> list[Case]:
    """Return a return to decide, one with its label, and one with a swap."""
    for serial in ("SN-1", "SN-2", "SN-3"):
        a_unit(serial)
    return [
        a_case(broken("SN-1", reason=Reason.OTHER)),
        a_case(broken("SN-2")),
        a_case(broken("SN-3", wish=Wish.ADVANCE_REPLACEMENT)),
    ]


def everything() -> list[Case]:
    """Return a return of each situation the demonstration knows."""
    world.tell(at=TODAY, past=20)
    cases = Case.objects.select_related("contact").order_by("-id")
    return list({(case.status, case.situation): case for case in cases}.values())
