"""The lines of an address, as the country it goes to writes them."""

import pytest

from shipping.places import Address


@pytest.mark.parametrize(
    ("country", "state", "town"),
    [
        ("de", "", "10115 Berlin"),
        ("IT", "RM", "10115 Berlin RM"),
        ("US", "NJ", "Berlin NJ 10115"),
        ("GB", "", "Berlin 10115"),
    ],
)
def test_the_postal_code_stands_where_the_country_has_it(country, state, town):
    place = Address("Ana", "Weg 1", "Berlin", "10115", country, state=state)
    assert place.lines() == ("Ana", "Weg 1", town, country.upper())
