"""How work is promised: a row beside the fact, in the same transaction."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from outbox.faults import faultpoint
from outbox.inserting import LEFT_AS_IT_IS, insert
from outbox.models import AT_ONCE, Job

Id = int | str | None


@dataclass(frozen=True)
class Posting:
    """One job to post: what, for which effect, about which rows, not before when."""

    kind: str
    key: str
    ids: dict[str, Id] = field(default_factory=dict)
    at: datetime | None = None


def post(kind: str, key: str, *, at: datetime | None = None, **ids: Id) -> None:
    """
    Promise one job, not before `at`; a key that is already there stays as it is.

    Raises TransactionManagementError outside a transaction.
    """
    post_many([Posting(kind, key, ids, at)])


def post_many(postings: Iterable[Posting]) -> None:
    """
    Promise several jobs in one statement.

    Raises TransactionManagementError outside a transaction: a promise belongs to
    the fact it follows from, and both are written or neither.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError(
            "Work is posted in the transaction of the fact it follows from."
        )
    jobs = [
        Job(kind=each.kind, key=each.key, ids=each.ids, due_at=each.at or AT_ONCE)
        for each in postings
    ]
    insert(jobs, clash=LEFT_AS_IT_IS)
    faultpoint("post.inside")
