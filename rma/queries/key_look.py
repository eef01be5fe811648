"""The key a program shows: one statement, nothing but what its request needs."""

from datetime import datetime
from typing import NamedTuple

from outbox.composed import Composed, Slot
from rma.models import ApiKey


class KnownKey(NamedTuple):
    """Hold a valid key, and for whom it speaks; without an account for our staff."""

    id: int
    name: str
    secret_hash: str
    scopes: list[str]
    is_staff: bool
    account_id: int | None
    account_number: str | None


_VALID = Composed(
    lambda: ApiKey.objects.valid(Slot("at"))
    .filter(prefix=Slot("prefix"))
    .values_list(
        "id", "name", "secret_hash", "scopes", "is_staff",
        "account_id", "account__number",
    )
)  # fmt: skip


def look_up(prefix: str, at: datetime) -> KnownKey | None:
    """Return the valid key that begins so; whether it is the right one is open."""
    found = _VALID.first(at=at, prefix=prefix)
    return KnownKey(*found) if found else None
