"""What whoever scanned does next with units of a return."""

from django.utils.translation import gettext as _

from rma.models import CaseLine
from rma.rules.words import Decision

_UNDECIDED = (Decision.NEEDS_REVIEW, Decision.NEEDS_INFO)


def not_announced(lines: list[CaseLine]) -> tuple[str, str] | None:
    """Return why nothing was to come yet, and what to do with it all the same."""
    if any(line.stays for line in lines):
        return (
            _("It was to stay with its owner"),
            _("Count what is in the box and take it in; support tells the owner."),
        )
    if any(line.decision in _UNDECIDED for line in lines):
        return (
            _("Not decided yet"),
            _("Set it aside: support decides whether it may come back."),
        )
    return None


def remains(lines: list[CaseLine]) -> str:
    """Return what is still to do with units that are here."""
    if any(line.inspected < line.received for line in lines):
        return _("Check it.")
    if any(line.sums.unresolved for line in lines):
        return _("Decide what the customer gets.")
    if any(line.ended_at is None for line in lines):
        return _("Ship what the customer is waiting for.")
    return _("Nothing remains to do.")
