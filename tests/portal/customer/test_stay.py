"""A unit that need not come back, by a browser: chosen, proved, put right."""

import pytest
from django.test import Client

from rma.models import Case, CreditRequest, Message, Policy, StayProof, User
from tests.portal.customer.test_files import photo
from tests.portal.customer.walk import drain

pytestmark = pytest.mark.django_db
RULE = {
    "stay": "destroyed",
    "up_to": 50000,
    "category": "camera",
    "proofs": ["photo", "serial_cut", "declaration"],
}


@pytest.fixture
def shop_lets_it_stay(shop, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    shop.maker.part_return = "no"
    shop.maker.save()
    Policy.objects.update(stays=[RULE])
    return shop.unit(paid_cents=21400, currency="EUR")


@pytest.fixture
def page(walk, shop_lets_it_stay):
    """Return the address of a return whose unit is destroyed where it is."""
    walk.find("SN-1")
    walk.tell(reason="doa")
    walk.choose(wish="replacement", **{"u1-stays": "destroyed"})
    return walk.create()["Location"]


def whole_proof(**more):
    shown = {"photo": photo("bits.jpg"), "serial_cut": photo("plate.jpg", "red")}
    return shown | {"declared": "on", "unit": "1"} | more


class TestOnTheWay:
    def test_the_choice_stands_beside_the_remedy_and_sending_is_chosen(
        self, walk, shop_lets_it_stay
    ):
        walk.find("SN-1")
        walk.tell(reason="doa")
        text = walk.client.get("/r/new/remedy").text
        assert "What becomes of the old unit?" in text
        assert "cut through or drilled out" in text
        sent = text.index('value="sent"')
        assert "checked" in text[sent : sent + 120]

    def test_the_check_page_says_what_is_asked_and_promises_no_label(
        self, walk, shop_lets_it_stay
    ):
        walk.find("SN-1")
        walk.tell(reason="doa")
        walk.choose(wish="replacement", **{"u1-stays": "destroyed"})
        text = walk.check().text
        assert "I destroy it here, nothing is sent" in text
        assert "You send us the proof" in text
        assert "get the label" not in text

    def test_with_a_repair_it_is_sent_whatever_was_chosen(
        self, walk, shop_lets_it_stay
    ):
        walk.find("SN-1")
        walk.tell()
        walk.choose(wish="repair", **{"u1-stays": "destroyed"})
        assert "get the label" in walk.check().text

    def test_nobody_is_asked_where_no_rule_fits(self, walk, unit):
        walk.find("SN-1")
        walk.tell()
        text = walk.client.get("/r/new/remedy").text
        assert "What becomes of the old unit?" not in text


class TestProof:
    def test_is_sent_looked_at_and_the_replacement_goes_out(self, client, page, shop):
        assert "Waiting for you: send us the proof" in client.get(page).text
        form = client.get(f"{page}proof").text
        once = form.split('name="once" value="')[1].split('"')[0]
        for _twice in range(2):
            answer = client.post(f"{page}proof", whole_proof(once=once))
            assert answer.status_code == 302
        assert StayProof.objects.count() == 1
        drain()
        assert "We are looking at your proof" in client.get(page).text
        desk = Client()
        desk.force_login(User.objects.create(email="s@x.example", role="support"))
        proof = StayProof.objects.get()
        listed = desk.get("/desk/proofs/").text
        assert f"/desk/proofs/{proof.pk}" in listed
        looked = desk.get(f"/desk/proofs/{proof.pk}").text
        assert looked.count("<img") == 2
        assert "I have destroyed this unit" in looked
        desk.post(f"/desk/proofs/{proof.pk}", {"is_accepted": "yes"})
        assert "Replacement being packed" in client.get(page).text

    def test_names_what_is_missing_in_its_place(self, client, page):
        given = whole_proof()
        del given["serial_cut"], given["declared"]
        answer = client.post(f"{page}proof", given)
        assert answer.status_code == 422
        assert 'id="serial_cut_error"' in answer.text
        assert 'id="declared_error"' in answer.text
        assert not StayProof.objects.exists()

    def test_what_is_no_picture_is_turned_away_with_a_sentence(self, client, page):
        given = whole_proof(photo=photo("x.jpg"))
        given["photo"].file.seek(0)
        given["photo"].file.truncate()
        answer = client.post(f"{page}proof", given)
        assert answer.status_code == 422
        assert not StayProof.objects.exists()

    def test_it_may_be_sent_instead(self, client, page):
        assert client.get(f"{page}send-it").status_code == 200
        client.post(f"{page}send-it", {"unit": "1"})
        drain()
        assert "Label ready" in client.get(page).text
        assert client.get(f"{page}proof")["Location"] == page

    def test_letters_say_what_to_send_and_what_was_missing(self, client, page):
        drain()
        first = Message.objects.get(letter="stays")
        assert "cut through" in first.text
        assert not Message.objects.filter(letter="approved").exists()
        client.post(f"{page}proof", whole_proof())
        desk = Client()
        desk.force_login(User.objects.create(email="s@x.example", role="support"))
        proof = StayProof.objects.get()
        answer = desk.post(f"/desk/proofs/{proof.pk}", {"is_accepted": "no"})
        assert answer.status_code == 422
        said = {"is_accepted": "no", "reason": "The plate is blurred."}
        desk.post(f"/desk/proofs/{proof.pk}", said)
        drain()
        assert "plate is blurred" in Message.objects.get(letter="proof_sent_back").text
        assert "plate is blurred" in client.get(f"{page}proof").text


def test_a_stranger_sees_no_proof_page(page):
    assert Client().get(f"{page}proof").status_code == 404
    assert Client().get(f"{page}send-it").status_code == 404
    assert Case.objects.count() == 1
    assert not CreditRequest.objects.exists()
