"""What is agreed where the replacement ships first: the very lines that are printed."""

from collections.abc import Iterable

from django.utils import timezone

from rma.documents import agreement, swap_terms
from rma.models import Policy, Unit


def agreed(units: Iterable[Unit | None], policy: Policy) -> tuple[str, ...]:
    """Return the lines of the agreements of some units, each line once."""
    lines = [
        line
        for unit in units
        if unit
        for line in agreement.summary_lines(
            swap_terms.terms_for(
                item=unit.product.name,
                serial=unit.serial,
                value=unit.paid,
                policy=policy,
                at=timezone.now(),
            )
        )
    ]
    return tuple(dict.fromkeys(lines))
