"""What we wrote to somebody, and whether it went out."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from rma.models.case import Case
from rma.models.event import Event


class Message(models.Model):
    """Keep one letter as it was sent; text and HTML say the same."""

    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="messages")
    event = models.ForeignKey(Event, models.PROTECT, null=True, related_name="messages")
    letter = models.CharField(_("letter"), max_length=40)
    to = models.EmailField(_("to"))
    to_name = models.CharField(max_length=120, blank=True)
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    message_id = models.CharField(max_length=120, unique=True)
    in_reply_to = models.CharField(max_length=120, blank=True)
    attachments = models.JSONField(default=list)
    is_secret = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    problem = models.TextField(blank=True)

    class Meta:
        """Owe each person one letter an event."""

        constraints = [
            models.UniqueConstraint(
                fields=["event", "letter", "to"], name="message_once_per_event"
            )
        ]
        indexes = [
            models.Index(fields=["case", "id"], name="message_case"),
            models.Index(fields=["-id"], name="message_newest"),
        ]

    @override
    def __str__(self) -> str:
        """Return the subject."""
        return self.subject
