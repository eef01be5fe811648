"""Rows written by a composed statement are those that Django itself would write."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from outbox.inserting import LEFT_AS_IT_IS, Clash, insert
from outbox.models import Job, State

AT = datetime(2026, 3, 4, 5, 6, 7, 89, tzinfo=UTC)


def job(key, **more):
    return Job(kind="some.kind", key=key, **more)


@pytest.mark.django_db
class TestInsert:
    def test_writes_every_column_as_its_field_would(self):
        made = job("a", ids={"text": "%s ' \\", "none": None}, due_at=AT)
        made.state = State.DONE
        made.finished_at = AT
        insert([made])

        kept = Job.objects.get()
        assert (kept.pk, kept.ids, kept.due_at) == (made.pk, made.ids, AT)
        assert (kept.state, kept.finished_at) == ("done", AT)
        # What the database fills in itself.
        assert kept.posted_at

    def test_gives_each_its_id_and_knows_them_as_written(self):
        many = [job("a"), job("b"), job("c")]
        insert(many)

        assert [Job.objects.get(key=each.key).pk for each in many] == [
            each.pk for each in many
        ]
        many[0].key = "d"
        many[0].save()
        assert Job.objects.count() == 3

    def test_leaves_what_is_there_as_it_is(self):
        insert([job("a", due_at=AT)])
        insert([job("a"), job("b")], clash=LEFT_AS_IT_IS)

        assert Job.objects.get(key="a").due_at == AT
        assert Job.objects.filter(key="b").exists()

    def test_changes_the_named_columns_of_what_is_there(self):
        insert([first := job("a", due_at=AT, worker="one")])
        again = job("a", worker="two")
        insert([again], clash=Clash(unique=("key",), update=("worker",)))

        first.refresh_from_db()
        assert (again.pk, first.worker, first.due_at) == (first.pk, "two", AT)

    def test_a_clash_nobody_spoke_of_is_an_error(self):
        insert([job("a")])
        with pytest.raises(IntegrityError), transaction.atomic():
            insert([job("a")])

    def test_nothing_is_no_statement(self, django_assert_num_queries):
        with django_assert_num_queries(0):
            insert([])
