"""The sums of a line, and what must hold of them in the database itself."""

from django.db import models
from django.db.models import F, Q

COUNTS = (
    "approved",
    "received",
    "short_closed",
    "inspected",
    "disposed",
    "resolved",
    "credited",
    "replaced",
    "repaired",
    "returned",
    "refused",
)

SUMS_HOLD = (
    models.CheckConstraint(
        condition=Q(quantity__gte=1) & Q(approved__lte=F("quantity")),
        name="line_approved_within_asked",
    ),
    models.CheckConstraint(
        condition=Q(received__lte=F("approved") - F("short_closed")),
        name="line_received_within_approved",
    ),
    models.CheckConstraint(
        condition=Q(resolved__lte=F("approved")),
        name="line_resolved_within_approved",
    ),
    models.CheckConstraint(
        condition=Q(
            resolved__gte=F("credited")
            + F("replaced")
            + F("repaired")
            + F("returned")
            + F("refused")
        ),
        name="line_done_within_resolved",
    ),
    models.CheckConstraint(
        condition=Q(inspected__lte=F("received")) & Q(disposed__lte=F("received")),
        name="line_checked_within_received",
    ),
)
