"""Keeping what the bench asks, and what it proposes for what it found."""

from collections.abc import Mapping
from datetime import datetime

from rma.actions.use_case import Once, use_case
from rma.models import Check, DispositionRule
from rma.rules.actors import Actor


@use_case
def keep_check(
    *,
    values: Mapping[str, object],
    by: Actor,
    at: datetime,
    check_id: int | None = None,
    once: Once | None = None,
) -> Check:
    """Write a check, a new one where none is named; findings kept stay as they are."""
    row = Check.objects.get(pk=check_id) if check_id is not None else Check()
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    return row


@use_case
def keep_rule(
    *,
    values: Mapping[str, object],
    by: Actor,
    at: datetime,
    rule_id: int | None = None,
    once: Once | None = None,
) -> DispositionRule:
    """Write a rule for what becomes of units; places decided stay as they are."""
    rows = DispositionRule.objects
    row = rows.get(pk=rule_id) if rule_id is not None else DispositionRule()
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    return row
