"""Every address of customers, asked by everybody who might: nobody sees another's."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from portal import access
from rma.actions import belonging
from rma.models import AccountSite, Case, Contact, HeldRequest, Invitation, Unit
from rma.rules.members import MemberRole
from tests.portal.customer.account.conftest import Company, another_account
from tests.rma.builders import a_case, broken

SECRET = "VERBORGEN"
# Who may open a page of the account, beside the page: whatever is not named is for all.
ACTS = {
    "account_approvals": "approve",
    "account_approval": "approve",
    "account_send_back": "request",
    "account_credits": "see money",
    "account_invite": "manage people",
    "account_person": "manage people",
    "account_remove": "manage people",
    "account_invite_again": "manage people",
    "account_take_back": "manage people",
    "account_new_site": "manage sites",
    "account_site": "manage sites",
    "account_drop_site": "manage sites",
    "account_close": "close",
    "account_stay": "close",
}
# Addresses that are anybody's: they show what was typed, or open by a secret only.
FOR_ALL = {
    "start", "order", "item", "remedy", "check", "later", "go_on", "unit", "shared",
    "ordered", "your_data", "your_data_mine", "your_data_forget", "your_data_copy",
    "entry", "held", "invited", "token", "track", "scan", "sticker",
    "of_letter",
}  # fmt: skip


def names():
    """Return the name of every address of customers."""
    resolver = next(
        each
        for each in get_resolver().url_patterns
        if getattr(each, "namespace", "") == "customer"
    )
    return list(_named(resolver))


def _named(resolver):
    for each in resolver.url_patterns:
        if hasattr(each, "url_patterns"):
            yield from _named(each)
        elif each.name:
            yield each.name


class World:
    """A company with a return, an address and an invitation, and others around it."""

    def __init__(self, shop):
        shop.person.delete()
        shop.account.name = SECRET
        shop.account.save()
        self.ours, self.others = Company(shop.account), Company(another_account())
        unit = shop.unit("SN-1")
        self.case = a_case(broken("SN-1"), account_id=shop.account.pk)
        Case.objects.filter(pk=self.case.pk).update(
            contact=self.ours.person("requester")
        )
        now = timezone.now()
        site = AccountSite.objects.create(account=shop.account, name=SECRET)
        invitation = Invitation.objects.create(
            account=shop.account,
            email="new@c-1001.example",
            name=SECRET,
            role="finance",
            secret_hash="0" * 64,
            invited_at=now,
            invited_by=SECRET,
            expires_at=now + timedelta(days=3),
        )
        held = HeldRequest.objects.create(
            account=shop.account,
            contact=self.ours.person("requester"),
            data={"lines": [{"key": "u1", "words": SECRET}]},
            reasons=["value"],
            asked_at=now,
        )
        self.values = {
            "held_id": held.pk,
            "number": self.case.number,
            "code": self.case.code,
            "unit_id": unit.pk,
            "site_id": site.pk,
            "invitation_id": invitation.pk,
            "contact_id": self.ours.person("requester").pk,
        }

    def paths(self):
        """Return every address that is of one company, by its name."""
        found = {}
        resolver = get_resolver()
        for name in names():
            if name in FOR_ALL:
                continue
            wanted = resolver.namespace_dict["customer"][1].reverse_dict.getlist(name)
            (_path, keys), *_rest = wanted[0][0]
            told = {key: self.values.get(key, 1) for key in keys}
            if "kind" in keys:
                told["kind"] = "slip"
            found[name] = reverse(f"customer:{name}", kwargs=told)
        return found


@pytest.fixture
def world(shop):
    return World(shop)


def rows():
    """Return what must not change: who belongs where, and what stands written."""
    people = Contact.objects.order_by("pk").values_list("pk", "role", "user_id")
    tables = (Case, AccountSite, HeldRequest, Invitation, Unit)
    kept = [list(table.objects.order_by("pk").values()) for table in tables]
    return kept, list(people)


def both(client, path):
    """Return the answers to a look and to a press."""
    return client.get(path), client.post(path, {"role": "owner", "once": "k"})


class TestEveryAddress:
    def test_is_either_of_one_company_or_named_here_as_anybodys(self, world):
        assert set(names()) >= FOR_ALL
        of_one = set(world.paths())
        assert {name for name in of_one if name.startswith("account")} >= set(ACTS)
        for name, path in world.paths().items():
            assert path.startswith(("/account/", "/r/RMA-")), name

    def test_shows_a_stranger_who_has_not_signed_in_nothing(self, world):
        before, client = rows(), Client()
        for name, path in world.paths().items():
            for answer in both(client, path):
                assert answer.status_code in (302, 404, 405), (name, answer)
                if answer.status_code == 302:
                    inside = ("/accounts/login/", "/account/returns")
                    assert answer["Location"].startswith(inside), name
                assert SECRET not in answer.text, name
        assert rows() == before

    @pytest.mark.parametrize("role", list(MemberRole))
    def test_of_another_company_is_not_there_for_anybody_of_this(self, world, role):
        before, client = rows(), world.others.browser(role)
        for name, path in world.paths().items():
            if name == "account_leave":
                continue  # Of their own company, whose people may leave it.
            is_of_a_row = any(
                str(value) in path.split("/") for value in world.values.values()
            )
            for answer in both(client, path):
                if is_of_a_row:
                    assert answer.status_code in (403, 404, 405), (name, answer)
                assert SECRET not in answer.text, name
                assert "SN-1" not in answer.text, name
        assert rows()[0] == before[0]
        theirs = world.ours.account.contacts.order_by("pk")
        kept = [
            row for row in before[1] if row[0] in theirs.values_list("pk", flat=True)
        ]
        assert list(theirs.values_list("pk", "role", "user_id")) == kept

    @pytest.mark.parametrize("role", list(MemberRole))
    def test_of_the_account_opens_for_the_roles_of_the_table_and_no_other(
        self, world, role
    ):
        client = world.ours.browser(role)
        contact = world.ours.person(role)
        for name, path in world.paths().items():
            # A copy of data is its asker's alone (test_data.py).
            if not name.startswith("account") or name == "account_export":
                continue
            is_allowed = access.member_may(contact, ACTS.get(name, "read"))
            status = client.get(path).status_code
            allowed = (200, 302, 405)
            assert status in (allowed if is_allowed else (403, 405)), (name, status)

    @pytest.mark.parametrize("role", ["requester", "approver", "finance"])
    def test_of_the_account_is_pressed_in_vain_without_the_right(self, world, role):
        before, client = rows(), world.ours.browser(role)
        contact = world.ours.person(role)
        for name, path in world.paths().items():
            act = ACTS.get(name, "read")
            if name.startswith("account") and not access.member_may(contact, act):
                answer = client.post(path, {"role": "owner", "once": "k"})
                assert answer.status_code in (403, 405), (name, answer)
        assert rows() == before

    def test_is_shut_at_once_for_a_member_who_was_removed(self, world):
        person = world.ours.person("requester")
        client = world.ours.browser("requester")
        assert client.get("/account/returns").status_code == 200
        belonging.end_membership(
            account_id=world.ours.account.pk,
            contact_id=person.pk,
            by=world.ours.person("owner").user.actor,
            at=timezone.now(),
        )
        before = rows()
        for name, path in world.paths().items():
            for answer in both(client, path):
                assert answer.status_code in (302, 404, 405), (name, answer)
                assert SECRET not in answer.text, name
        assert rows() == before
