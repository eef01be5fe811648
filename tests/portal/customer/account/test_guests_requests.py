"""What a guest asks for who knows a serial of a company: it waits and leaks nothing."""

import pytest
from django.test import Client

from rma.messages import links
from rma.models import Account, Case, Contact, HeldRequest, Message, User
from tests.portal.customer.account.test_approvals import decide
from tests.portal.customer.walk import Walk
from tests.rma.actions.test_following_up import END, ended


class TestGuestWithASerial:
    """Who reads a serial off a unit of a company goes round no approver of it."""

    @pytest.fixture
    def guest(self, asked):
        walk = Walk(Client())
        walk.to_check("SN-1")
        return walk

    def test_reads_it_before_pressing_then_waits(self, guest):
        told = guest.check().text
        assert "Whoever it was sold to is asked first" in told
        page = guest.create()["Location"]
        body = guest.client.get(page).text
        assert "Your request waits for a yes" in body
        assert "SN-1" in body
        # There is a person to ask for whoever bought it second hand
        assert "mailto:" in body
        assert not Case.objects.exists()
        letter = Message.objects.get(letter="approval_asked")
        assert letter.to == "approver@c-1001.example"
        assert "Ana Silva asks for your approval" in letter.subject
        assert "did not sign in" in letter.text

    def test_reads_nothing_of_whose_it_is(self, guest, company):
        pages = [guest.check().text]
        page = guest.create()["Location"]
        pages += [guest.client.get(page).text]
        decide(company, decline="1", why="We know nobody of that name.")
        pages += [guest.client.get(page).text]
        letters = Message.objects.filter(to="ana@orbita.example")
        pages += [each.text for each in letters]
        for secret in ("company", "Geheimhaus", "Approver", "more than what may"):
            assert [secret for each in pages if secret in each] == []
        assert (
            "We know nobody of that name."
            in letters.get(letter="approval_declined").text
        )

    def test_gets_a_letter_with_the_link_to_where_it_stands(self, guest, company):
        page = guest.create()["Location"]
        letter = Message.objects.get(to="ana@orbita.example")
        assert page in letter.text
        stranger = Client()
        assert "waits for a yes" in stranger.get(page).text
        decide(company)
        answer = stranger.get(page)
        assert "Your request was approved" in answer.text
        assert "/r/RMA-" not in answer.text

    def test_of_a_unit_that_waits_already_is_the_request_of_before(self, guest):
        first = guest.create()["Location"]
        guest.to_check("sn 1")
        assert guest.create()["Location"] == first
        assert HeldRequest.objects.count() == 1
        assert Message.objects.filter(letter="approval_asked").count() == 1

    def test_by_another_person_waits_beside_it(self, guest):
        guest.create()
        guest.to_check("SN-1")
        guest.choose(email="kim@elsewhere.example")
        guest.create()
        assert HeldRequest.objects.count() == 2

    def test_is_shown_to_nobody_without_its_link(self, guest):
        guest.create()
        assert Client().get("/h/nonsense").status_code == 404

    def test_the_approver_reads_who_it_is_and_opens_it(self, guest, company):
        guest.create()
        held = HeldRequest.objects.get()
        page = company.browser("approver").get(f"/account/approvals/{held.pk}").text
        assert "Asked for without signing in" in page
        assert "Verborgene Gasse 7" in page
        decide(company)
        case = Case.objects.get()
        assert case.account == company.account
        assert case.contact.email == "ana@orbita.example"

    def test_a_yes_gives_a_guest_no_more_than_guests_get(self, guest, company):
        """A replacement to an address that is new to us is looked at all the same."""
        Account.objects.filter(pk=company.account.pk).update(street1="Am Markt 1")
        guest.create()
        decide(company)
        line = Case.objects.get().lines.get()
        assert line.decision == "needs_review"
        assert "new_address" in [each["code"] for each in line.ruling]

    def test_by_a_members_address_is_still_a_guests(self, guest, company):
        guest.choose(email="approver@c-1001.example")
        guest.create()
        assert HeldRequest.objects.get().data["is_guest"] is True

    def test_goes_through_where_nobody_could_say_yes(self, guest, company):
        company.account.contacts.filter(role__in=["owner", "approver"]).delete()
        guest.create()
        assert Case.objects.count() == 1

    def test_goes_through_for_a_resellers_own_customers(self, guest, company):
        company.account.end_customers = "to_us"
        company.account.shown_as = "Geheimhaus"
        company.account.save()
        guest.create()
        assert Case.objects.count() == 1

    def test_what_failed_again_by_a_guests_letter_waits_too(
        self, company, time_machine, client
    ):
        time_machine.move_to(END)
        old = ended()
        Account.objects.filter(pk=old.account_id).update(
            approve_above_cents=1, limit_currency="EUR"
        )
        boss = User.objects.create_user("boss@weber.example")
        Contact.objects.create(
            account_id=old.account_id, user=boss, email=boss.email, role="approver"
        )
        link = links.tracking_url(old, page="again").partition("/t/")[2]
        path = client.get(f"/t/{link}")["Location"]
        page = client.post(path, {"feeling": "failed", "once": "k1"})["Location"]
        assert "waits for a yes" in client.get(page).text
        assert not old.followed_by.exists()
