"""The one letter of a day, for who would rather not get one for each step."""

from collections.abc import Iterator
from dataclasses import replace

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rma.messages import link_letter, links, words
from rma.messages.compose import Block
from rma.messages.link_letter import LinkLetter
from rma.models import Message, Site
from rma.queries.digest_facts import CaseNews, DigestFacts
from rma.rules.plan import STEP_WORDS
from rma.rules.words import Step

# So many promises of one return say enough; its page has all.
_MOST_PROMISES = 4


def letter_of(facts: DigestFacts) -> LinkLetter:
    """Return the letter, which still lacks the address under which it ends."""
    contact = facts.contact
    language = contact.language or settings.LANGUAGE_CODE
    with translation.override(language):
        count = len(facts.cases)
        named = {"count": count, "number": facts.cases[0].case.number}
        subject = ngettext(
            "%(number)s: what moved since yesterday",
            "What moved in %(count)s returns since yesterday",
            count,
        )
        return LinkLetter(
            name="digest",
            to_name=words.quote(contact.name),
            subject=subject % named,
            blocks=tuple(_blocks(facts)),
            action=_action(facts),
            url=_address(facts),
            because=_("You get this letter because you chose one letter a day."),
            language=language,
            is_secret=False,
        )


def laid_out(letter: LinkLetter, message: Message, site: Site) -> tuple[str, str]:
    """Return both parts; the last lines say how to get each letter by itself again."""
    with translation.override(letter.language):
        told = _("Rather not once a day? Change it here, without signing in:")
        ending = Block((told, links.unsubscribe_url(message)))
    return link_letter.laid_out(replace(letter, blocks=(*letter.blocks, ending)), site)


def _action(facts: DigestFacts) -> str:
    if len(facts.cases) == 1:
        return _("Open your return page")
    is_member = facts.contact.user_id is not None
    return _("Open your returns") if is_member else _("Open what moved last")


def _address(facts: DigestFacts) -> str:
    if len(facts.cases) > 1 and facts.contact.user_id:
        return f"{settings.RETURNWELL_URL}/account/returns"
    return links.tracking_url(facts.cases[0].case)


def _blocks(facts: DigestFacts) -> Iterator[Block]:
    for news in facts.cases:
        if len(facts.cases) > 1:
            yield Block((_about(news, is_guest=not facts.contact.user_id),))
        yield Block(tuple(_moved(news)), is_list=True)
        ahead = tuple(_ahead(news))
        if ahead:
            yield Block((_("What comes next:"),))
            yield Block(ahead, is_list=True)


def _about(news: CaseNews, *, is_guest: bool) -> str:
    if not is_guest:
        return _("Return %(number)s:") % {"number": news.case.number}
    named = {"number": news.case.number, "url": links.tracking_url(news.case)}
    return _("Return %(number)s, %(url)s :") % named


def _moved(news: CaseNews) -> Iterator[str]:
    calendar = news.case.site.calendar
    for each in news.moved:
        day = date_format(calendar.local_day(each.at), "l j F")
        yield _("%(day)s: %(what)s") % {"day": day, "what": each.subject}


def _ahead(news: CaseNews) -> Iterator[str]:
    for each in news.promises[:_MOST_PROMISES]:
        day = date_format(news.case.site.calendar.local_day(each.due_at), "l j F")
        step = _(STEP_WORDS[Step(each.step)])
        yield _("%(step)s, by %(day)s") % {"step": step, "day": day}
