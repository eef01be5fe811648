"""What we wrote to somebody, and whether it went out."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from rma.models.case import Case
from rma.models.event import Event
from rma.rules.writing import Fate


class Went(StrEnum):
    """Say how far a letter has come."""

    SENT = "sent"
    WAITING = "waiting"
    FAILED = "failed"
    # It waits for the one of the day, was told in it, or is wanted on the pages only.
    FOR_DIGEST = "for_digest"
    IN_DIGEST = "in_digest"
    LEFT = "left"


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
    # Why it was not sent by itself: it waits for the letter of the day that `told_in`
    # becomes, or they want only what matters. Words of rma/rules/writing.py.
    held = models.CharField(
        max_length=6,
        blank=True,
        choices=[(each.value, each.value) for each in Fate],
    )
    told_in = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="tells_of"
    )

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
            models.Index(
                fields=["to"],
                condition=models.Q(held=Fate.GATHER.value, told_in=None),
                name="message_waits",
            ),
        ]

    @override
    def __str__(self) -> str:
        """Return the subject."""
        return self.subject

    @property
    def state(self) -> Went:
        """Return how far it has come."""
        if self.sent_at:
            return Went.SENT
        if self.told_in_id:
            return Went.IN_DIGEST
        if self.held:
            is_waiting = self.held == Fate.GATHER.value
            return Went.FOR_DIGEST if is_waiting else Went.LEFT
        return Went.FAILED if self.problem else Went.WAITING
