"""A device of ours at the dock, and a clerk who works with it."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rma.models import Badge, Device, Site, User
from rma.rules import scopes
from rma.rules.words import Role

PROGRAM = {"Accept": "application/json"}


@pytest.fixture
def operator():
    user = User.objects.create_user(
        "clerk@desk.example", name="A. Clerk", role=Role.WAREHOUSE.value
    )
    badge = Badge(user=user, code="BADGE", given_at=timezone.now(), given_by="L")
    badge.take_pin("246810")
    badge.save()
    return user


@pytest.fixture
def device():
    """Return a browser that is a device of the first site."""
    now = timezone.now()
    Device.objects.create(
        name="Dock 1",
        site=Site.objects.default(),
        secret_hash=scopes.hash_of("secret"),
        code_until=now,
        offered_at=now,
        offered_by="L",
        enrolled_at=now,
    )
    browser = Client()
    browser.cookies["station_device"] = "secret"
    return browser


@pytest.fixture
def at_work(device, operator):
    answer = device.post("/station/unlock", {"who": operator.pk, "pin": "246810"})
    assert answer.status_code == 302
    return device


def send(browser, *texts, **more):
    scans = [{"id": str(uuid.uuid4()), "text": text} | more for text in texts]
    return browser.post(
        reverse("station:scans"),
        {"scans": scans},
        content_type="application/json",
        headers=PROGRAM,
    )
