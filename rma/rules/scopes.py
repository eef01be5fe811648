"""What a program's key may do, and how a key is written and recognised."""

import hashlib
from collections.abc import Collection

_OF_ACCOUNTS = {
    "coverage:read": "Look up what is owed for a serial.",
    "returns:read": "Read returns.",
    "returns:write": "Open and cancel returns.",
    "documents:read": "Read labels and packing slips.",
}
_OF_STAFF_ONLY = {
    "scans:read": "Look up scanned codes.",
    "receipts:write": "Take units in.",
    "inspections:write": "Write what was found.",
    "resolutions:write": "Decide what the customer gets.",
    "claims:read": "Read claims against manufacturers.",
    "claims:write": "Write what manufacturers answered.",
}

# Every scope by its name, with one line for the person who hands it out.
ACCOUNT_SCOPES = _OF_ACCOUNTS
STAFF_SCOPES = _OF_ACCOUNTS | _OF_STAFF_ONLY

_MARK = "rw_"
PREFIX_LENGTH = 11


class UnknownScope(ValueError):
    """There is no such scope, or not for this kind of key; the text names which."""


def scopes_for(*, is_staff: bool) -> tuple[str, ...]:
    """Return every scope that a key of a kind may have."""
    return tuple(STAFF_SCOPES if is_staff else ACCOUNT_SCOPES)


def granted(wanted: Collection[str], *, is_staff: bool) -> tuple[str, ...]:
    """
    Return the scopes of a new key: those wanted, or all of its kind.

    Raises UnknownScope for a name that is none, or that this kind may not have.
    """
    allowed = scopes_for(is_staff=is_staff)
    unknown = sorted(set(wanted) - set(allowed))
    if unknown:
        raise UnknownScope(", ".join(unknown))
    return tuple(name for name in allowed if name in wanted or not wanted)


def write_key(name: str, secret: str) -> str:
    """Return a key from eight letters that name it and a secret of 32 or more."""
    return f"{_MARK}{name[:8]}_{secret}"


def prefix_of(key: str) -> str:
    """Return the part of a key that is stored in the clear and finds its row."""
    return key[:PREFIX_LENGTH]


def hash_of(key: str) -> str:
    """Return what is stored of a key: long random text needs no salt."""
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
