"""Whether a remedy arrives by the day it is needed, and what helps if none does."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from portal.customer import words
from rma.queries.draft_page import Terms
from rma.queries.verdicts import Judgement
from rma.rules.remedies import Remedy
from rma.rules.words import Verdict, Wish

_MONEY = (Wish.CREDIT, Wish.REFUND)


@dataclass(frozen=True, slots=True)
class TooLate:
    """Say that nothing is in time, what is soonest, and what else there is."""

    title: str
    soonest: str
    ways: tuple[str, ...]


def with_you_on(offer: Remedy, terms: Terms) -> date | None:
    """
    Return the day the customer has it: money when it is issued, a unit when it arrives.

    Counted in the site's working days, as the plan counts them.
    """
    if offer.ready_by is None or offer.kind in _MONEY:
        return offer.ready_by
    days = terms.who.road_days(terms.policy, offer.ready_by)
    return terms.policy.site.calendar.after(offer.ready_by, days)


def is_in_time(offer: Remedy, terms: Terms, need_by: date | None) -> bool:
    """Whether it is with them by the day they need it; no day, no hurry."""
    on = with_you_on(offer, terms)
    return need_by is not None and on is not None and on <= need_by


def too_late(
    judgement: Judgement, terms: Terms, need_by: date | None
) -> TooLate | None:
    """Return what to say where every remedy comes after the day it is needed."""
    days = [
        (on, words.WISHES[each.kind.value])
        for each in judgement.remedies
        if (on := with_you_on(each, terms))
    ]
    is_seen_first = judgement.coverage.verdict is Verdict.UNKNOWN
    if need_by is None or is_seen_first or not days:
        return None
    if any(is_in_time(each, terms, need_by) for each in judgement.remedies):
        return None
    first = min(days, key=lambda each: each[0])
    soonest = {"name": str(first[1]), "day": words.day(first[0])}
    return TooLate(
        title=_("None of this is with you by %(day)s") % {"day": words.day(need_by)},
        soonest=_("Soonest: %(name)s, with you by %(day)s.") % soonest,
        ways=tuple(_ways(judgement, terms)),
    )


def _ways(judgement: Judgement, terms: Terms) -> list[str]:
    ways = []
    kinds = [each.kind for each in judgement.remedies if each.available]
    if Wish.ADVANCE_REPLACEMENT in kinds:
        ways.append(_("Replacement first leaves us before yours is here."))
    if terms.policy.loaner_offered:
        ways.append(
            _("We may lend you one: ask on the page of your return, once it is made.")
        )
    return ways
