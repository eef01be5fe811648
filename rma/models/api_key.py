"""How a partner's program proves who it is, and how a repeated request is known."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.db.models.expressions import Combinable
from typing_extensions import override

from rma.models.account import Account


class ApiKeyQuerySet(models.QuerySet["ApiKey"]):
    """Find keys."""

    def valid(self, at: datetime | Combinable) -> "ApiKeyQuerySet":
        """Return those not revoked and not expired."""
        running = Q(expires_at__isnull=True) | Q(expires_at__gt=at)
        return self.filter(running, revoked_at__isnull=True)


class ApiKey(models.Model):
    """Let a program act for an account or for our staff; only its hash is kept."""

    name = models.CharField(max_length=80)
    prefix = models.CharField(max_length=12, unique=True)
    secret_hash = models.CharField(max_length=64)
    account = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="api_keys"
    )
    is_staff = models.BooleanField(default=False)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = ApiKeyQuerySet.as_manager()

    class Meta:
        """Make a key either an account's or the staff's."""

        constraints = [
            models.CheckConstraint(
                condition=Q(account__isnull=True, is_staff=True)
                | Q(account__isnull=False, is_staff=False),
                name="api_key_has_one_principal",
            )
        ]

    @override
    def __str__(self) -> str:
        """Return the key's name."""
        return self.name


class IdempotencyKey(models.Model):
    """Remember a request by its key, so that its effect happens once."""

    principal = models.CharField(max_length=80)
    key = models.CharField(max_length=255)
    body_hash = models.CharField(max_length=64)
    subject = models.CharField(max_length=40, blank=True)
    subject_id = models.BigIntegerField(null=True)
    answer_status = models.PositiveSmallIntegerField(null=True)
    answer = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        """Know each key once a principal."""

        constraints = [
            models.UniqueConstraint(
                fields=["principal", "key"], name="idempotency_key_once"
            )
        ]
        indexes = [models.Index(fields=["at"], name="idempotency_age")]

    @override
    def __str__(self) -> str:
        """Return the key."""
        return self.key
