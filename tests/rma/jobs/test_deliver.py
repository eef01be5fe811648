"""Letters handed to a real mail server, which is sometimes busy and sometimes firm."""

from datetime import timedelta

import pytest

from outbox import work
from outbox.models import Job
from rma.actions import conversing
from rma.models import Message
from rma.rules.words import HandOver
from tests.rma.jobs import world
from tests.rma.jobs.post_office import PostOffice
from tests.rma.jobs.world import NOON, later

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(settings):
    office = PostOffice()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = office.server_address
    yield office
    office.shutdown()
    office.server_close()


def write_letter():
    world.open_return(hand_over=HandOver.OWN_CARRIER)
    work.drain(now=NOON, only=["tell", "deliver"])
    return Message.objects.get()


class TestDeliver:
    def test_hands_the_letter_over_and_notes_it(self, office):
        message = write_letter()
        assert message.sent_at == NOON
        (taken,) = office.taken
        assert b"In-Reply-To" not in taken
        assert message.message_id.encode() in taken

    def test_tries_again_where_the_server_is_busy(self, office):
        office.answer = "451 later"
        message = write_letter()
        assert (message.sent_at, office.taken) == (None, [])
        office.answer = "250 fine"
        work.drain(now=later(hours=2), only=["deliver"])

        message.refresh_from_db()
        assert message.sent_at == later(hours=2)
        assert len(office.taken) == 1

    def test_leaves_a_firm_refusal_to_a_person(self, office):
        office.answer = "550 nobody of that name"
        message = write_letter()
        assert message.sent_at is None
        assert "nobody of that name" in message.problem
        assert Job.objects.get(kind="deliver").state == "dead"

    def test_sends_nothing_twice(self, office):
        write_letter()
        Job.objects.filter(kind="deliver").update(state="ready", finished_at=None)
        work.drain(now=later(hours=1), only=["deliver"])
        assert len(office.taken) == 1

    def test_sends_a_letter_that_belongs_to_no_case(self, office):
        message = conversing.write_alone(
            to="jo@us.example",
            subject="123456 is your code to sign in",
            text="Type this code.",
            is_secret=True,
            at=NOON,
        )
        work.drain(now=NOON + timedelta(minutes=1), only=["deliver"])
        message.refresh_from_db()
        assert message.sent_at
        assert b"Type this code." in office.taken[0]
