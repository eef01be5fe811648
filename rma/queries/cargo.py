"""What is known by now of what lies in a box."""

from rma.models import CaseLine
from rma.rules import batteries
from rma.rules.words import Lithium


def may_never_travel(line: CaseLine) -> bool:
    """Return whether no carrier takes a line's units."""
    lithium = line.product.lithium if line.product else Lithium.NONE
    return batteries.may_never_travel(
        lithium, line.reason, is_hurt=line.is_battery_hurt
    )
