"""Forms that take effect once: a hidden key, whoever presses how often."""

import re
import uuid

from django.http import HttpRequest

from rma.actions.use_case import Once

_KEY = re.compile(r"[0-9a-f]{32}")


def fresh() -> str:
    """Return a key for the hidden field of a form about to be shown."""
    return uuid.uuid4().hex


def once_of(request: HttpRequest, principal: str) -> Once:
    """
    Return the key that a form was sent with, as its own request.

    The key alone counts, not what was typed beside it: a page sent again after going
    back is the same wish, and the first one stands.
    """
    key = request.POST.get("once", "")
    if not _KEY.fullmatch(key):
        key = fresh()
    return Once(principal=principal, key=key, body_hash="form")
