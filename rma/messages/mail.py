"""Letters as mail: the headers, both parts, and what is attached."""

import re
from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime, formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from rma.messages import links
from rma.messages.letter_names import UNSUBSCRIBABLE
from rma.models import Message, Site

_BREAKS = re.compile(r"[\x00-\x1f\x7f]+")
LARGEST_ATTACHMENT = 1024 * 1024

Attached = tuple[str, bytes, str]


def mail_of(
    message: Message, *, at: datetime, attached: Sequence[Attached] = ()
) -> EmailMultiAlternatives:
    """Return a written letter as a mail of the company, answered by its case's site."""
    site = message.case.site if message.case else Site.objects.default()
    headers = {
        "Message-ID": message.message_id,
        "Date": format_datetime(at),
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }
    if message.in_reply_to:
        headers["In-Reply-To"] = message.in_reply_to
        headers["References"] = message.in_reply_to
    if message.letter in UNSUBSCRIBABLE:
        headers["List-Unsubscribe"] = f"<{links.unsubscribe_url(message)}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail = EmailMultiAlternatives(
        subject=one_line(message.subject),
        body=message.text,
        from_email=_sender(site),
        to=[named(message.to_name, message.to)],
        reply_to=[named(site.contact_name, site.contact_email)],
        headers=headers,
    )
    if message.html:
        mail.attach_alternative(message.html, "text/html")
    for name, content, media_type in attached:
        mail.attach(name, content, media_type)
    return mail


def named(name: str, email: str) -> str:
    """Return an address with its owner's name; no line break survives."""
    return formataddr((one_line(name), one_line(email)))


def one_line(text: str) -> str:
    """Return a text that may stand in a header."""
    return _BREAKS.sub(" ", text).strip()


def _sender(site: Site) -> str:
    _name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return named(site.company, address)
