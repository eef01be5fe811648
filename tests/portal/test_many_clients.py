"""A crowd at the API of a real web server: nobody fails, nothing happens twice."""

import os

import pytest

from tests.benchmarks import crowd, world
from tests.benchmarks.installation import installed

CLIENTS = 16
RETURNS = 200
SPARE = 10


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("many_clients")
    with installed(folder, beside=os.environ.get("DATABASE_URL", "")) as place:
        yield place


@pytest.fixture(scope="module")
def program(place):
    return world.furnish(place, count=RETURNS + SPARE)


@pytest.fixture(scope="module")
def port(place, program):
    return place.serve().port


def listed(port, program):
    """Return the numbers of all returns there are, page by page."""
    numbers, cursor = [], ""
    while cursor is not None:
        path = f"/returns?limit=100&cursor={cursor}"
        (answer,) = crowd.ask(port, program.get(path))
        page = answer.json()
        numbers += [item["number"] for item in page["items"]]
        cursor = page["next"]
    return numbers


@pytest.mark.slow
class TestSixteenClients:
    def test_open_200_returns_and_every_one_has_a_number_of_its_own(
        self, port, program
    ):
        before = set(listed(port, program))
        serials = [world.serial(number) for number in range(RETURNS)]
        calls = [program.post("/returns", world.asked(serial)) for serial in serials]

        burst = crowd.send(port, calls, clients=CLIENTS)

        assert burst.statuses() == {201}
        told = [answer.json() for answer in burst.answers]
        numbers = {each["number"] for each in told}
        assert len(numbers) == RETURNS
        assert [each["lines"][0]["serial"] for each in told] == serials
        assert {each["status"] for each in told} == {"approved"}
        assert set(listed(port, program)) == before | numbers

    def test_send_the_same_request_at_once_and_it_takes_effect_once(
        self, port, program
    ):
        before = listed(port, program)
        body = world.asked(world.serial(RETURNS))
        calls = [program.post("/returns", body, once="same")] * CLIENTS

        burst = crowd.send(port, calls, clients=CLIENTS)

        assert burst.statuses() == {201}
        (answer,) = {answer.body for answer in burst.answers}
        number = burst.answers[0].json()["number"]
        assert answer == burst.answers[0].body
        assert sorted(listed(port, program)) == sorted([*before, number])

    def test_want_the_same_unit_back_and_it_is_on_one_return(self, port, program):
        before = listed(port, program)
        body = world.asked(world.serial(RETURNS + 1))
        calls = [program.post("/returns", body) for _ in range(CLIENTS)]

        burst = crowd.send(port, calls, clients=CLIENTS)

        told = sorted(answer.status for answer in burst.answers)
        assert told == [201] + [409] * (CLIENTS - 1)
        assert len(listed(port, program)) == len(before) + 1
