"""Keeping what people write of articles: checks, places, what is done before."""

from collections.abc import Mapping
from datetime import datetime

from rma.actions.use_case import Once, use_case
from rma.models import Check, DispositionRule, Preparation
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


@use_case
def keep_preparation(
    *,
    values: Mapping[str, object],
    by: Actor,
    at: datetime,
    preparation_id: int | None = None,
    once: Once | None = None,
) -> Preparation:
    """Write what is done to units before they are packed; papers drawn stay so."""
    rows = Preparation.objects
    row = Preparation()
    if preparation_id is not None:
        row = rows.get(pk=preparation_id)
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    return row
