"""Signing in by mailed code, and the letters that go with it."""

import re

import pytest

from outbox.models import Job
from rma.models import Message, User

pytestmark = pytest.mark.django_db


def ask_for_code(client, email):
    address = "/accounts/login/code/"
    return client.post(address, {"email": email}, follow=True)


class TestMailedCode:
    def test_lets_somebody_we_know_in_with_the_code_of_the_letter(self, client):
        User.objects.create_user(email="mira@nordlicht.example")
        ask_for_code(client, "mira@nordlicht.example")
        letter = Message.objects.get()
        code = re.search(r"^    (\S+)$", letter.text, re.MULTILINE).group(1)

        client.post("/accounts/login/code/confirm/", {"code": code})

        assert "_auth_user_id" in client.session

    def test_the_letter_is_kept_secret_and_promised_not_awaited(self, client):
        User.objects.create_user(email="mira@nordlicht.example")
        ask_for_code(client, "mira@nordlicht.example")
        letter = Message.objects.get()
        code = re.search(r"^    (\S+)$", letter.text, re.MULTILINE).group(1)

        assert letter.is_secret
        assert letter.sent_at is None
        assert code not in letter.subject
        assert Job.objects.filter(key=f"deliver:{letter.pk}").exists()

    def test_answers_a_stranger_alike_and_lets_nobody_in(self, client):
        response = ask_for_code(client, "stranger@nowhere.example")

        assert "Enter the code" in response.content.decode()
        assert Message.objects.get().subject == "No account for this address"
        assert "_auth_user_id" not in client.session

    def test_refuses_a_wrong_code_beside_the_field(self, client):
        User.objects.create_user(email="mira@nordlicht.example")
        ask_for_code(client, "mira@nordlicht.example")
        page = client.post("/accounts/login/code/confirm/", {"code": "WRONG1"})

        assert "<title>Error:" in page.content.decode()
        assert "_auth_user_id" not in client.session


class TestPassword:
    def test_is_the_second_way(self, client):
        User.objects.create_user(email="mira@nordlicht.example", password="a long one")
        form = {"login": "mira@nordlicht.example", "password": "a long one"}
        client.post("/accounts/login/", form)

        assert "_auth_user_id" in client.session


class TestWhereItLeads:
    @pytest.mark.parametrize(("role", "place"), [("", "/"), ("support", "/desk/")])
    def test_staff_to_the_desk_and_customers_to_the_start(self, client, role, place):
        User.objects.create_user("mira@nordlicht.example", "a long one", role=role)
        form = {"login": "mira@nordlicht.example", "password": "a long one"}
        answer = client.post("/accounts/login/", form)

        assert (answer.status_code, answer.url) == (302, place)


class TestSignUp:
    def test_is_closed_to_everybody(self, client):
        form = {"email": "new@nowhere.example", "password1": "a long one here"}
        client.post("/accounts/signup/", form)

        assert not User.objects.filter(email="new@nowhere.example").exists()
