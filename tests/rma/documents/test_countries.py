"""Countries are named as people say them, in the language they read."""

import pytest
from django.utils import translation

from rma.documents import countries
from shipping.words import Address


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Germany"), ("de", "Deutschland"), ("ar", "ألمانيا"), ("en-xa", "Germany")],
)
def test_a_country_is_named_in_the_readers_language(language, said):
    with translation.override(language):
        assert countries.name_of("DE") == said
        assert ("DE", said) in countries.choices()


def test_the_first_choice_is_none_and_the_rest_are_in_order():
    (code, _asked), *named = countries.choices()
    assert code == ""
    assert [name for _, name in named] == sorted(
        (name for _, name in named), key=str.casefold
    )


def test_a_code_of_no_country_stays_what_it_is():
    assert countries.name_of("XX") == "XX"


def test_an_address_on_paper_names_its_country():
    address = Address("Jo", "Ladestraße 18", "Berlin", "10115", "DE", company="Licht")
    assert countries.lines_of(address)[-2:] == ("10115 Berlin", "Germany")
