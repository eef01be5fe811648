"""A return that waits for a word about data: its owner hears of it by letter."""

from datetime import timedelta

import pytest

from rma.actions import declaring
from rma.models import Product
from rma.rules.erasure import Erasure
from tests.rma.jobs import world
from tests.rma.jobs.mailbox import text_of
from tests.rma.jobs.world import NOON, later

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(mailbox):
    unit = world.camera()
    Product.objects.update(holds_data=True)
    unit.product.refresh_from_db()
    case = world.open_return(unit=unit)
    world.drain(NOON)
    return case


def test_the_first_letter_asks_and_leads_there(case, mailbox):
    assert mailbox.names == ["declare_data"]
    (letter,) = mailbox.letters
    text = text_of(letter)
    assert "your label waits for one answer" in " ".join(text.split())
    assert f"{case.number}" in letter["Subject"]
    assert case.messages.get().text.count("/data") >= 1 or "/t/" in text


def test_it_is_asked_again_before_the_day_and_the_label_tells_the_rest(case, mailbox):
    due_at = case.promises.get(step="hand_over").due_at
    for days in range(12):
        world.tick(later(days=days))
        if later(days=days) > due_at - timedelta(days=1):
            break
    assert mailbox.names.count("declare_data") >= 2
    assert "hand_over_reminder" not in mailbox.names
    at = later(days=12)
    declaring.declare_erasure(
        case=case.ref, answers={1: Erasure.ERASED}, by=world.CUSTOMER, at=at
    )
    world.drain(at)
    assert "approved" in mailbox.names
