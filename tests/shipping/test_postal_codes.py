"""Postal codes are looked at for their form, and only where we know it."""

import pytest

from shipping.carriers.countries import COUNTRIES
from shipping.postal_codes import countries, example_if_unfit


@pytest.mark.parametrize("country", sorted(countries()))
def test_an_example_fits_its_own_country(country):
    assert country in COUNTRIES
    example = example_if_unfit(country, "?")
    assert example
    for written in (example, example.lower(), example.replace(" ", "")):
        assert example_if_unfit(country, f" {written} ") == ""


@pytest.mark.parametrize(
    ("country", "code"),
    [
        ("DE", "D-10115"), ("LV", "LV-1010"), ("GB", "sw1a1aa"), ("gb", "M60 1NW"),
        ("US", "20001"), ("US", "20001-1234"), ("US", "200011234"), ("CA", "k1a0b1"),
        ("NL", "1012AB"), ("SE", "11120"), ("PL", "00001"), ("JP", "1000001"),
        ("IE", "D02X285"), ("XX", "anything"), ("HK", "none"), ("DE", ""),
    ],
)  # fmt: skip
def test_what_people_write_is_taken(country, code):
    assert example_if_unfit(country, code) == ""


@pytest.mark.parametrize(
    ("country", "code"),
    [
        ("DE", "1011"), ("DE", "10115 Berlin"), ("DE", "1O115"), ("US", "2000"),
        ("GB", "10115"), ("CA", "10115"), ("NL", "1012"), ("AT", "10115"),
        ("DE", "٠١٢٣٤"),
    ],
)  # fmt: skip
def test_what_no_carrier_takes_is_told_with_an_example(country, code):
    assert example_if_unfit(country, code)
