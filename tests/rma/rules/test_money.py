"""Amounts are read from plain decimals only."""

import pytest

from rma.rules import money
from rma.rules.money import Money, NotAnAmount


@pytest.mark.parametrize(
    ("text", "currency", "cents"),
    [("120.00", "EUR", 12000), (" 7 ", "EUR", 700), (".5", "EUR", 50), ("3", "JPY", 3)],
)
def test_reads_a_plain_decimal(text, currency, cents):
    assert money.parse(text, currency) == Money(cents, currency)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-5",
        "+5",
        "1e2",
        "1e999999",
        "1e-999999",
        "1_000",
        "0x1",
        "NaN",
        "Infinity",
        "٣.٥",
        "1.005",
        "1\x00",
        "1000000000.01",
        "9" * 5000,
    ],
)
def test_refuses_anything_else(text):
    with pytest.raises(NotAnAmount):
        money.parse(text, "EUR")
