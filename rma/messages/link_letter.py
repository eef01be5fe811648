"""The letter that carries a link somebody asked for, text and HTML alike."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from rma.messages import links, words
from rma.messages.compose import Block
from rma.models import Case, Draft, Site
from rma.queries import signed_links

DRAFT_LEFT = "draft_left"
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class LinkLetter:
    """Hold a letter ready to be written down."""

    name: str
    to_name: str
    subject: str
    blocks: tuple[Block, ...]
    action: str
    url: str
    because: str
    language: str
    is_secret: bool = True


def tracking_letter(case: Case, *, secret: str = "", language: str = "") -> LinkLetter:
    """Return the letter with the link to a return; without a secret it lasts."""
    language = language or case.contact.language or settings.LANGUAGE_CODE
    with translation.override(language):
        return LinkLetter(
            name="tracking_link",
            to_name=words.quote(case.contact.name),
            subject=_("%(number)s: the link to your return") % {"number": case.number},
            blocks=(
                Block((_("You asked for the link to your return. Here it is."),)),
                Block((_once() if secret else _keep(),)),
            ),
            action=_("Open your return page"),
            url=_entry(secret) if secret else links.tracking_url(case),
            because=_because(),
            language=language,
        )


def order_letter(*, secret: str, name: str, language: str = "") -> LinkLetter:
    """Return the letter with the link to the units of an order."""
    language = language or settings.LANGUAGE_CODE
    with translation.override(language):
        return LinkLetter(
            name="order_link",
            to_name=words.quote(name),
            subject=_("The units of your order"),
            blocks=(
                Block((_("You asked for the units of your order, to return some."),)),
                Block((_once(),)),
            ),
            action=_("Choose what to return"),
            url=_entry(secret),
            because=_because(),
            language=language,
        )


def draft_letter(draft: Draft, *, language: str = "") -> LinkLetter:
    """Return the letter with the link to a return somebody has begun."""
    language = language or settings.LANGUAGE_CODE
    with translation.override(language):
        return LinkLetter(
            name="draft_link",
            to_name="",
            subject=_("Go on with your return"),
            blocks=(
                Block(
                    (_("You began a return and asked for a link to go on with it."),)
                ),
                Block(
                    (
                        _("Nothing has been sent yet; all you typed is kept."),
                        _("The link works once, within a month."),
                    )
                ),
            ),
            action=_("Go on with it"),
            url=f"{settings.RETURNWELL_URL}/d/{signed_links.draft_token(draft)}",
            because=_because(),
            language=language,
        )


def draft_left_letter(draft: Draft) -> LinkLetter:
    """Return the letter that tells somebody, once, of the return they left."""
    language = draft.language or settings.LANGUAGE_CODE
    with translation.override(language):
        # As long as the link; the draft is kept longer.
        told_at = draft.reminded_at or draft.changed_at
        until = words.day((told_at + signed_links.DRAFT_LINK_LASTS).date())
        units = [line.get("serial", "") for line in draft.data.get("lines", ())]
        about = ", ".join(words.quote(each) for each in units[:_MOST_NAMED] if each)
        told = [_("You began a return and did not send it.")]
        told += [_("It is about: %(units)s.") % {"units": about}] if about else []
        return LinkLetter(
            name=DRAFT_LEFT,
            to_name=words.quote(draft.data.get("contact", {}).get("name", "")),
            subject=_("Your return waits for you until %(day)s") % {"day": until},
            blocks=(
                Block(tuple(told)),
                Block(
                    (
                        _("All you typed is kept; the link works once, until %(day)s.")
                        % {"day": until},
                        _("If you need it no more, do nothing: we write this once."),
                    )
                ),
            ),
            action=_("Go on with it"),
            url=f"{settings.RETURNWELL_URL}/d/{signed_links.draft_token(draft)}",
            because=_because(),
            language=language,
        )


def laid_out(letter: LinkLetter, site: Site) -> tuple[str, str]:
    """Return both parts of a letter, made from the same blocks."""
    with translation.override(letter.language):
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
        text = render_to_string("letters/_frame.txt", shown)
        html = render_to_string("letters/_frame.html", shown)
        return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n", html


def _entry(secret: str) -> str:
    return f"{settings.RETURNWELL_URL}/l/{secret}"


def _once() -> str:
    return _("The link works once, within 30 minutes.")


def _keep() -> str:
    return _("Whoever has it can see the return: keep it to yourself.")


def _because() -> str:
    return _("You get this letter because somebody typed your address on our pages.")
