"""Letting other people's programs in: keys issued, only their hashes kept."""

import secrets
import string
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from rma.actions.use_case import use_case
from rma.models import Account, ApiKey
from rma.rules import scopes


@dataclass(frozen=True, slots=True)
class IssuedKey:
    """Hold a fresh key: the only time its secret is known."""

    row: ApiKey
    key: str


@use_case
def issue_key(
    *,
    name: str,
    account: Account | None,
    wanted: Collection[str] = (),
    at: datetime,
) -> IssuedKey:
    """
    Make a key for an account, or for our own staff where none is named.

    Without wanted scopes it has all of its kind. Raises scopes.UnknownScope.
    """
    is_staff = account is None
    granted = scopes.granted(wanted, is_staff=is_staff)
    handle = "".join(secrets.choice(string.ascii_lowercase) for _ in range(8))
    key = scopes.write_key(handle, secrets.token_urlsafe(32))
    row = ApiKey.objects.create(
        name=name.strip()[:80],
        prefix=scopes.prefix_of(key),
        secret_hash=scopes.hash_of(key),
        account=account,
        is_staff=is_staff,
        scopes=list(granted),
        created_at=at,
    )
    return IssuedKey(row, key)
