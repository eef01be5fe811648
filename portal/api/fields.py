"""What a value may be, so that nothing reaches a limit of the database."""

from datetime import date
from typing import Annotated

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from ninja import Schema
from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictInt,
    StringConstraints,
)

from portal.api.told import Told
from rma.rules import cells
from rma.rules.serials import key_of

# One line: no control signs, not blank. Prose may have line ends and tabs.
_LINE = r"^[^\x00-\x1f\x7f]*[^\s\x00-\x1f\x7f][^\x00-\x1f\x7f]*$"
_PLAIN = r"^[^\x00-\x1f\x7f]*$"
_PROSE = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"
_A_DAY = r"^\d{4}-\d{2}-\d{2}$"


def _mail_address(text: str) -> str:
    try:
        validate_email(text)
    except ValidationError:
        raise ValueError("This is no e-mail address.") from None
    if not text.isascii():
        raise ValueError("Write the address with plain letters.")
    return text


def _has_key(serial: str) -> str:
    if not key_of(serial):
        raise ValueError("A serial has letters or digits.")
    return serial


def _a_country(code: str) -> str:
    try:
        return cells.country(code)
    except cells.Unfit:
        raise ValueError("No country has this code.") from None


def _only_text(value: object) -> object:
    """Refuse numbers, which would be read as seconds since 1970."""
    if not isinstance(value, str | date):
        raise ValueError("Write a day as in 2026-11-20.")
    return value


def _short(most: int) -> StringConstraints:
    return StringConstraints(
        strip_whitespace=True, min_length=1, max_length=most, pattern=_LINE
    )


def _maybe(most: int) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, max_length=most, pattern=_PLAIN)


Name = Annotated[str, _short(120)]
Street = Annotated[str, _short(160)]
City = Annotated[str, _short(100)]
PostalCode = Annotated[str, _short(20)]
Sku = Annotated[str, _short(60)]
Serial = Annotated[str, _short(80), AfterValidator(_has_key)]
Email = Annotated[str, _short(254), AfterValidator(_mail_address)]
Country = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z]{2}$", to_upper=True),
    AfterValidator(_a_country),
    Field(description="Two letters, ISO 3166-1."),
]
Company = Annotated[str, _maybe(120)]
MaybeStreet = Annotated[str, _maybe(160)]
State = Annotated[str, _maybe(60)]
Phone = Annotated[str, _maybe(40)]
Reference = Annotated[str, _maybe(60)]
LongReference = Annotated[str, _maybe(80)]
Prose = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=4000, pattern=_PROSE),
]
Day = Annotated[
    date, BeforeValidator(_only_text), Field(json_schema_extra={"pattern": _A_DAY})
]
Quantity = Annotated[StrictInt, Field(ge=1, le=10_000)]
LineId = Annotated[StrictInt, Field(ge=1, le=2**63 - 1)]
Amount = Annotated[
    str,
    StringConstraints(pattern=r"^\d{1,9}(\.\d{1,3})?$"),
    Field(description='A plain decimal, as in "120.00".'),
]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]


class Asked(Schema):
    """Refuse whatever the shape does not name."""

    model_config = ConfigDict(extra="forbid")


class MoneyIn(Asked):
    """Name an amount in its currency."""

    amount: Amount
    currency: Currency


class MoneyOut(Told):
    """Say an amount in its currency."""

    amount: str
    currency: str
