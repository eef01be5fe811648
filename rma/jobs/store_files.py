"""Bytes into storage under their own hash: the same bytes are kept once."""

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage


def store(content: bytes, *, folder: str, suffix: str) -> str:
    """Keep the bytes and return the name they lie under."""
    digest = hashlib.sha256(content).hexdigest()
    name = f"{folder}/{digest[:2]}/{digest}.{suffix}"
    if default_storage.exists(name):
        if default_storage.size(name) == len(content):
            return name
        # A process was killed while it wrote.
        default_storage.delete(name)
    return default_storage.save(name, ContentFile(content))
