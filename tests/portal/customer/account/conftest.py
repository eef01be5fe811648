"""A company with a person in each role, and another company beside it."""

import pytest
from django.test import Client
from django.utils import timezone

from rma.models import Account, Contact, User
from rma.rules.members import MemberRole
from tests.portal.customer.walk import Walk


class Company:
    """People of one account, by role, each with a browser that is signed in."""

    def __init__(self, account):
        self.account = account
        self.people = {}
        for role in MemberRole:
            email = f"{role.value}@{account.number.lower()}.example"
            user = User.objects.create_user(email, name=role.value.title())
            self.people[role] = Contact.objects.create(
                account=account, user=user, name=user.name, email=email, role=role.value
            )

    def person(self, role):
        return self.people[MemberRole(role)]

    def browser(self, role):
        client = Client()
        client.force_login(self.person(role).user)
        return client


def another_account(number="C-2002"):
    return Account.objects.create(
        number=number,
        name="Fremdwerk",
        kind="company",
        country="DE",
        created_at=timezone.now(),
    )


@pytest.fixture
def company(shop):
    shop.person.delete()
    return Company(shop.account)


@pytest.fixture
def strangers(shop):
    return Company(another_account())


@pytest.fixture
def asked(company, shop):
    """Let a requester ask for a return worth more than the limit of a cent."""
    shop.unit("SN-1", paid_cents=90_000, currency="EUR")
    company.account.approve_above_cents = 1
    company.account.limit_currency = "EUR"
    company.account.save()
    walk = Walk(company.browser("requester"))
    walk.to_check("SN-1")
    return walk
