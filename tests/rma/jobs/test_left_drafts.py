"""A return that somebody began and left: one letter, a day later, and never another."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from outbox.words import Lease
from rma.actions import drafting
from rma.jobs import mind_drafts
from rma.models import Contact, Draft, HeldRequest, Message, Preference
from tests.portal.customer.conftest import Shop
from tests.portal.customer.walk import Walk

pytestmark = pytest.mark.django_db
A_DAY = timedelta(hours=25)


@pytest.fixture
def walk():
    shop = Shop()
    shop.unit("SN-1")
    walk = Walk(Client())
    walk.to_check("SN-1")
    return walk


def look(after=A_DAY):
    mind_drafts.mind_drafts(lease=Lease(0, ""), at=timezone.now() + after)
    return list(Message.objects.filter(letter="draft_left"))


def test_is_told_once_with_a_link_that_goes_on_where_it_stood(walk):
    assert look(timedelta(hours=23)) == []
    (letter,) = look()
    assert look() == look(timedelta(days=3)) == [letter]
    assert letter.to == "ana@orbita.example"
    assert "SN-1" in letter.text
    day = Draft.objects.get().reminded_at + timedelta(days=30)
    assert f"{day.day} {day:%B %Y}" in letter.text
    assert f"{day.day} {day:%B %Y}" in letter.subject
    path = letter.text.partition("/d/")[2].split()[0]
    elsewhere = Client()
    assert elsewhere.get(f"/d/{path}").status_code == 200
    assert elsewhere.post(f"/d/{path}")["Location"] == "/r/new/check"


def test_is_not_told_of_what_became_a_return(walk):
    walk.create()
    assert look() == []


def test_is_not_told_without_an_address(walk):
    fresh = Walk(Client())
    fresh.find("SN-1")
    assert [each.to for each in look()] == ["ana@orbita.example"]


def test_is_not_told_while_an_approver_decides(walk):
    draft = Draft.objects.get()
    person = Contact.objects.get()
    HeldRequest.objects.create(
        account=person.account,
        contact=person,
        draft=draft,
        data={},
        reasons=[],
        asked_at=timezone.now(),
    )
    assert look() == []
    assert drafting.remind_of_draft(draft_id=draft.pk, at=timezone.now()) is None


def test_is_not_told_who_wants_no_such_letters(walk):
    Preference.objects.create(
        email="ana@orbita.example", takes_optional=False, changed_at=timezone.now()
    )
    assert look() == []


def test_two_drafts_of_one_address_are_one_letter(walk):
    other = Walk(Client())
    other.to_check("SN-1")
    assert len(look()) == 1


def test_is_written_in_the_language_it_was_read_in(walk):
    Draft.objects.update(language="de")
    (letter,) = look()
    day = Draft.objects.get().reminded_at + timedelta(days=30)
    assert f"{day:%A}" not in letter.text
