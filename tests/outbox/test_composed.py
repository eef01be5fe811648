"""A composed query finds what its query set would, with other values each time."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from outbox.composed import Composed, Slot
from outbox.models import Attempt, Job
from outbox.post import post

AT = datetime(2026, 3, 4, 5, 6, 7, 89, tzinfo=UTC)


@pytest.fixture
def jobs(db):
    with transaction.atomic():
        post("some.first", "a", at=AT, number=1)
        post("some.second", "b", at=AT)
    for job in Job.objects.order_by("id"):
        Attempt.objects.create(job=job, number=1, token=uuid4(), worker="w")
    return list(Job.objects.order_by("id"))


class TestComposed:
    def test_gives_whole_objects_with_their_related_ones(self, jobs):
        tried = Composed(
            lambda: Attempt.objects.filter(job__key=Slot("key")).select_related("job")
        )
        for job in jobs:
            (found,) = tried.all(key=job.key)
            with CaptureQueriesContext(connection) as captured:
                assert (found.job, found.job.due_at) == (job, AT)
            assert not captured.captured_queries
        assert tried.all(key="nobody's") == []

    def test_gives_tuples_read_as_the_fields_read_them(self, jobs):
        rows = Composed(
            lambda: (
                Job.objects.filter(due_at=Slot("at"), kind__in=[Slot("kind")])
                .order_by("id")
                .values_list("key", "ids", "due_at")[:2]
            )
        )
        assert rows.all(at=AT, kind="some.first") == [("a", {"number": 1}, AT)]

    def test_gives_single_values_flat(self, jobs):
        keys = Composed(
            lambda: (
                Job.objects.filter(id__lte=Slot("last"))
                .order_by("-id")
                .values_list("key", flat=True)
            )
        )
        assert keys.all(last=jobs[1].pk) == ["b", "a"]
        assert keys.first(last=jobs[0].pk) == "a"
        assert keys.first(last=0) is None

    def test_what_is_brought_along_is_never_part_of_the_statement(self, jobs):
        named = Composed(lambda: Job.objects.filter(key=Slot("key")))
        assert named.all(key="' or '1'='1") == []
        assert named.all(key="%s") == []
