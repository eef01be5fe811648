"""Letters handed to the mail: once each, again where the mail server had trouble."""

import smtplib
from datetime import datetime

from django.core.files.storage import default_storage

from outbox.handlers import handler
from outbox.words import DONE, Lease, Outcome, dead
from rma.actions import conversing
from rma.messages import mail
from rma.messages.mail import Attached
from rma.models import Document, Message
from rma.queries import label_papers
from shipping import documents
from shipping.models import LabelPurchase

_FOR_GOOD = 500


@handler("deliver", attempts=12)
def deliver(*, message_id: int, lease: Lease, at: datetime) -> Outcome:
    """
    Send one letter and note it; one that was sent is left alone.

    What a mail server refuses for good is for a person; any other trouble is tried
    again by the outbox.
    """
    whole = Message.objects.select_related("case__site")
    message = whole.get(pk=message_id)
    # One whose reader was forgotten meanwhile has no words left to send.
    if message.sent_at or not message.text:
        return DONE
    try:
        files, pictures = _attached(message), _pictures(message)
        mail.mail_of(message, at=at, attached=files, pictures=pictures).send()
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException) as refusal:
        if not _is_for_good(refusal):
            raise
        problem = str(refusal)
        conversing.note_problem(message_id=message_id, problem=problem, at=at)
        return dead(problem)
    conversing.mark_sent(message_id=message_id, at=at, lease=lease)
    return DONE


def _is_for_good(refusal: Exception) -> bool:
    if isinstance(refusal, smtplib.SMTPResponseException):
        return refusal.smtp_code >= _FOR_GOOD
    if isinstance(refusal, smtplib.SMTPRecipientsRefused):
        return all(code >= _FOR_GOOD for code, _ in refusal.recipients.values())
    return False


def _attached(message: Message) -> list[Attached]:
    """Return the files that go along; one that is gone or too large stays a link."""
    return [*_labels(message), *_reports(message)]


def _pictures(message: Message) -> dict[int, Attached]:
    """Return the codes for the counter that the letter's HTML shows."""
    codes = documents.contents(label_papers.codes_in(message))
    return {
        paper_id: (f"{message.case}-code-{place}.png", content, label_papers.PICTURE)
        for place, (paper_id, content) in enumerate(codes.items(), start=1)
    }


def _reports(message: Message) -> list[Attached]:
    """Return the report, where it is small enough for any mailbox."""
    numbers = [each["report"] for each in message.attachments if "report" in each]
    files = []
    for found in Document.objects.filter(pk__in=numbers, case=message.case_id):
        content = found.read() if default_storage.exists(found.file) else b""
        if 0 < len(content) <= mail.LARGEST_ATTACHMENT:
            name = f"{message.case}-report.pdf"
            files.append((name, content, found.media_type))
    return files


def _labels(message: Message) -> list[Attached]:
    numbers = [each["label"] for each in message.attachments if "label" in each]
    found = LabelPurchase.objects.filter(pk__in=numbers).exclude(label_file="")
    files = []
    for purchase in found:
        if not default_storage.exists(purchase.label_file):
            continue
        with default_storage.open(purchase.label_file) as file:
            content = bytes(file.read())
        if len(content) <= mail.LARGEST_ATTACHMENT:
            suffix = purchase.label_file.rsplit(".", 1)[-1]
            name = f"{message.case or 'return'}-label.{suffix}"
            files.append((name, content, purchase.label_type))
    return files
