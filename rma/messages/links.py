"""The secret addresses in letters: made from a key, revoked by a higher version."""

import base64
import binascii
import hashlib
import hmac
from functools import cache
from typing import Protocol
from urllib.parse import urlsplit

from django.conf import settings

from rma.models import HeldRequest, Message, Unit
from rma.queries import signed_links
from rma.rules import numbers


class Tracked(Protocol):
    """Be a case, or what a list holds of it: its code, and its tokens' version."""

    @property
    def code(self) -> str:
        """Return the code of its number."""

    @property
    def tracking_version(self) -> int:
        """Return which version of its tokens counts."""


TRACKING = "tracking"
SHARED = "shared"
STICKER = "sticker"
_MAC_BYTES = 16  # 128 bits: nobody guesses one
_VERSION_BYTES = 2
# As on a parcel: 80 bits, since a code that is small enough to print has to be read.
_MARK_BYTES = 10


def tracking_url(case: Tracked, *, page: str = "") -> str:
    """
    Return the address of a case's tracking page; opening it changes nothing.

    `page` names another page of the case to land on, such as "again".
    """
    landing = f"?to={page}" if page else ""
    return f"{settings.RETURNWELL_URL}/t/{tracking_token(case)}{landing}"


def unit_url(unit: Unit) -> str:
    """Return the address that begins a return of a unit, for its plate or a letter."""
    return f"{settings.RETURNWELL_URL}/u/{signed_links.unit_token(unit)}"


def unsubscribe_url(message: Message) -> str:
    """Return where the reader of a letter may end its kind; looking changes nothing."""
    return f"{settings.RETURNWELL_URL}/w/{signed_links.letter_token(message)}"


def held_url(held: HeldRequest) -> str:
    """Return where whoever asked sees how a request stands that waits for a yes."""
    return f"{settings.RETURNWELL_URL}/h/{signed_links.held_token(held)}"


def base_url() -> str:
    """Return where this installation is reached."""
    return str(settings.RETURNWELL_URL)


def is_home_here() -> bool:
    """Return whether links of ours lead whoever follows them to their own machine."""
    host = urlsplit(base_url()).hostname or ""
    return host in ("localhost", "::1") or host.startswith("127.")


def tracking_token(case: Tracked) -> str:
    """Return the token that opens a case's tracking page, until its version rises."""
    return seal(TRACKING, case.code, case.tracking_version)


def read_token(token: str) -> tuple[str, int] | None:
    """Return the case's code and version a tracking token was made for, or None."""
    return unseal(TRACKING, token)


def shared_url(case: Tracked) -> str:
    """Return the address that shows a case to others; it opens nothing else."""
    token = seal(SHARED, case.code, case.tracking_version)
    return f"{settings.RETURNWELL_URL}/v/{token}"


def read_shared(token: str) -> tuple[str, int] | None:
    """Return the code and version a token for others was made for, or None."""
    return unseal(SHARED, token)


def sticker_mark(case: Tracked) -> str:
    """Return what the sticker on a unit adds to its return's code, in capitals."""
    mac = _mac(STICKER, _body(case.code, case.tracking_version))[:_MARK_BYTES]
    return base64.b32encode(mac).decode("ascii")


def is_sticker(case: Tracked, mark: str) -> bool:
    """Whether a mark stands on a sticker of ours for this return."""
    return hmac.compare_digest(sticker_mark(case).encode(), mark.upper().encode())


def seal(purpose: str, code: str, version: int) -> str:
    """Return a token for one purpose, one code and one version."""
    body = _body(code, version)
    return _to_text(_mac(purpose, body) + body)


def unseal(purpose: str, token: str) -> tuple[str, int] | None:
    """Return what a token of that purpose was made for; None for any other text."""
    kept = _from_text(token)
    mac, body = kept[:_MAC_BYTES], kept[_MAC_BYTES:]
    if not hmac.compare_digest(mac, _mac(purpose, body)):
        return None
    code = body[_VERSION_BYTES:].decode("ascii", errors="replace")
    if not numbers.is_code(code):
        return None
    return code, int.from_bytes(body[:_VERSION_BYTES], "big")


def _body(code: str, version: int) -> bytes:
    return version.to_bytes(_VERSION_BYTES, "big") + code.encode("ascii")


def _mac(purpose: str, body: bytes) -> bytes:
    key = _key_for(purpose, settings.SECRET_KEY)
    return hmac.digest(key, body, hashlib.sha256)[:_MAC_BYTES]


@cache
def _key_for(purpose: str, secret: str) -> bytes:
    name = f"returnwell:{purpose}".encode()
    return hmac.digest(secret.encode(), name, hashlib.sha256)


def _to_text(token: bytes) -> str:
    return base64.urlsafe_b64encode(token).rstrip(b"=").decode("ascii")


def _from_text(text: str) -> bytes:
    try:
        kept = base64.b64decode(
            text.encode("ascii") + b"=" * (-len(text) % 4),
            altchars=b"-_",
            validate=True,
        )
    except (UnicodeEncodeError, binascii.Error):
        return b""
    # One token, one spelling: the spare bits of the last letter must be empty.
    return kept if _to_text(kept) == text else b""
