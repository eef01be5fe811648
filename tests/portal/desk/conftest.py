"""Our own people signed in at noon of a working day, with returns to work on."""

import uuid

import pytest
from django.test import Client

from rma.models import User
from rma.rules.words import Reason, Role
from tests.rma.builders import a_case, a_unit, broken, later


@pytest.fixture(autouse=True)
def soon_after(db, time_machine):
    time_machine.move_to(later(hours=1))


def signed_in(role):
    """Return a browser in which somebody of that role has signed in."""
    email = f"{role or 'customer'}@desk.example"
    user = User.objects.filter(email=email).first() or User.objects.create_user(
        email, name=f"A {role}", role=role
    )
    client = Client()
    client.force_login(user)
    client.user = user
    return client


@pytest.fixture
def support():
    return signed_in(Role.SUPPORT)


@pytest.fixture
def warehouse():
    return signed_in(Role.WAREHOUSE)


@pytest.fixture
def warranty():
    return signed_in(Role.WARRANTY)


@pytest.fixture
def lead():
    return signed_in(Role.LEAD)


@pytest.fixture
def admin():
    return signed_in(Role.ADMIN)


@pytest.fixture
def customer():
    return signed_in("")


@pytest.fixture
def to_decide():
    """A return whose line waits for a person."""
    a_unit("SN-9")
    return a_case(broken("SN-9", reason=Reason.OTHER))


@pytest.fixture
def approved():
    """A return that the policy approved."""
    return a_case()


def once():
    return uuid.uuid4().hex


def text(response):
    return response.content.decode()


def said_by(response):
    """Return the sentences that stand in the notices of a page."""
    return [str(message) for message in response.context["messages"]]
