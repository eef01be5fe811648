"""Letters that went out, or should have: as a list, and one as it was sent."""

from django.db.models import Q

from rma.models import Message
from rma.queries import keyset
from rma.queries.keyset import Slice


def list_mail(state: str, about: str, after: str) -> Slice[Message]:
    """Return a page of letters, newest first; `about` is an address or a subject."""
    rows = Message.objects.select_related("case").defer("text", "html")
    if state == "sent":
        rows = rows.filter(sent_at__isnull=False)
    elif state == "waiting":
        rows = rows.filter(sent_at=None, problem="", held="")
    elif state == "failed":
        rows = rows.filter(sent_at=None).exclude(problem="")
    elif state == "held":
        rows = rows.exclude(held="")
    if about:
        rows = rows.filter(Q(to__icontains=about) | Q(subject__icontains=about))
    return keyset.newest(rows, after)


def letter(message_id: int) -> Message | None:
    """Return one letter."""
    return Message.objects.select_related("case").filter(pk=message_id).first()
