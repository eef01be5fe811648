"""Which door an account has on file, and which is somebody else's."""

from dataclasses import replace

import pytest

from rma.queries import places
from tests.rma.builders import HOME, an_account

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("told", "is_known"),
    [
        ({}, True),
        ({"name": "Somebody else", "company": ""}, True),
        ({"street1": "HAUPTSTR 1"}, True),
        ({"city": "Berlin-Mitte"}, True),
        ({"street2": "c/o Eve"}, False),
        ({"street1": "Hauptstr. 2"}, False),
        ({"postal_code": "10117"}, False),
        ({"country": "AT"}, False),
    ],
)
def test_on_file_is_the_house_however_it_is_spelled(told, is_known):
    assert places.is_on_file(an_account(), replace(HOME, **told)) is is_known


def test_on_file_with_a_floor_is_the_house_without_it_and_no_other_floor():
    account = an_account(street2="Floor 2")
    assert places.is_on_file(account, HOME)
    assert places.is_on_file(account, replace(HOME, street2="floor 2"))
    assert not places.is_on_file(account, replace(HOME, street2="Floor 3"))


def test_nothing_is_on_file_of_a_guest():
    assert not places.is_on_file(an_account(is_guest=True), HOME)


def test_same_is_the_floor_and_the_town_too():
    assert places.is_same(HOME, replace(HOME, name="Somebody else"))
    assert not places.is_same(HOME, replace(HOME, street2="Floor 2"))
    assert not places.is_same(HOME, replace(HOME, city="Potsdam"))
