"""What was declared about data, drawn to be signed; anew where it is said anew."""

import pytest

from rma.actions import declaring
from rma.documents import erasure_form
from rma.jobs import fill_erasures
from rma.models import Product
from rma.rules.erasure import Erasure
from tests.rma.jobs import world
from tests.rma.jobs.world import NOON, later

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    unit = world.camera()
    Product.objects.update(holds_data=True)
    unit.product.refresh_from_db()
    case = world.open_return(unit=unit)
    world.drain(NOON)
    return case


def declare(case, choice, at):
    declaring.declare_erasure(
        case=case.ref, answers={1: choice}, by=world.CUSTOMER, at=at
    )


def test_says_the_very_words_by_whom_and_when(case):
    declare(case, Erasure.ERASED, later(hours=1))
    ((_title, content),) = fill_erasures.declarations(case, later(hours=2))
    (row,) = content.declared
    assert row.words.startswith("I have erased all data on it")
    text = " ".join(erasure_form.sheet(content).html.split())
    assert "By Marta Ruiz on" in text
    assert row.serial in text
    assert "Signature" in text


def test_said_anew_the_last_word_stands(case):
    declare(case, Erasure.ERASED, later(hours=1))
    declare(case, Erasure.KEPT_DISK, later(hours=2))
    ((_title, content),) = fill_erasures.declarations(case, later(hours=3))
    assert [each.words[:6] for each in content.declared] == ["I keep"]


@pytest.mark.slow
def test_is_drawn_once_it_is_declared(case):
    declare(case, Erasure.UNABLE, later(hours=1))
    world.drain(later(hours=1), draws=True)
    assert case.documents.filter(kind="erasure_form").count() == 1


def test_without_a_word_there_is_none(case):
    assert fill_erasures.declarations(case, NOON) == []
