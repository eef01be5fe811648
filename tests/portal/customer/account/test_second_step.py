"""A member's own address, password and second step: reached, changed, told of."""

import re

import pytest
from allauth.mfa.totp.internal import auth
from django.utils import timezone

from rma.models import Contact, Message, Preference, Site, User

pytestmark = pytest.mark.django_db

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def lena(company):
    user = company.person("owner").user
    user.set_password("a-good-pass-phrase")
    user.save()
    return user


@pytest.fixture
def member(client, lena):
    return signed_in(client, lena)


def signed_in(client, user):
    client.force_login(user, BACKEND)
    return client


def body(answer):
    return answer.content.decode()


class TestWayThere:
    def test_preferences_lead_to_address_password_and_second_step(self, member):
        page = body(member.get("/account/preferences"))

        for place in ("/accounts/2fa/", "/accounts/password/change/"):
            assert f'href="{place}"' in page
        assert 'href="/accounts/email/"' in page

    def test_staff_come_there_from_the_desk_and_back(self, client):
        clerk = User.objects.create_user("mira@house.example", role="support")
        signed_in(client, clerk)

        assert 'href="/accounts/2fa/"' in body(client.get("/desk/"))
        assert 'href="/desk/"' in body(client.get("/accounts/2fa/"))

    @pytest.mark.parametrize(
        "place",
        [
            "2fa/",
            "2fa/totp/activate/",
            "2fa/reauthenticate/",
            "reauthenticate/",
            "email/",
            "password/change/",
        ],
    )
    def test_no_page_speaks_the_words_of_the_library(self, member, place):
        page = body(member.get(f"/accounts/{place}", follow=True))

        foreign = r"Two-Factor|Authenticator App|Confirm Access|reauthenticate to|"
        foreign += r"Email|Re-send|Current Password|placeholder="
        assert re.findall(foreign, page) == []


class TestTwoSteps:
    def turn_on(self, client):
        again = "/accounts/reauthenticate/"
        client.post(again, {"password": "a-good-pass-phrase"})
        page = body(client.get("/accounts/2fa/totp/activate/"))
        secret = re.search(r"<code>(\w+)</code>", page).group(1)
        number = auth.format_hotp_value(
            auth.hotp_value(secret, auth.yield_hotp_counters_from_time().__next__())
        )
        return client.post(
            "/accounts/2fa/totp/activate/", {"code": number}, follow=True
        )

    def test_are_turned_on_by_a_member_whose_address_nobody_verified(
        self, member, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            self.turn_on(member)
        page = body(member.get("/accounts/2fa/recovery-codes/"))

        assert len(re.findall(r"<li><code>", page)) == 10
        assert Message.objects.filter(subject="Two steps to sign in: on").exists()

    def test_want_the_password_once_more_where_it_was_typed_long_ago(
        self, client, lena
    ):
        client.force_login(lena, BACKEND)
        page = client.get("/accounts/2fa/totp/activate/", follow=True)
        assert "Is it still you?" in body(page)

        where = page.request["PATH_INFO"] + "?" + page.request["QUERY_STRING"]
        refused = client.post(where, {"password": "wrong"})
        let_in = client.post(where, {"password": "a-good-pass-phrase"}, follow=True)

        assert "This is not your password." in body(refused)
        assert "Set up an authenticator app" in body(let_in)

    def test_are_asked_for_at_the_next_sign_in(self, member, client, lena):
        self.turn_on(member)
        client.post("/accounts/logout/")
        form = {"login": lena.email, "password": "a-good-pass-phrase"}
        page = client.post("/accounts/login/", form, follow=True)

        assert "Now the number from your app" in body(page)
        assert "_auth_user_id" not in client.session


class TestOwnAddress:
    def ask(self, client, email):
        form = {"email": email, "action_add": ""}
        client.post("/accounts/email/", form)
        letter = Message.objects.get(to=email)
        return re.search(r"(/accounts/confirm-email/\S+)", letter.text).group(1)

    def test_counts_once_the_new_mailbox_answered(self, member, lena):
        old = lena.email
        Preference.objects.create(email=old, hour=6, changed_at=timezone.now())
        link = self.ask(member, "lena@neu.example")
        lena.refresh_from_db()
        assert lena.email == old

        member.post(link)

        lena.refresh_from_db()
        assert lena.email == lena.contacts.get().email == "lena@neu.example"
        assert Preference.objects.get().email == "lena@neu.example"
        told = Message.objects.get(to=old)
        assert told.subject == "Your address to sign in was changed"

    def test_leaves_the_old_where_a_colleague_has_the_new_one(self, member, lena):
        mine = lena.contacts.get()
        taken = "tom@foto.example"
        Contact.objects.create(account=mine.account, name="Tom", email=taken)
        member.post(self.ask(member, taken))

        mine.refresh_from_db()
        assert mine.email != taken


class TestLettersOfSigningIn:
    def test_are_signed_by_the_company_and_say_who_answers(self, client, lena):
        client.post("/accounts/login/code/", {"email": lena.email})
        text, site = Message.objects.get().text, Site.objects.get()

        assert site.company in text
        assert site.contact_email in text
        assert "Hours:" in text
