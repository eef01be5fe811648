"""The sticker on a unit that came back: two taps, whoever holds it, nobody shown."""

import pytest
from django.test import Client

from rma.messages import links
from rma.models import Case, Message
from tests.portal.customer.walk import drain
from tests.rma.jobs import world
from tests.rma.jobs.world import later

pytestmark = pytest.mark.django_db


@pytest.fixture
def ended():
    """Return a return that ended with a new unit at its customer's."""
    case = world.open_return()
    world.drain(world.NOON)
    at = world.carry(case, "in", later(days=1))
    world.receive(case, at)
    world.inspect(case, at)
    world.resolve(case, at)
    world.ship(case, at)
    world.drain(at)
    world.carry(case, "out", later(days=3))
    case.refresh_from_db()
    assert not case.is_open
    return case


def where(case, mark=None):
    return f"/S/{case.code}/{mark or links.sticker_mark(case)}"


class TestTwoTaps:
    def test_take_up_what_failed_and_tell_its_owner_alone(self, ended):
        stranger = Client()
        page = stranger.get(where(ended)).text
        assert "It failed again" in page
        for known in (ended.contact.name, ended.contact.email, "Straße", 'href="/r/'):
            assert known not in page
        told = {"feeling": "failed", "once": "a" * 32}
        for _press in range(2):
            answer = stranger.post(where(ended), told)
        new = Case.objects.exclude(pk=ended.pk).get()
        assert new.number in answer.text
        assert ended.contact.email not in answer.text
        assert stranger.get(f"/r/{new.number}/").status_code == 404
        drain()
        letter = Message.objects.get(case=new, letter="failed_again")
        assert ended.contact.email in letter.to

    def test_what_goes_well_is_kept_and_opens_nothing(self, ended):
        told = {"feeling": "fine", "once": "a" * 32}
        assert "Good to hear" in Client().post(where(ended), told).text
        assert Case.objects.count() == 1

    def test_too_many_presses_wait(self, ended):
        told = {"feeling": "other", "words": "It hums."}
        answers = {Client().post(where(ended), told).status_code for _ in range(22)}
        assert answers == {200, 429}


class TestNoSticker:
    @pytest.mark.parametrize("mark", ["AAAAAAAAAAAAAAAA", "x", "%C3%A9"])
    def test_another_mark_is_no_sticker(self, ended, mark):
        assert Client().get(where(ended, mark)).status_code == 404

    def test_that_of_another_return_neither_and_a_newer_version_ends_it(self, ended):
        mark = links.sticker_mark(ended)
        Case.objects.update(tracking_version=ended.tracking_version + 1)
        assert Client().get(where(ended, mark)).status_code == 404

    def test_while_the_return_runs_it_says_where_the_parcel_is(self):
        case = world.open_return()
        answer = Client().get(where(case))
        assert answer["Location"] == f"/S/{case.code}"
