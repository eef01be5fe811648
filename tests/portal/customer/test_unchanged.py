"""The page of a return is drawn again when anything on it changed, and only then."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.customer.unchanged import LIVELY, PATIENCE, SOON
from rma.messages import links
from rma.models import Contact, Document, Promise, Site
from rma.rules.words import Wish
from tests.rma.jobs import world
from tests.rma.jobs.world import NOON

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
SECOND = timedelta(seconds=1)


class Reader:
    """Looks at one return again and again, as a browser that keeps what it saw."""

    def __init__(self, case, clock):
        self.case, self.clock = case, clock
        self.client = Client()
        self.client.get(links.tracking_url(case).replace("http://localhost:8000", ""))
        self.seen = {}
        # The first page brings the cookie that its form needs.
        self.client.get(self.path)

    @property
    def path(self):
        return f"/r/{self.case.number}/"

    def look(self, at, **headers):
        self.clock.move_to(at, tick=False)
        return self.client.get(self.path, **headers)

    def sees(self, at):
        """Return the page whole; one tag stands for one page for ever."""
        answer = self.look(at)
        assert answer.status_code == 200, at
        body = TOKEN.sub("", answer.text)
        before = self.seen.setdefault(answer["ETag"], body)
        pairs = zip(before.splitlines(), body.splitlines(), strict=False)
        assert [pair for pair in pairs if pair[0] != pair[1]] == []
        return answer["ETag"]

    def is_told_nothing_new(self, at, tag):
        return self.look(at, HTTP_IF_NONE_MATCH=tag).status_code == 304


@pytest.fixture
def clock(time_machine):
    time_machine.move_to(NOON, tick=False)
    return time_machine


@pytest.fixture
def case(db, clock):
    return world.open_return()


@pytest.fixture
def reader(case, clock):
    return Reader(case, clock)


class TestTheSamePage:
    def test_is_not_sent_twice(self, reader):
        first = reader.look(NOON)
        again = reader.look(NOON + SECOND, HTTP_IF_NONE_MATCH=first["ETag"])
        assert (first.status_code, again.status_code) == (200, 304)
        assert again.content == b""
        assert again["ETag"] == first["ETag"]
        assert "no-store" not in first["Cache-Control"]
        for word in ("private", "no-cache", "must-revalidate"):
            assert word in first["Cache-Control"]

    def test_is_made_of_nothing_that_its_tag_is_not_made_of(self, reader):
        with CaptureQueriesContext(connection) as drawn:
            tag = reader.look(NOON)["ETag"]
        with CaptureQueriesContext(connection) as spared:
            assert reader.is_told_nothing_new(NOON, tag)
        asked = [[each["sql"] for each in one] for one in (drawn, spared)]
        assert asked[0] == asked[1]
        assert len(asked[0]) == 3

    def test_is_nobodys_but_its_readers(self, reader, case):
        tag = reader.look(NOON)["ETag"]
        stranger = Client().get(reader.path, HTTP_IF_NONE_MATCH=tag)
        assert stranger.status_code == 404
        other = Reader(case, reader.clock)
        assert other.look(NOON, HTTP_IF_NONE_MATCH=tag).status_code == 200


class TestTheClock:
    def test_never_lets_an_old_page_pass_for_a_new_one(self, reader, case):
        dues = Promise.objects.filter(case=case).values_list("due_at", flat=True)
        turns = [moment for due in dues for moment in (due, due - SOON)]
        turns += [NOON + PATIENCE, NOON + LIVELY]
        # Opening and closing and midnight at the site.
        day = datetime(2026, 3, 4, tzinfo=UTC)
        turns += [day + timedelta(hours=hour) for hour in (7, 16, 23)]
        tags = [
            reader.sees(turn + step)
            for turn in sorted(turns)
            for step in (-SECOND, 0 * SECOND, SECOND)
        ]
        assert len(set(tags)) > len(dues)

    def test_alone_changes_nothing_within_an_hour(self, reader, case):
        at = NOON + 2 * LIVELY
        tag = reader.sees(at)
        assert reader.is_told_nothing_new(at + timedelta(minutes=50), tag)

    def test_shows_a_step_as_late_the_moment_it_is(self, reader, case):
        due = Promise.objects.filter(case=case, state="open").earliest("due_at").due_at
        tag = reader.sees(due - SECOND)
        assert not reader.is_told_nothing_new(due + SECOND, tag)
        assert "Overdue" in reader.look(due + SECOND).text


def story(case):
    """Yield the moments of a whole return, each after something happened."""
    at = world.later(minutes=1)
    world.drain(at)
    world.keep_at_home()
    yield at
    at = world.later(hours=20)
    world.hand_over(case, at)
    yield at
    for _step in range(3):
        at += timedelta(hours=5)
        world.move_parcel(case, "in", at)
        yield at
    for act in (world.receive, world.inspect, world.resolve, world.ship):
        at += timedelta(hours=1)
        act(case, at)
        yield at


class TestAStory:
    def test_is_told_whole_to_who_asks_whether_anything_is_new(self, reader, case):
        tags = [reader.sees(NOON)]
        for at in story(case):
            assert not reader.is_told_nothing_new(at, tags[-1])
            tags.append(reader.sees(at))
            assert reader.is_told_nothing_new(at, tags[-1])
        assert len(set(tags)) == len(tags)

    @pytest.mark.parametrize(
        "change",
        [
            lambda case: Site.objects.update(contact_phone="+49 40 1"),
            lambda case: Site.objects.update(closes="12:00"),
            lambda case: Contact.objects.update(name="Another"),
            lambda case: Document.objects.create(
                case=case, kind="slip", paper="a4", title="Slip", made_at=NOON
            ),
        ],
    )
    def test_is_told_anew_whatever_changed_beside_it(self, reader, case, change):
        tag = reader.sees(NOON)
        change(case)
        assert not reader.is_told_nothing_new(NOON, tag)

    def test_is_told_in_the_colours_and_the_language_asked_for(self, reader):
        tag = reader.sees(NOON)
        reader.client.cookies["theme"] = "dark"
        assert not reader.is_told_nothing_new(NOON, tag)

    def test_says_once_what_was_just_done(self, reader):
        tag = reader.sees(NOON)
        assert "Another unit" not in reader.look(NOON, HTTP_IF_NONE_MATCH=tag).text

    def test_shows_a_swap_with_both_ways(self, clock):
        swap = world.open_return(wish=Wish.ADVANCE_REPLACEMENT)
        reader = Reader(swap, clock)
        tag = reader.sees(NOON)
        assert reader.is_told_nothing_new(NOON, tag)
