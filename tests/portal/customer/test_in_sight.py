"""Where a parcel is and whether that is known: trouble on top, and when we asked."""

import re

import pytest

from rma.messages import links
from rma.rules.troubles import Ending
from rma.rules.words import Wish
from shipping import following
from shipping.carriers.sandbox.carrier import SandboxCarrier
from shipping.errors import CarrierUnavailable
from shipping.words import ParcelState
from tests.rma.jobs import world
from tests.rma.jobs.test_troubles import end, hear, look, parcel_of, sent_in
from tests.rma.jobs.world import later

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client, time_machine):
    """Read the page of a return at some moment, as its customer does."""

    def read(case, at):
        time_machine.move_to(at, tick=False)
        client.get(f"/t/{links.tracking_token(case)}")
        return client.get(f"/r/{case.number}/").text

    return read


class TestTrouble:
    @pytest.mark.parametrize(
        ("state", "happened", "plan"),
        [
            (ParcelState.DAMAGED, "found your parcel damaged", "put the damage to"),
            (ParcelState.LOST, "cannot find your parcel", "does not wait for that"),
            (ParcelState.EXCEPTION, "needs something before it goes on", "see to it"),
        ],
    )
    def test_stands_on_top_with_what_we_do_by_when_and_choices(
        self, page, state, happened, plan
    ):
        case = sent_in()
        hear(case, state, later(days=1))
        text = page(case, later(days=1, hours=1))
        card = text[text.index(happened) :]
        assert text.index(happened) < text.index('id="plan"')
        assert plan in card[:800]
        assert "Solved, or news from us, by" in card[:800]
        assert "Choose another remedy" in card[:1400]

    def test_of_silence_is_told_too_and_goes_when_it_ends(self, page):
        case = sent_in()
        look(case, later(days=7))
        text = page(case, later(days=7))
        assert "told us nothing about your parcel for three working days" in text
        end(case, Ending.FOUND, later(days=7, hours=1))
        assert "told us nothing" not in page(case, later(days=7, hours=2))


class TestAsked:
    def test_the_page_says_when_and_that_nobody_answers(self, page):
        case = sent_in()
        parcel = parcel_of(case)
        following.follow(parcel_id=parcel.pk, at=later(hours=6))
        text = page(case, later(hours=7))
        assert "Carrier last asked" in text
        assert "3 Mar, 18:00" in text
        assert "It has not answered since" not in text
        assert "It has not answered since" in page(case, later(days=1, hours=6))

    def test_a_parcel_that_arrived_is_asked_about_no_more(self, page):
        case = world.open_return(wish=Wish.REPAIR)
        world.drain(world.NOON)
        at = world.carry(case, "in", later(days=1))
        case.refresh_from_db()
        assert "Carrier last asked" not in page(case, at)


class TestACarrierThatIsDown:
    """Bar T11: what we know stays, that nobody answers is said, our own steps go on."""

    def test_the_page_keeps_what_we_know_and_our_own_steps_go_on(
        self, page, monkeypatch
    ):
        case = sent_in()
        known = page(case, later(hours=6))
        assert "On the way to us" in known

        def is_down(*_args, **_more):
            raise CarrierUnavailable("sandbox")

        monkeypatch.setattr(SandboxCarrier, "track", is_down)
        world.drain(later(hours=7))
        world.drain(later(days=1, hours=8))
        waiting = page(case, later(days=1, hours=8))
        assert "On the way to us" in waiting
        assert "It has not answered since" in waiting

        # It comes all the same, and the dock needs no carrier for its work.
        world.receive(case, later(days=1, hours=9))
        world.drain(later(days=1, hours=9))
        here = page(case, later(days=1, hours=10))
        assert "Being checked" in here
        assert "It has not answered since" not in here


class TestWithoutStyleAndScript:
    """Read from top to bottom, as where style is off (bar T2)."""

    def test_the_answers_come_in_their_order(self, page):
        case = sent_in()
        hear(case, ParcelState.DAMAGED, later(days=1))
        text = page(case, later(days=1, hours=1))
        main = text[text.index("<main") : text.index("</main")]
        order = [
            "<h1",
            'class="lead"',
            'class="who"',
            "found your parcel damaged",
            'id="plan"',
            'id="where"',
            "Your return at hand",
            'id="papers"',
        ]
        places = [main.index(each) for each in order]
        assert places == sorted(places)
        # What works by script alone is not there until the script shows it.
        buttons = re.findall(r"<button[^>]*data-[^>]*>", main)
        assert all("hidden" in each for each in buttons)
        assert 'style="' not in main
