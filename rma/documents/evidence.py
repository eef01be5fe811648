"""All that speaks for a claim in one ZIP: named by us, the same bytes every time."""

import hashlib
import io
import zipfile
from dataclasses import dataclass

KIND = "claim_evidence"
MEDIA_TYPE = "application/zip"
# What a mailbox of a maker takes is less; more than this is no help to anybody.
MOST_BYTES = 40 * 1024 * 1024

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o644 << 16
_UNIX = 3
_SUMS = "SHA256SUMS"


@dataclass(frozen=True, slots=True)
class Member:
    """Hold one file of the ZIP under a name that we chose."""

    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        """Return the hash of its bytes, in hex."""
        return hashlib.sha256(self.content).hexdigest()


def content_key(members: tuple[Member, ...]) -> str:
    """Return what tells one set of evidence from another."""
    return hashlib.sha256(_sums(members)).hexdigest()


def packed(folder: str, members: tuple[Member, ...]) -> bytes:
    """
    Return a ZIP of the members in a folder, with their hashes beside them.

    The same members give the same bytes: no clock and no machine is written in.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for each in (*members, Member(_SUMS, _sums(members))):
            entry = zipfile.ZipInfo(f"{folder}/{each.name}", _FIRST_DAY)
            entry.external_attr, entry.create_system = _READABLE, _UNIX
            archive.writestr(entry, each.content)
    return out.getvalue()


def _sums(members: tuple[Member, ...]) -> bytes:
    return "".join(f"{each.sha256}  {each.name}\n" for each in members).encode()
