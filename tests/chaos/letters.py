"""A mail server that only writes down which letter was handed to it, and how often."""

from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend


def book():
    return Path(settings.EMAIL_FILE_PATH).with_suffix(".handed-in")


class CountingBackend(BaseEmailBackend):
    """Note each letter's own word, one line each time it comes."""

    def send_messages(self, email_messages):
        with book().open("a") as lines:
            for letter in email_messages:
                lines.write(f"{letter.message()['Message-ID']}\n")
        return len(email_messages)
