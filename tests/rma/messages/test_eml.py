"""Letters kept as files, named for what they are."""

import email
from email import policy

import pytest
from django.core.mail import EmailMessage

from rma.messages import mail
from rma.messages.eml import EmailBackend
from rma.models import Message, Site
from tests.rma.jobs.world import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings, tmp_path):
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    return tmp_path / "mail"


def letter(**more):
    given = {"to": "m@sicher.example", "to_name": "Marta", "subject": "Hello"}
    texts = {"text": "One.\n", "html": "<p>One.</p>", "message_id": "<e7.x.y@here>"}
    return Message(created_at=NOON, **(given | texts | more))


class TestEmailBackend:
    def test_writes_one_file_a_letter_however_often_it_is_sent(self, folder):
        for _turn in (1, 2):
            EmailBackend().send_messages([mail.mail_of(letter(), at=NOON)])
        (kept,) = folder.iterdir()
        assert kept.name == "e7.x.y.eml"
        read = email.message_from_bytes(kept.read_bytes(), policy=policy.default)
        assert read.get_body(("plain",)).get_content() == "One.\n"

    def test_lets_no_name_out_of_its_folder(self, folder):
        headers = {"Message-ID": "<../../etc/passwd@here>"}
        sent = EmailMessage("s", "b", to=["m@sicher.example"], headers=headers)
        EmailBackend().send_messages([sent])
        assert [path.parent for path in folder.rglob("*.eml")] == [folder]


class TestMailOf:
    @pytest.mark.parametrize(
        "name",
        ["Eve\r\nBcc: all@else.example", "Eve\nSubject: x", "Eve\x00", 'Eve" <a@b>'],
    )
    def test_no_name_adds_a_header_or_a_reader(self, name):
        written = mail.mail_of(letter(to_name=name, subject=name), at=NOON)
        read = email.message_from_bytes(
            written.message().as_bytes(), policy=policy.default
        )
        assert [a.addr_spec for a in read["To"].addresses] == ["m@sicher.example"]
        assert read["Bcc"] is None
        assert len(read.get_all("Subject")) == 1

    def test_carries_the_clock_it_is_given_and_says_that_a_machine_wrote_it(self):
        Site.objects.update(company="Nordlicht Supply", contact_email="hi@n.example")
        read = mail.mail_of(letter(), at=NOON).message()
        assert read["From"].startswith("Nordlicht Supply <")
        assert "hi@n.example" in read["Reply-To"]
        assert read["Date"] == "Tue, 03 Mar 2026 11:00:00 +0000"
        assert read["Auto-Submitted"] == "auto-generated"
