"""Many clients at once."""

import threading

import pytest
from django.db import connection

from rma.models import Case
from tests.portal.api import world


def at_once(calls):
    """Make the calls from a thread each, all in the same moment; return the answers."""
    answers = []
    start = threading.Barrier(len(calls))

    def run(call):
        try:
            start.wait(timeout=30)
            answers.append(call())
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return answers


@pytest.mark.django_db(transaction=True)
class TestManyAtOnce:
    def test_sixteen_repetitions_have_one_effect_and_one_answer(self):
        world.defaults()
        account = world.account("A-100")
        world.unit("SN-0001", account, world.product())
        key = world.program(account=account).key
        body = world.asked("SN-0001")

        answers = at_once(
            [lambda: world.Program(key).post("/returns", body, once="same")] * 16
        )

        assert [answer.status_code for answer in answers] == [201] * 16
        assert len({answer.content for answer in answers}) == 1
        assert Case.objects.count() == 1

    def test_sixteen_different_returns_all_succeed_with_their_own_numbers(self):
        world.defaults()
        account, article = world.account("A-100"), world.product()
        serials = [world.unit(f"U{n}", account, article).serial for n in range(16)]
        key = world.program(account=account).key

        answers = at_once(
            [
                lambda serial=serial: world.Program(key).post(
                    "/returns", world.asked(serial)
                )
                for serial in serials
            ]
        )

        assert [answer.status_code for answer in answers] == [201] * 16
        assert len({answer.json()["number"] for answer in answers}) == 16
