"""A postal code that its country writes otherwise: said at its field, nothing lost."""

import pytest

from tests.portal.customer.walk import WORDS

pytestmark = pytest.mark.django_db


def test_is_said_at_its_field_and_all_that_was_typed_stays(walk, unit):
    walk.find("SN-1")
    walk.tell()
    page = walk.choose(postal_code="2009", company="Orbita GmbH")
    assert page.status_code == 422
    said = "A postal code of this country looks like 10115."
    assert page.text.count(said) == 2
    assert 'href="#postal_code"' in page.text
    for kept in ('value="2009"', 'value="Orbita GmbH"', 'value="Verborgene Gasse 7"'):
        assert kept in page.text
    assert walk.choose(postal_code="D-20095").status_code == 302
    assert WORDS in walk.check().text


def test_of_a_country_whose_form_nobody_told_us_is_taken(walk, unit):
    walk.find("SN-1")
    walk.tell()
    assert walk.choose(postal_code="whatever", country="HK").status_code == 302
