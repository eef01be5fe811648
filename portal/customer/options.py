"""The remedies of one unit as cards with facts, and what is not to be had."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.customer import in_time, words
from portal.templatetags.page import money
from rma.queries.draft_page import Terms
from rma.queries.verdicts import Judgement
from rma.rules.remedies import Remedy
from rma.rules.words import Verdict, Wish

# What somebody may wish for where a person looks first.
WISHES = (Wish.REPAIR, Wish.REPLACEMENT, Wish.CREDIT, Wish.REFUND)


@dataclass(frozen=True, slots=True)
class Option:
    """Be one remedy on a card; cards differ only by facts."""

    value: str
    title: str
    text: str
    when: str = ""
    price: SafeString | str = ""
    badge: str = ""
    checked: bool = False
    why_not: str = ""


def offered(
    judgement: Judgement, chosen: str, need_by: date | None, terms: Terms
) -> Iterable[Option]:
    """Return a card for each remedy that may be chosen, and which are in time."""
    if judgement.coverage.verdict is Verdict.UNKNOWN:
        for wish in WISHES:
            yield Option(
                value=wish.value,
                title=str(words.WISHES[wish.value]),
                text=_("A person looks first and tells you what is possible."),
                checked=chosen == wish.value,
            )
        return
    there = {each.kind: in_time.with_you_on(each, terms) for each in judgement.remedies}
    ready = [day for day in there.values() if day]
    soonest = min(ready) if len(ready) > 1 else None
    for each in judgement.remedies:
        if each.ready_by:
            is_soonest = there[each.kind] == soonest
            card = _card(each, there[each.kind], chosen, is_soonest=is_soonest)
            is_in_time = in_time.is_in_time(each, terms, need_by)
            yield replace(card, badge=_("In time")) if is_in_time else card


def not_offered(judgement: Judgement) -> Iterable[str]:
    """Return what is not to be had, each reason said once."""
    by_why: dict[str, list[str]] = {}
    if judgement.coverage.verdict is Verdict.UNKNOWN:
        return
    for each in judgement.remedies:
        if not each.available:
            by_why.setdefault(each.why, []).append(str(words.WISHES[each.kind.value]))
    for why, names in by_why.items():
        yield _("%(names)s: %(why)s") % {"names": ", ".join(names), "why": _(why)}


def _duties(offer: Remedy) -> str:
    """Return what somebody has to do, and what is kept of the price if anything is."""
    if _keeps_fee(offer):
        return f"{_('You send it in.')} {_(offer.why)}"
    return str(words.WISH_DUTIES[offer.kind.value])


def _keeps_fee(offer: Remedy) -> bool:
    return offer.kind in (Wish.CREDIT, Wish.REFUND) and bool(offer.why)


def _price(offer: Remedy) -> SafeString:
    """Return what it costs; a fee that is kept is called one."""
    price = money(offer.price)
    return format_html("{} {}", _("Fee kept:"), price) if _keeps_fee(offer) else price


def _card(
    offer: Remedy, there: date | None, chosen: str, *, is_soonest: bool
) -> Option:
    kind = offer.kind.value
    ready = str(words.READY[kind]) % {"day": words.day(offer.ready_by)}
    # Which is soonest is counted to the customer's door: the card names that day too.
    if there and there != offer.ready_by:
        named = {"ready": ready, "day": words.day(there)}
        ready = _("%(ready)s, with you by %(day)s") % named
    return Option(
        value=kind,
        title=str(words.WISHES[kind]),
        text=_duties(offer),
        when=ready,
        price=_price(offer),
        badge=_("Soonest") if is_soonest else "",
        checked=chosen == kind,
    )
