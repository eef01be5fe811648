"""What is agreed where the replacement ships first: the very lines that are printed."""

from collections.abc import Iterable, Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from rma.documents import agreement, swap_terms
from rma.models import Policy, Unit


def agreed(units: Iterable[Unit | None], policy: Policy) -> tuple[str, ...]:
    """
    Return the lines of the agreements of some units, alike ones together.

    What is owed for one that stays away is said of each, and below its own units.
    """
    alike: dict[object, list[tuple[str, ...]]] = {}
    for unit in units:
        if unit:
            key = (unit.product_id, unit.paid)
            alike.setdefault(key, []).append(_lines(unit, policy))
    told = [line for together in alike.values() for line in _together(together)]
    ends = [lines[-1] for together in alike.values() for lines in together]
    return (*told, *dict.fromkeys(ends))


def _lines(unit: Unit, policy: Policy) -> tuple[str, ...]:
    terms = swap_terms.terms_for(
        item=unit.product.name,
        serial=unit.serial,
        value=unit.paid,
        policy=policy,
        at=timezone.now(),
    )
    return agreement.summary_lines(terms)


def _together(units: list[tuple[str, ...]]) -> Iterator[str]:
    """Yield all lines but the last of units alike, each line once."""
    for line in zip(*(lines[:-1] for lines in units), strict=True):
        yield from dict.fromkeys(line)
    if len(units) > 1:
        yield _("The amounts are for each of these %(count)s.") % {"count": len(units)}
