"""Letting programs in: a key in the header, and what it may do."""

import hmac

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer
from typing_extensions import override

from portal.api import idempotency
from portal.api.caller import Caller
from rma.queries import key_look
from rma.queries.key_look import KnownKey
from rma.rules import scopes


class ScopeMissing(Exception):
    """The key is right and may not do this; carries the scope it would need."""

    def __init__(self, scope: str) -> None:
        """Remember the scope."""
        super().__init__(scope)
        self.scope = scope


class Bearer(HttpBearer):
    """Let a key in that has a scope; where asked, demand an idempotency key too."""

    def __init__(self, scope: str, *, once: bool = False) -> None:
        """Remember what the operation needs."""
        super().__init__()
        self.scope = scope
        self.once = once

    @override
    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:
        """
        Return the caller, or None for a key that is not (or no longer) right.

        Raises ScopeMissing, and idempotency.KeyMissing.
        """
        key = _right_key(token)
        if key is None:
            return None
        if self.scope not in _scopes_of(key):
            raise ScopeMissing(self.scope)
        if self.once:
            idempotency.key_of(request)
        return Caller(
            key.id, key.name, key.account_id, key.account_number, key.is_staff
        )


def _right_key(token: str) -> KnownKey | None:
    prefix = scopes.prefix_of(token)
    # A wrong prefix costs no look: it could carry signs a database refuses.
    if not (token.isascii() and token.isprintable() and len(token) <= 200):
        return None
    key = key_look.look_up(prefix, timezone.now())
    wanted = key.secret_hash if key else ""
    is_right = hmac.compare_digest(scopes.hash_of(token), wanted)
    return key if is_right else None


def _scopes_of(key: KnownKey) -> set[str]:
    """Return what a key may do: never more than its kind allows."""
    allowed = set(scopes.scopes_for(is_staff=key.is_staff))
    return allowed & set(key.scopes) if key.scopes else allowed
