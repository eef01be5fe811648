"""Who wants one letter a day gets one, at their hour, with all that moved in it."""

from datetime import timedelta

import pytest
from django.test import Client

from outbox.models import Job
from rma.actions import conversing, preferring
from rma.messages.compose import Block, Letter
from rma.models import Message, Preference
from rma.rules.members import Cadence
from tests.rma.jobs import world
from tests.rma.jobs.mailbox import (
    html_of,
    links_in,
    text_of,
    words_in_html,
    words_in_text,
)
from tests.rma.jobs.world import CUSTOMER, NOON, later

pytestmark = pytest.mark.django_db
# The morning after, in Madrid.
MORNING = NOON.replace(hour=7) + timedelta(days=1)


@pytest.fixture
def case():
    return opened()


def opened():
    case = world.open_return()
    world.drain(NOON)
    world.keep_at_home()
    return world.again(case)


def wants(case, cadence, **more):
    told = {"hour": 8, "zone": "Europe/Madrid", "calls_first": False, "language": ""}
    told |= {"takes_optional": True} | more
    email = case.contact.email
    preferring.prefer(email=email, cadence=cadence, by=CUSTOMER, at=NOON, **told)
    return Preference.objects.of(email)


def write(case, name, at, event=None):
    """Write a letter as any event would have it written."""
    event = event or case.events.order_by("id")[0]
    letter = Letter(
        name=name,
        event_id=event.pk,
        to=case.contact.email,
        to_name=case.contact.name,
        message_id=f"<{event.pk}.{name}.{at:%d%H%M}@localhost>",
        subject=f"{case.number}: {name} it is",
        blocks=(Block(("Words.",)),),
        action="Open",
        url="http://localhost/",
        because="You are you.",
        language="en",
        is_staff=False,
        text="Words.",
        html="<p>Words.</p>",
    )
    conversing.write_letters(event_id=event.pk, letters=(letter,), drawings=(), at=at)
    world.drain(at)


class TestOnceADay:
    def test_two_events_make_one_letter_at_their_hour(self, case, mailbox):
        before = len(mailbox.names)
        wants(case, Cadence.DAILY)
        write(case, "on_the_way", NOON)
        write(case, "arrived", later(hours=3))
        world.drain(MORNING - timedelta(minutes=1))
        assert len(mailbox.names) == before
        world.drain(MORNING + timedelta(minutes=1))
        letter = mailbox.letter("digest")
        text = text_of(letter)
        assert len(mailbox.names) == before + 1
        assert "on_the_way it is" in text
        assert "arrived it is" in text
        assert "What comes next:" in text
        shown = [word for word in words_in_html(html_of(letter)) if "://" not in word]
        assert words_in_text(text) == shown

    def test_nothing_comes_twice_and_nothing_new_brings_nothing(self, case):
        wants(case, Cadence.DAILY)
        write(case, "on_the_way", NOON)
        for day in range(4):
            world.drain(MORNING + timedelta(days=day, minutes=1))
        digest = Message.objects.get(letter="digest")
        assert [each.letter for each in digest.tells_of.all()] == ["on_the_way"]
        assert not Job.objects.filter(kind="digest", state="due").exists()

    def test_what_comes_after_the_letter_waits_for_the_next_day(self, case):
        kept = wants(case, Cadence.DAILY)
        write(case, "on_the_way", NOON)
        world.drain(MORNING + timedelta(minutes=1))
        # The clock of whoever wrote it was a little behind.
        write(case, "arrived", MORNING - timedelta(seconds=1))
        world.drain(MORNING + timedelta(hours=1))
        assert Message.objects.filter(letter="digest").count() == 1
        world.drain(MORNING + timedelta(days=1, minutes=1))
        assert Message.objects.filter(letter="digest").count() == 2
        kept.refresh_from_db()
        assert kept.digested_on == (MORNING + timedelta(days=1)).date()

    def test_a_late_worker_writes_one_a_day_all_the_same(self, case):
        wants(case, Cadence.DAILY)
        write(case, "on_the_way", NOON)
        # Nobody worked for a day; the letter of yesterday leaves before today's hour.
        world.drain(MORNING + timedelta(days=1, hours=-1))
        write(case, "arrived", MORNING + timedelta(days=1, minutes=-30))
        world.drain(MORNING + timedelta(days=1, hours=1))
        assert Message.objects.filter(letter="digest").count() == 1
        world.drain(MORNING + timedelta(days=2, hours=1))
        assert Message.objects.filter(letter="digest").count() == 2

    def test_what_asks_something_of_them_comes_at_once(self, case, mailbox):
        wants(case, Cadence.DAILY)
        write(case, "question", NOON)
        write(case, "promise_moved", NOON)
        assert {"question", "promise_moved"} <= {
            each.letter for each in Message.objects.filter(sent_at__isnull=False)
        }

    def test_two_returns_of_a_guest_each_have_their_link(self, case):
        other = opened()
        wants(case, Cadence.DAILY)
        write(case, "on_the_way", NOON)
        write(other, "arrived", NOON)
        world.drain(MORNING + timedelta(minutes=1))
        text = Message.objects.get(letter="digest").text
        assert case.number in text
        assert other.number in text
        assert sum("/t/" in url for url in links_in(text)) == 3


class TestOnlyWhatMatters:
    def test_a_step_as_planned_is_read_on_the_page_only(self, case):
        wants(case, Cadence.ACT)
        write(case, "arrived", NOON)
        write(case, "delayed", NOON)
        kept = {each.letter: each for each in Message.objects.all()}
        assert kept["delayed"].sent_at
        assert not kept["arrived"].sent_at
        assert kept["arrived"].held == "wish"
        assert not Job.objects.filter(kind="digest").exists()


class TestEndingIt:
    def digest(self, case, mailbox):
        wants(case, Cadence.DAILY)
        write(case, "on_the_way", NOON)
        world.drain(MORNING + timedelta(minutes=1))
        return mailbox.letter("digest")

    def test_the_mail_program_ends_it_by_one_press(self, case, mailbox):
        letter = self.digest(case, mailbox)
        url = letter["List-Unsubscribe"].strip("<>").split("/", 3)[-1]
        assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        strict = Client(enforce_csrf_checks=True)
        assert strict.get(f"/{url}").status_code == 200
        assert Preference.objects.get().cadence == "daily"
        pressed = strict.post(f"/{url}", {"List-Unsubscribe": "One-Click"})
        assert pressed.status_code == 200
        assert Preference.objects.get().cadence == "act"

    def test_letters_that_cannot_be_ended_say_nothing_of_it(self, case, mailbox):
        assert not any(each["List-Unsubscribe"] for each in mailbox.letters)

    def test_a_made_up_link_opens_nothing(self, db):
        assert Client().get("/w/nonsense").status_code == 404

    def test_the_question_of_a_month_later_is_ended_too(self, case):
        wants(case, Cadence.EACH)
        write(case, "check_in", NOON)
        message = Message.objects.get(letter="check_in")
        preferring.unsubscribe(message_id=message.pk, at=NOON)
        assert Preference.objects.get().takes_optional is False
        assert Preference.objects.get().cadence == "each"
