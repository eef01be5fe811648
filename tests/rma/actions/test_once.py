"""A request takes effect once, however often and at whatever moment it is sent."""

import threading

import pytest
from django.db import connection

from rma.actions import intake
from rma.actions.use_case import KeyReused, Once
from rma.models import Case, IdempotencyKey
from rma.rules.actors import SYSTEM
from rma.steps import taking_in
from tests.rma import builders
from tests.rma.builders import NOON

FIRST = Once("key:1", "abc", "body-one")


def open_once(once: Once = FIRST) -> Case:
    """Open the same return under a key."""
    request = builders.asking(builders.broken())
    return intake.open_return(request=request, by=SYSTEM, at=NOON, once=once)


@pytest.mark.django_db
class TestOnce:
    def test_a_repetition_finds_the_first_result_and_changes_nothing(self):
        builders.a_unit()
        assert open_once() == open_once()
        assert (Case.objects.count(), IdempotencyKey.objects.count()) == (1, 1)

    def test_the_same_key_with_another_body_is_refused(self):
        builders.a_unit()
        open_once()
        with pytest.raises(KeyReused):
            open_once(Once("key:1", "abc", "body-two"))
        assert Case.objects.count() == 1

    def test_keys_of_different_principals_do_not_meet(self):
        builders.a_unit()
        first = open_once()
        with pytest.raises(Exception, match="SN-1"):
            open_once(Once("key:2", "abc", "body-one"))
        assert Case.objects.get() == first

    def test_a_refused_request_leaves_its_key_free(self):
        with pytest.raises(taking_in.NothingAsked):
            intake.open_return(
                request=builders.asking(), by=SYSTEM, at=NOON, once=FIRST
            )
        builders.a_unit()
        assert open_once().pk


@pytest.mark.django_db(transaction=True)
class TestManyAtOnce:
    def test_sixteen_at_once_have_one_effect_and_one_answer(self):
        builders.a_unit()
        builders.an_account()
        found: list[int] = []
        faults: list[Exception] = []
        start = threading.Barrier(16)

        def knock() -> None:
            try:
                start.wait(timeout=20)
                found.append(open_once().pk)
            except Exception as fault:  # noqa: BLE001 - told to the test, whatever it is
                faults.append(fault)
            finally:
                connection.close()

        threads = [threading.Thread(target=knock) for _ in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)

        assert not faults
        assert len(found) == 16
        assert set(found) == {Case.objects.get().pk}
