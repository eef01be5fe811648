"""What a program may say when it opens a return, and how the house reads it."""

from typing import Annotated, Self

from django.utils.translation import gettext as _
from pydantic import Field, model_validator

from portal.api.caller import Caller
from portal.api.fields import (
    Asked,
    City,
    Company,
    Country,
    Day,
    Email,
    MaybeStreet,
    MoneyIn,
    Name,
    Phone,
    PostalCode,
    Prose,
    Quantity,
    Reference,
    Serial,
    Sku,
    State,
    Street,
)
from portal.api.problem import FieldRefused
from portal.places import unlike
from rma.rules import money
from rma.rules.erasure import Erasure
from rma.rules.members import MemberRole
from rma.rules.money import Money, NotAnAmount
from rma.rules.staying import Stay
from rma.rules.words import HandOver, Reason, Wish
from rma.steps.requests import LineRequest, ReturnRequest
from shipping.postal_codes import example_if_unfit
from shipping.wishes import LabelFormat
from shipping.words import Address

_MOST_LINES = 200


class ContactIn(Asked):
    """Name the person we write to."""

    name: Name
    email: Email


class AddressIn(Asked):
    """Name a place and who is there."""

    name: Name
    company: Company | None = None
    street1: Street
    street2: MaybeStreet | None = None
    city: City
    state: State | None = None
    postal_code: PostalCode
    country: Country
    phone: Phone | None = None

    def address(self, field: str) -> Address:
        """Return the place as parcels know it; raises FieldRefused below `field`."""
        example = example_if_unfit(self.country, self.postal_code)
        if example:
            raise FieldRefused(f"{field}.postal_code", unlike(example))
        return Address(**{key: value or "" for key, value in self})


class EndCustomerIn(Asked):
    """Name whose unit it is, where the account sells on."""

    name: Name
    company: Company | None = None
    email: Email | None = None
    phone: Phone | None = None
    street1: MaybeStreet | None = None
    street2: MaybeStreet | None = None
    city: Company | None = None
    state: State | None = None
    postal_code: Reference | None = None
    country: Country | None = None
    reference: Reference | None = None


class LineIn(Asked):
    """Ask for one unit by its serial, or for a quantity of an article."""

    serial: Serial | None = None
    sku: Sku | None = None
    quantity: Quantity = 1
    order_reference: Reference | None = None
    reason: Reason
    description: Prose
    wish: Wish
    part: Reference | None = None
    erasure: Erasure | None = None
    stays: Stay | None = None
    battery_damaged: bool = False

    @model_validator(mode="after")
    def _names_something(self) -> Self:
        if self.serial is None and self.sku is None:
            raise ValueError("Name a serial, or a sku with its quantity.")
        if self.serial is not None and self.quantity != 1:
            raise ValueError("A serial is one unit.")
        return self

    def line(self) -> LineRequest:
        """Return the line as the house takes it."""
        return LineRequest(
            reason=self.reason,
            wish=self.wish,
            description=self.description,
            serial=self.serial or "",
            sku=self.sku or "",
            quantity=self.quantity,
            order_reference=self.order_reference or "",
            part=self.part or "",
            erasure=self.erasure,
            stays=self.stays,
            is_battery_hurt=self.battery_damaged,
        )


class ReturnIn(Asked):
    """Ask for a return; a staff key names the account it is for."""

    account: Reference | None = None
    contact: ContactIn
    ship_from: AddressIn
    deliver_to: AddressIn | None = None
    end_customer: EndCustomerIn | None = None
    purchase_order: Reference | None = None
    need_by: Day | None = None
    reference: Reference | None = None
    hand_over: HandOver
    label_format: LabelFormat = LabelFormat.PDF_4X6
    repair_limit: MoneyIn | None = None
    lines: Annotated[list[LineIn], Field(min_length=1, max_length=_MOST_LINES)]

    def asked_by(
        self, caller: Caller, account_id: int, seen_from: str | None
    ) -> ReturnRequest:
        """Return the request as the house takes it."""
        return ReturnRequest(
            contact_name=self.contact.name,
            contact_email=self.contact.email,
            contact_phone=self.ship_from.phone or "",
            ship_from=self.ship_from.address("ship_from"),
            deliver_to=self.deliver_to.address("deliver_to")
            if self.deliver_to
            else None,
            end_customer=self._end_customer(),
            lines=tuple(line.line() for line in self.lines),
            channel="api",
            account_id=account_id,
            is_staff=caller.is_staff,
            hand_over=self.hand_over,
            label_format=self.label_format,
            purchase_order=self.purchase_order or "",
            reference=self.reference or "",
            need_by=self.need_by,
            accepted_by=self.contact.name,
            accepted_from=seen_from,
            # A company's program may ask for what its requesters may, no more.
            repair_limit=self._limit(),
            asked_as=None if caller.is_staff else MemberRole.REQUESTER,
        )

    def _deliver_to(self) -> Address | None:
        told = self.deliver_to
        return told.address("deliver_to") if told else None

    def _limit(self) -> Money | None:
        """Return up to what a repair is wanted unasked; raises FieldRefused."""
        told = self.repair_limit
        if told is None:
            return None
        try:
            limit = money.parse(told.amount, told.currency)
        except NotAnAmount:
            limit = Money(0, told.currency)
        if limit.cents < 1:
            field, why = "repair_limit.amount", _("This is no amount in that currency.")
            raise FieldRefused(field, why)
        return limit

    def _end_customer(self) -> dict[str, str] | None:
        if self.end_customer is None:
            return None
        return {key: value for key, value in self.end_customer if value}
