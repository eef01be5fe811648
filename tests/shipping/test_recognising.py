"""Whose a tracking number is, by its form and its check digit."""

import pytest

from shipping.carriers.sandbox.books import tracking_number_of
from shipping.recognising import is_number, recognise, tidy


class TestRecognise:
    @pytest.mark.parametrize(
        ("number", "mover"),
        [
            ("1Z999AA10123456784", "ups"),
            ("1z 5r8 939 03 5756 7127", "ups"),
            ("9400111202555842332669", "usps"),
            ("9405 5118 9922 3197 4284 90", "usps"),
            ("420733019400111202555842332669", "usps"),
            ("RR473124829US", "usps"),
            ("RB123456785GB", "royal_mail"),
            ("986578788855", "fedex"),
            ("3318810025", "dhl_express"),
            ("00340434292135100186", "dhl_germany"),
            ("JVGL0123456789", "dhl_germany"),
            (tracking_number_of("any"), "sandbox"),
        ],
    )
    def test_knows_the_carrier(self, number, mover):
        assert recognise(number).mover == mover

    @pytest.mark.parametrize(
        "number",
        [
            "1Z999AA10123456785",
            "9400111202555842332668",
            "RB123456786GB",
            "ABC12345678901234",
            "",
            "ABCDEFGH",
            "1" * 41,
            "12345<script>",
        ],
    )
    def test_leaves_the_choice_to_people_where_nothing_fits(self, number):
        assert recognise(number).mover == ""

    def test_leaves_the_choice_to_people_where_two_fit(self):
        # A number that passes the check of two carriers.
        both = next(
            number
            for number in (f"{n:012}" for n in range(10**11, 10**11 + 999))
            if len(recognise(number).sure) == 2
        )
        assert recognise(both).mover == ""

    def test_of_a_changed_digit_is_never_sure(self):
        whole = "1Z999AA10123456784"
        for place in range(10, 17):
            digit = str((int(whole[place]) + 1) % 10)
            wrong = whole[:place] + digit + whole[place + 1 :]
            assert recognise(wrong).mover == ""


def test_numbers_are_read_as_people_type_them():
    assert tidy(" 1z-999 aa1 ") == "1Z999AA1"
    assert is_number("1Z999AA1")
    assert not is_number("ÄÖÜ12345")
