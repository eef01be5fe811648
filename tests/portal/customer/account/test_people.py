"""Colleagues asked in, given roles, sent away: by owners, once, and at once."""

import re

import pytest
from django.test import Client

from rma.messages import links
from rma.models import AccountChange, Case, Contact, Invitation, Message, User
from tests.rma.builders import a_case, broken

FORM = {"name": "Nora Neu", "email": "Nora@geheimhaus.example", "role": "requester"}


def invite(company, **more):
    return company.browser("owner").post("/account/people/invite", FORM | more)


def link_of(message):
    return re.search(r"/i/([\w-]{43,})", message.text).group(0)


class TestInviting:
    def test_writes_one_letter_and_keeps_only_the_hash(self, company):
        answer = invite(company)
        row, letter = Invitation.objects.get(), Message.objects.get()
        assert answer["Location"] == "/account/people"
        assert (row.email, letter.to) == ("nora@geheimhaus.example",) * 2
        assert letter.is_secret
        assert row.secret_hash not in letter.text
        assert link_of(letter).removeprefix("/i/") not in str(vars(row))

    def test_asked_twice_the_earlier_link_is_void(self, company, client):
        invite(company)
        invite(company, once="another")
        first, second = Message.objects.order_by("id")
        assert client.get(link_of(first)).status_code == 404
        assert client.get(link_of(second)).status_code == 200
        assert Invitation.objects.count() == 1

    @pytest.mark.parametrize("role", ["requester", "approver", "finance"])
    def test_is_for_owners(self, company, role):
        answer = company.browser(role).post("/account/people/invite", FORM)
        assert answer.status_code == 403
        assert not Invitation.objects.exists()

    def test_of_a_member_or_of_our_own_people_is_refused_at_the_field(self, company):
        User.objects.create_user("mira@nordlicht.example", role="support")
        for email in ("finance@c-1001.example", "mira@nordlicht.example"):
            answer = invite(company, email=email)
            assert answer.status_code == 422
            assert answer.context["form"].errors["email"]
        assert not Message.objects.exists()


class TestTheLink:
    @pytest.fixture
    def link(self, company):
        invite(company)
        return link_of(Message.objects.get())

    def test_looked_at_by_a_mail_scanner_it_changes_nothing(self, link, client):
        for _ in range(3):
            assert client.get(link).status_code == 200
            assert client.head(link).status_code == 200
        assert Invitation.objects.get().accepted_at is None
        assert not User.objects.filter(email="nora@geheimhaus.example").exists()

    def test_pressed_it_makes_a_member_once(self, link, client):
        assert client.post(link)["Location"] == "/account/returns"
        assert client.get("/account/returns").status_code == 200
        contact = Contact.objects.get(email="nora@geheimhaus.example")
        assert (contact.role, contact.user.email) == ("requester", contact.email)
        assert Client().post(link).status_code == 404

    def test_too_old_taken_back_and_never_made_look_alike(
        self, link, client, company, time_machine
    ):
        owner = company.browser("owner")
        row = Invitation.objects.get()
        looks = []

        def look(path):
            answer = client.get(path)
            assert answer.status_code == 404
            page = answer.content.replace(path.encode(), b"")
            looks.append(page[page.index(b"<main") : page.index(b"</main")])

        look("/i/" + "x" * 43)
        time_machine.move_to(row.expires_at)
        look(link)
        time_machine.move_to(row.invited_at)
        owner.post(f"/account/people/invitations/{row.pk}/take-back")
        look(link)
        assert len(looks) == 3
        assert len(set(looks)) == 1

    def test_is_no_use_to_somebody_else_who_is_signed_in(self, link, strangers):
        answer = strangers.browser("owner").post(link)
        assert answer.status_code == 409
        assert Invitation.objects.get().accepted_at is None

    def test_is_no_way_around_the_sign_in_of_who_has_one(self, link, client):
        known = User.objects.create_user("nora@geheimhaus.example", "a long one")
        assert client.post(link).status_code == 409
        assert "_auth_user_id" not in client.session
        client.force_login(known)
        assert client.post(link)["Location"] == "/account/returns"


class TestRemoving:
    @pytest.fixture
    def case(self, company, shop):
        shop.unit("SN-1")
        case = a_case(broken("SN-1"), account_id=company.account.pk)
        Case.objects.filter(pk=case.pk).update(contact=company.person("requester"))
        case.refresh_from_db()
        return case

    def test_stops_the_session_and_every_link_at_once(self, company, case):
        theirs, guest = company.browser("requester"), Client()
        token = links.tracking_token(case)
        guest.get(f"/t/{token}")
        assert theirs.get("/account/returns").status_code == 200
        assert guest.get(f"/r/{case.number}/").status_code == 200
        row = company.person("requester")
        company.browser("owner").post(f"/account/people/{row.pk}/remove")
        assert theirs.get("/account/returns")["Location"].startswith("/accounts/login")
        assert theirs.get(f"/r/{case.number}/").status_code == 404
        assert guest.get(f"/r/{case.number}/").status_code == 404
        assert guest.get(f"/t/{token}").status_code == 404

    def test_gives_their_open_returns_to_who_removed_them(self, company, case):
        row = company.person("requester")
        company.browser("owner").post(f"/account/people/{row.pk}/remove")
        case.refresh_from_db()
        assert case.contact == company.person("owner")
        assert AccountChange.objects.get().what == "removed"

    def test_of_a_strangers_member_finds_nobody(self, company, strangers):
        row = strangers.person("requester")
        answer = company.browser("owner").post(f"/account/people/{row.pk}/remove")
        assert answer.status_code == 404
        row.refresh_from_db()
        assert row.user is not None


class TestTheLastOwner:
    @pytest.mark.parametrize(
        ("path", "form"),
        [("leave", {}), ("{pk}", {"role": "finance"}), ("{pk}/remove", {})],
    )
    def test_cannot_go_nor_step_down(self, company, path, form):
        row = company.person("owner")
        path = path.format(pk=row.pk)
        answer = company.browser("owner").post(f"/account/people/{path}", form)
        assert answer.status_code == 422
        assert "Make another member its owner first" in answer.text
        row.refresh_from_db()
        assert (row.role, row.user is None) == ("owner", False)

    def test_may_leave_once_there_is_another(self, company):
        owner, row = company.browser("owner"), company.person("approver")
        owner.post(f"/account/people/{row.pk}", {"role": "owner"})
        assert owner.post("/account/people/leave")["Location"] == "/"
        assert [each.role for each in Contact.objects.owners()] == ["owner"]
        assert owner.get("/account/people").status_code == 302
