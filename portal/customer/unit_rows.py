"""The units of a return as its page shows them: asked for, found, put right."""

from typing import Any

from django.utils.translation import gettext as _

from portal.customer import stay_choice, words
from rma.messages.words import FOUND, REMEDY
from rma.models import Resolution
from rma.queries.dispatches import DispatchView
from rma.queries.dossier import LineView
from rma.queries.outcomes import NOTHING_YET, Outcome
from rma.queries.tracking_page import TrackingPage
from rma.rules.words import Decision, DispatchKind, Finding, ResolutionKind


def rows_of(page: TrackingPage) -> list[dict[str, Any]]:
    """Return every unit of a return, with what was found and how it is put right."""
    became, sent = page.outcomes, page.dossier.dispatches
    is_begun = any(each.received for each in page.dossier.lines)
    return [
        row_of(line, became.get(line.id, NOTHING_YET), is_begun=is_begun)
        | {"new_serials": _new_serials(line, sent)}
        for line in page.dossier.lines
    ]


def _new_serials(line: LineView, sent: tuple[DispatchView, ...]) -> list[str]:
    """Return what stands on the units that left in place of a line's own."""
    return [
        each.serial
        for each in sent
        if each.line_position == line.position
        and each.kind == DispatchKind.REPLACEMENT
        and each.shipped_at
        and each.serial not in ("", line.serial)
    ]


def row_of(
    line: LineView, became: Outcome = NOTHING_YET, *, is_begun: bool = False
) -> dict[str, Any]:
    """Return one unit as the page of its return shows it; others may be here."""
    told = line.description.split("\n\n", 1)
    name = line.product or (told[0] if len(told) > 1 else "")
    return {
        "title": name or _("Unit %(position)s") % {"position": line.position},
        "serial": line.serial,
        "quantity": line.quantity,
        "told": told[-1],
        "answers": line.answers,
        "wish": words.WISHES[line.wish],
        "stays": stay_choice.told(line.stays) if line.stays else "",
        "repair_limit": line.repair_limit,
        "verdict": words.verdict(line.coverage),
        "decision": line.decision,
        "display": _decided(line, is_begun=is_begun),
        "why": line.decision_why if line.decision != Decision.APPROVED else "",
        "due_back_on": line.due_back_on,
        "found": _found(became),
        "ways": [_way(each, line.approved) for each in became.ways],
    }


def _decided(line: LineView, *, is_begun: bool) -> str:
    """Return how far one unit has come, in a few words."""
    if line.decision != Decision.APPROVED:
        return {
            Decision.NEEDS_REVIEW.value: _("A person is looking at it"),
            Decision.NEEDS_INFO.value: _("We asked you something"),
            Decision.REFUSED.value: _("Not accepted"),
        }.get(line.decision, _("Cancelled"))
    if line.short_closed and line.short_closed >= line.approved:
        return _("It did not come; we wait for it no more")
    if line.has_ended:
        return _("Settled")
    if line.resolved:
        return _("Decided, on its way to its end")
    if line.inspected:
        return _("Checked")
    if line.received:
        return _("Here, being checked")
    is_awaited = is_begun and line.expected and not line.stays
    return _("It has not come yet") if is_awaited else _("Accepted")


def _found(became: Outcome) -> str:
    """Return what the bench found, in the words of the letter about it."""
    if not became.finding:
        return ""
    return f"{_(FOUND[Finding(became.finding)])} {became.cause}".strip()


def _way(row: Resolution, approved: int) -> str:
    """Return how some units are put right; of all of them no count is said."""
    said = _(REMEDY[ResolutionKind(row.kind)])
    return said if row.quantity == approved else f"{row.quantity} × {said}"
