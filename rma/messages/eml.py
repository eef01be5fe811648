"""Letters kept as files: one .eml each, which any mail program opens."""

import os
import re
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from typing_extensions import override

_ODD = re.compile(r"[^A-Za-z0-9._-]+")


class EmailBackend(BaseEmailBackend):
    """Write each letter into the folder of letters instead of sending it."""

    @override
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write the letters and return how many; the same letter is one file."""
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(parents=True, exist_ok=True)
        for letter in email_messages:
            written = letter.message()
            self._write(folder, str(written["Message-ID"]), written.as_bytes())
        return len(email_messages)

    @staticmethod
    def _write(folder: Path, message_id: str, content: bytes) -> None:
        local = message_id.strip("<> ").split("@", 1)[0]
        name = _ODD.sub("-", local).strip("-.")[:100]
        # Whole or not at all: who looks into the folder never sees half a letter.
        half = folder / f".{name}.{os.getpid()}"
        half.write_bytes(content)
        half.replace(folder / f"{name}.eml")
