"""The code for the counter is in the letter itself: it needs no line there (bar C6)."""

import io
import re
from email import policy
from email.parser import BytesParser

import pytest
import zxingcpp
from PIL import Image

from rma.models import Message, User
from rma.rules.words import HandOver
from shipping.models import LabelDocument, LabelPurchase
from tests.rma.jobs import world
from tests.rma.jobs.mailbox import html_of, text_of, words_in_html, words_in_text
from tests.rma.jobs.world import NOON

pytestmark = pytest.mark.django_db
# Both texts, the code and their headers; the label is a file of its own.
LARGEST = 25_000


@pytest.fixture
def letter(mailbox):
    world.open_return(hand_over=HandOver.COUNTER_CODE)
    world.drain(NOON)
    return mailbox.letter("approved")


def pictures_in(letter):
    return [each for each in letter.walk() if each.get_content_maintype() == "image"]


class TestTheLetter:
    def test_brings_the_code_as_a_part_of_its_html(self, letter):
        assert letter.get_content_type() == "multipart/mixed"
        texts, label = letter.iter_parts()
        assert label.get_filename().endswith("-label.pdf")
        plain, shown = texts.iter_parts()
        assert plain.get_content_type() == "text/plain"
        assert shown.get_content_type() == "multipart/related"
        html, picture = shown.iter_parts()
        (named,) = re.findall(r'<img src="cid:([^"]+)"', html.get_content())
        assert picture["Content-ID"] == f"<{named}>"
        assert picture.get_content_disposition() == "inline"
        assert picture.get_filename().endswith("-code-1.png")
        assert len(texts.as_bytes()) < LARGEST

    def test_its_code_is_read_and_its_number_stands_beneath_in_both_texts(self, letter):
        (picture,) = pictures_in(letter)
        (read,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture.get_content())))
        number = LabelPurchase.objects.get().tracking_number
        assert read.text == number
        assert number in text_of(letter)
        assert re.search(rf'<img src="cid:[^>]+><br>{number}', html_of(letter))
        assert words_in_text(text_of(letter)) == words_in_html(html_of(letter))
        assert "You need no printer" in text_of(letter)

    def test_read_from_its_bytes_again_is_the_same(self, letter):
        again = BytesParser(policy=policy.SMTP).parsebytes(letter.as_bytes())
        (before,), (after,) = pictures_in(letter), pictures_in(again)
        assert before.get_content() == after.get_content()

    def test_shows_the_code_at_the_desk(self, letter, client):
        client.force_login(User.objects.create_user("jo@us.example", role="support"))
        message = Message.objects.get(letter="approved")
        page = client.get(f"/desk/mail/{message.pk}/html")
        assert "cid:" not in page.text
        assert 'src="data:image/png;base64,iVBORw0KGgo' in page.text

    def test_goes_out_without_a_code_that_is_gone(self, mailbox):
        world.open_return(hand_over=HandOver.COUNTER_CODE)
        world.drain(NOON, leave=("deliver",))
        LabelDocument.objects.update(file="labels/gone.png")
        world.drain(NOON)
        assert pictures_in(mailbox.letter("approved")) == []


class TestOtherLetters:
    def test_to_who_prints_a_label_bring_none(self, mailbox):
        world.open_return()
        world.drain(NOON)
        assert pictures_in(mailbox.letter("approved")) == []
        assert "counter" not in text_of(mailbox.letter("approved"))
