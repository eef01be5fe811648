"""A letter with a link that somebody asked for: written down, its delivery promised."""

from datetime import datetime
from email.utils import make_msgid

from outbox.post import post
from rma.messages import compose, link_letter
from rma.messages.link_letter import LinkLetter
from rma.models import Case, Message, Site


def write_link_letter(
    letter: LinkLetter, email: str, at: datetime, *, site: Site, case: Case | None
) -> Message:
    """Write a letter with a secret in it, and promise to deliver it."""
    text, html = link_letter.laid_out(letter, site)
    message = Message.objects.create(
        case=case,
        letter=letter.name,
        to=email.strip().lower(),
        to_name=letter.to_name[:120],
        subject=letter.subject,
        text=text,
        html=html,
        message_id=make_msgid(domain=compose.host()),
        in_reply_to=case.thread_id if case else "",
        is_secret=letter.is_secret,
        created_at=at,
    )
    post("deliver", f"deliver:{message.pk}", message_id=message.pk)
    return message
