"""What may be handed in as a file: kinds, sizes, and why one is turned away."""

from dataclasses import dataclass
from enum import StrEnum

LARGEST_BYTES = 10 * 1024 * 1024
LARGEST_PIXELS = 40_000_000
MOST_PAGES = 10
MOST_FILES = 20


class UploadKind(StrEnum):
    """Say what a file is meant to show."""

    PHOTO = "photo"
    PROOF_OF_PURCHASE = "proof_of_purchase"
    NAMEPLATE = "nameplate"
    ERASURE = "erasure"
    DESTRUCTION = "destruction"
    SERIAL_CUT = "serial_cut"
    DOCK = "dock"
    INSPECTION = "inspection"
    OTHER = "other"


# What shows that a unit stays as agreed with its owner (rules/staying.py).
PROOF_KINDS = frozenset({UploadKind.DESTRUCTION, UploadKind.SERIAL_CUT})


class UploadState(StrEnum):
    """Say how far a file has come: only a redrawn one is ever shown."""

    WAITING = "waiting"
    READY = "ready"
    REFUSED = "refused"


class Problem(StrEnum):
    """Say why a file is not taken."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    WRONG_KIND = "wrong_kind"
    DAMAGED = "damaged"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_MANY_PAGES = "too_many_pages"
    LOCKED = "locked"
    TOO_HARD = "too_hard"


@dataclass(frozen=True, slots=True)
class Sent:
    """
    Hold one file as somebody sent it: its name is only what they called it.

    `slot` names the photo of a checklist that it is.
    """

    name: str
    content: bytes
    slot: str = ""


def media_type_of(content: bytes) -> str | None:
    """Return what a file claims to be by its first bytes; None: we don't take it."""
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "image/webp"
    if content.startswith(b"%PDF-"):
        return "application/pdf"
    return None


def objection_to(content: bytes, *, size: int) -> Problem | None:
    """
    Return why a file is turned away at the door, or None.

    A look at size and first bytes only: whether the rest is what they say, a worker
    finds out by drawing it again.
    """
    if size == 0:
        return Problem.EMPTY
    if size > LARGEST_BYTES:
        return Problem.TOO_LARGE
    if media_type_of(content) is None:
        return Problem.WRONG_KIND
    return None
