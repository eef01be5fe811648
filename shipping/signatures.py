"""Whether a call really comes from who holds the secret: pure, and in constant time."""

import hmac
import re
from collections.abc import Iterable
from datetime import datetime, timedelta

TOLERANCE = timedelta(minutes=5)
_SECONDS = re.compile(r"[0-9]{1,12}")


def is_signed(
    header: str, body: bytes, *, secrets: Iterable[str], at: datetime
) -> bool:
    """
    Return whether `t=<seconds>,v1=<hex>` signs the raw body with one of the secrets.

    Several secrets let one be replaced without a gap. A header that says `t` or `v1`
    twice is refused: which one counts would be a guess.
    """
    parts = [part.strip().partition("=") for part in header.split(",")]
    told = {name: value for name, _, value in parts}
    names = [name for name, _, _ in parts]
    if names.count("t") != 1 or names.count("v1") != 1:
        return False
    if not _SECONDS.fullmatch(told["t"]):
        return False
    if abs(int(told["t"]) - at.timestamp()) > TOLERANCE.total_seconds():
        return False
    signed = told["t"].encode() + b"." + body
    given = told["v1"].encode()
    # All are compared, so that the time taken does not say which one was near.
    matches = [
        hmac.compare_digest(
            hmac.new(key.encode(), signed, "sha256").hexdigest().encode(), given
        )
        for key in secrets
    ]
    return any(matches)


def is_same(secret: str, given: str) -> bool:
    """Return whether a secret was given; an empty one is no secret."""
    return bool(secret) and hmac.compare_digest(secret.encode(), given.encode())
