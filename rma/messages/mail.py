"""Letters as mail: the headers, both parts, and what is attached."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.utils import format_datetime, formataddr, parseaddr
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from typing_extensions import override

from rma.messages import counter_codes, links
from rma.messages.letter_names import UNSUBSCRIBABLE
from rma.models import Message, Site

_BREAKS = re.compile(r"[\x00-\x1f\x7f]+")
LARGEST_ATTACHMENT = 1024 * 1024

Attached = tuple[str, bytes, str]


class Mail(EmailMultiAlternatives):
    """Be a mail whose HTML brings its pictures along, each under its Content-ID."""

    pictures: Sequence[MIMEImage] = ()

    @override
    def message(self, **more: Any) -> Any:
        """Return the whole mail; HTML and pictures are one part of it (RFC 2387)."""
        whole = super().message(**more)
        for part in [*whole.walk()] if self.pictures else ():
            if part.get_content_type() == "multipart/alternative":
                parts: Any = part.get_payload()
                text, html = parts
                related = MIMEMultipart("related", type="text/html")
                for each in (html, *self.pictures):
                    related.attach(each)
                part.set_payload([text, related])
        return whole


def mail_of(
    message: Message,
    *,
    at: datetime,
    attached: Sequence[Attached] = (),
    pictures: Mapping[int, Attached] = MappingProxyType({}),
) -> Mail:
    """
    Return a written letter as a mail of the company, answered by its case's site.

    `pictures` are those of codes for the counter, by the number of their paper.
    """
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
    mail = Mail(
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
    mail.pictures = [_picture(at, *each) for at, each in pictures.items()]
    return mail


def _picture(paper_id: int, name: str, content: bytes, media_type: str) -> MIMEImage:
    picture = MIMEImage(content, media_type.removeprefix("image/"))
    picture["Content-ID"] = f"<{counter_codes.cid(paper_id)}>"
    picture["Content-Disposition"] = "inline"
    picture.set_param("filename", name, "Content-Disposition")
    return picture


def named(name: str, email: str) -> str:
    """Return an address with its owner's name; no line break survives."""
    return formataddr((one_line(name), one_line(email)))


def one_line(text: str) -> str:
    """Return a text that may stand in a header."""
    return _BREAKS.sub(" ", text).strip()


def _sender(site: Site) -> str:
    _name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return named(site.company, address)
