"""The one decorator of the house: a use case is one transaction, told on commit."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial, wraps
from typing import Any, ParamSpec, TypeVar

from django.apps import apps
from django.db import models, transaction

from outbox import doorbell
from outbox.inserting import insert
from rma.models import IdempotencyKey

P = ParamSpec("P")
R = TypeVar("R")


class KeyReused(Exception):
    """The idempotency key was used before, with another body."""


@dataclass(slots=True)
class Once:
    """
    Name a request that must take effect once: whose, by which key, what body.

    Where an answer is owed too, `tell` makes it of what the use case returns; it is
    kept in the same transaction, under `status`. `told` is what was told, or None
    where the request took effect before.
    """

    principal: str
    key: str
    body_hash: str
    status: int | None = None
    tell: Callable[[Any], str] | None = None
    told: str | None = field(default=None, init=False)


def use_case(work: Callable[P, R]) -> Callable[P, R]:
    """
    Run the work in its own transaction; once it commits, ring the outbox.

    Where the caller names the request (`once`), a repetition finds the first one's
    result and changes nothing; raises KeyReused where the body differs.
    """

    @wraps(work)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        once = kwargs.get("once")
        if not isinstance(once, Once):
            return _alone(partial(work, *args, **kwargs))
        at = kwargs["at"]
        once.told = None
        assert isinstance(at, datetime)  # noqa: S101 - every use case takes the clock
        try:
            return _remembered(partial(work, *args, **kwargs), once, at)
        except Exception:
            # Whatever stopped it: if the same request took effect before (or at the
            # same moment), its result is the answer; else the refusal stands.
            found = _earlier(once)
            if found is None:
                raise
            return found  # type: ignore[return-value]

    run.is_use_case = True  # type: ignore[attr-defined]
    return run


def _alone(work: Callable[[], R]) -> R:
    # durable: nesting two use cases is a RuntimeError; a dead broker never fails one.
    with transaction.atomic(durable=True):
        transaction.on_commit(doorbell.ring, robust=True)
        return work()


def _remembered(work: Callable[[], R], once: Once, at: datetime) -> R:
    """
    Do the work and remember the request in the same transaction.

    The row comes last, with the result's id: of two at once the second one waits at
    a unique index, fails, and takes nothing along.
    """
    with transaction.atomic(durable=True):
        transaction.on_commit(doorbell.ring, robust=True)
        result = work()
        assert isinstance(result, models.Model)  # noqa: S101 - what a replay returns
        answer = once.tell(result) if once.tell else ""
        key = IdempotencyKey(
            principal=once.principal,
            key=once.key,
            body_hash=once.body_hash,
            subject=result._meta.label_lower,
            subject_id=result.pk,
            answer_status=once.status,
            answer=answer,
            at=at,
        )
        insert([key])
    once.told = answer
    return result


def _earlier(once: Once) -> models.Model | None:
    row = IdempotencyKey.objects.filter(principal=once.principal, key=once.key).first()
    if row is None:
        return None
    if row.body_hash != once.body_hash:
        raise KeyReused(once.key)
    return _subject(row)


def _subject(row: IdempotencyKey) -> models.Model:
    model = apps.get_model(row.subject)
    found: models.Model = model._default_manager.get(pk=row.subject_id)
    return found
