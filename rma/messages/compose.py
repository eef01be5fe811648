"""Letters made of facts: subject, blocks, and the two parts that say the same."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from rma.messages import context, counter_codes, ending_words, links, markup, words
from rma.messages.counter_codes import CounterCode
from rma.messages.letters import Owed, Reader
from rma.models import Site
from rma.queries import letter_facts
from rma.queries.letter_facts import LetterFacts
from rma.rules.words import Role

_NUMBERED = re.compile(r"^\d+\. ")
_SUBJECT_ENDS = "---"
_LONGEST_SUBJECT = 200


@dataclass(frozen=True, slots=True)
class Block:
    """Be a paragraph, or a list of lines; `is_numbered` means steps in order."""

    lines: tuple[str, ...]
    is_list: bool = False
    is_numbered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """Hold one letter to one person, ready to be written down."""

    name: str
    event_id: int
    to: str
    to_name: str
    message_id: str
    subject: str
    blocks: tuple[Block, ...]
    action: str
    url: str
    because: str
    language: str
    is_staff: bool
    attachments: tuple[dict[str, int], ...] = ()
    codes: tuple[CounterCode, ...] = ()
    markup: str = ""
    text: str = ""
    html: str = ""


class _To(NamedTuple):
    """Be one reader, in the language of their own."""

    name: str
    email: str
    language: str = ""


def compose(owed: Owed, facts: LetterFacts) -> tuple[Letter, ...]:
    """Return a letter owed, once for each of its readers."""
    return tuple(_compose_for(to, owed, facts) for to in _readers(owed.reader, facts))


def _compose_for(to: _To, owed: Owed, facts: LetterFacts) -> Letter:
    language = to.language or settings.LANGUAGE_CODE
    with translation.override(language):
        letter = _letter(owed, facts, to.name, to.email, language)
        return _finish(letter, facts.case.site)


def _readers(reader: Reader, facts: LetterFacts) -> tuple[_To, ...]:
    case = facts.case
    if reader is Reader.CUSTOMER:
        one = case.contact
        return (_To(one.name, one.email, one.language),)
    if reader is Reader.WARRANTY:
        people = letter_facts.people_of(Role.WARRANTY)
    else:
        people = (case.owner,) if case.owner and case.owner.is_active else ()
    named = tuple(_To(one.name, one.email, one.language) for one in people)
    return named or (_To(case.site.contact_name, case.site.contact_email),)


def _letter(
    owed: Owed, facts: LetterFacts, name: str, email: str, language: str
) -> Letter:
    subject, blocks = _read(owed.letter, facts)
    is_staff = owed.reader is not Reader.CUSTOMER
    number, url = facts.dossier.number, _address(owed, facts)
    codes = counter_codes.carried_by(owed.letter, facts)
    return Letter(
        name=owed.letter,
        event_id=facts.event.pk,
        to=email,
        to_name=words.quote(name),
        message_id=_message_id(facts, owed.letter, email),
        subject=f"{number}: {subject}"[:_LONGEST_SUBJECT],
        blocks=blocks,
        action=_action(owed),
        url=url,
        because=_why_you(number, is_staff=is_staff),
        language=language,
        is_staff=is_staff,
        attachments=_attachments(owed.letter, facts, codes),
        codes=codes,
        markup="" if is_staff else markup.parcel(owed.letter, facts, url),
    )


def _action(owed: Owed) -> str:
    if owed.reader is not Reader.CUSTOMER:
        return _("Open the case")
    return _("Tell us how it goes") if owed.page else _("Open your return page")


def _address(owed: Owed, facts: LetterFacts) -> str:
    if owed.reader is not Reader.CUSTOMER:
        return f"{settings.RETURNWELL_URL}/desk/returns/{facts.dossier.number}"
    return links.tracking_url(facts.case, page=owed.page)


def _why_you(number: str, *, is_staff: bool) -> str:
    if is_staff:
        text = _(
            "You get this letter because return %(number)s is yours to look after."
        )
    else:
        text = _("You get this letter because you have return %(number)s with us.")
    return text % {"number": number}


def _read(name: str, facts: LetterFacts) -> tuple[str, tuple[Block, ...]]:
    """Fill a letter's template: one line of subject, a rule, then its blocks."""
    template = get_template(f"letters/{name}.txt").template  # type: ignore[attr-defined]
    plain = Context(context.context_of(name, facts), autoescape=False)
    subject, body = template.render(plain).split(_SUBJECT_ENDS, 1)
    return " ".join(subject.split()), tuple(_blocks(body))


def _blocks(body: str) -> Iterator[Block]:
    for part in re.split(r"\n\s*\n", body):
        lines = tuple(" ".join(line.split()) for line in part.splitlines())
        lines = tuple(line for line in lines if line)
        if not lines:
            continue
        if all(_NUMBERED.match(line) for line in lines):
            bare = tuple(_NUMBERED.sub("", line, count=1) for line in lines)
            yield Block(bare, is_list=True, is_numbered=True)
        elif all(line.startswith("- ") for line in lines):
            yield Block(tuple(line[2:] for line in lines), is_list=True)
        else:
            yield Block(lines)


def _finish(letter: Letter, site: Site) -> Letter:
    """Lay both parts out from the same blocks."""
    shown = {
        "letter": letter,
        "contact": {
            "name": site.contact_name,
            "phone": site.contact_phone,
            "email": site.contact_email,
            "hours": words.hours(site.calendar),
        },
        "company": site.company,
        "rtl": translation.get_language_bidi(),
    }
    written = {
        name: render_to_string(f"letters/_frame.{name}", shown)
        for name in ("txt", "html")
    }
    text = re.sub(r"\n{3,}", "\n\n", written["txt"]).strip() + "\n"
    return replace(letter, text=text, html=written["html"])


def _attachments(
    name: str, facts: LetterFacts, codes: tuple[CounterCode, ...]
) -> tuple[dict[str, int], ...]:
    shown = tuple({"code": each.paper_id} for each in codes)
    parcel = facts.parcel("in")
    is_ready = parcel is not None and parcel.label_status == "ready"
    if name == "approved" and parcel and is_ready and parcel.purchase_id:
        return ({"label": parcel.purchase_id}, *shown)
    report_id = ending_words.report_id(facts) if name == "closed" else None
    return ({"report": report_id},) if report_id else shown


def _message_id(facts: LetterFacts, name: str, email: str) -> str:
    """Return the same name for the same letter, however often it is composed."""
    to = hashlib.sha256(email.lower().encode()).hexdigest()[:10]
    return f"<e{facts.event.pk:07}.{name}.{to}@{host()}>"


def host() -> str:
    """Return the name of this installation, as letters carry it."""
    return urlsplit(settings.RETURNWELL_URL).hostname or "localhost"
