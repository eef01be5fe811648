"""The bytes behind Shippo's links, which expire: fetched at once, from known hosts."""

from datetime import timedelta
from urllib.parse import urlsplit

import requests

from shipping.carriers.answers import Document
from shipping.carriers.shippo.front import NAME
from shipping.carriers.shippo.session import KeepingSession
from shipping.errors import CarrierUnavailable
from shipping.words import DocumentKind

_SOON = timedelta(seconds=30)
_HOSTS = (".amazonaws.com", ".goshippo.com", ".goshippo.io")
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
# How each kind of paper begins, whatever its link or its header calls it.
_KINDS = (
    (b"%PDF-", "application/pdf", "pdf"),
    (b"\x89PNG", "image/png", "png"),
    (b"^XA", "application/zpl", "zpl"),
)


def fetch(link: str, kind: DocumentKind, *, base: str) -> Document:
    """
    Return the paper behind a link; our key is never sent there.

    Raises CarrierUnavailable where it is not to be had now: a fresh link may do.
    """
    if not is_theirs(link, base):
        raise CarrierUnavailable(NAME, _SOON)
    with KeepingSession() as session:
        try:
            session.send(session.prepare_request(requests.Request("GET", link)))
        except requests.exceptions.RequestException:
            raise CarrierUnavailable(NAME, _SOON) from None
        kept = session.kept
    if kept is None or kept.status != 200:
        raise CarrierUnavailable(NAME, _SOON)
    for beginning, media_type, suffix in _KINDS:
        if kept.content.lstrip()[:8].startswith(beginning):
            return Document(kept.content, media_type, suffix, kind)
    raise CarrierUnavailable(NAME, _SOON)


def is_theirs(link: str, base: str) -> bool:
    """Return whether the link leads to a host of theirs, or to the sandbox here."""
    try:
        parts, home = urlsplit(link), urlsplit(base)
        same_place = (parts.hostname, parts.port) == (home.hostname, home.port)
    except ValueError:
        return False
    if home.hostname in _LOOPBACK:
        return parts.scheme in ("http", "https") and same_place
    host = parts.hostname or ""
    return parts.scheme == "https" and host.endswith(_HOSTS)
