"""Secrets of links that open one thing, once: made, counted, kept as a hash."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from rma.models import MailedLink
from rma.rules.scopes import hash_of

# So much a person may need; more is somebody who fills another's mailbox.
MOST_AN_HOUR = 5
MAILED_FOR = timedelta(minutes=30)


def mint_for_asker(at: datetime, **about: Any) -> str:  # noqa: ANN401 - columns of the link
    """Return a fresh secret of 256 bits; none where too many were asked for."""
    recent = MailedLink.objects.filter(made_at__gt=at - timedelta(hours=1), **about)
    if recent.count() >= MOST_AN_HOUR:
        return ""
    return mint(at, until=at + MAILED_FOR, **about)


def mint(at: datetime, *, until: datetime, **about: Any) -> str:  # noqa: ANN401 - as above
    """Return a fresh secret of 256 bits that opens something until a moment."""
    secret = secrets.token_urlsafe(32)
    MailedLink.objects.create(
        secret_hash=hash_of(secret), made_at=at, expires_at=until, **about
    )
    return secret
