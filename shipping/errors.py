"""
What may go wrong between us and a carrier.

ShippingProblem
├── CarrierUnavailable   nobody answered; asking again later is safe
│   ├── NotLetIn         the carrier does not take our key; a person must act
│   └── CircuitOpen      nobody was asked: the carrier fails, or its limit is reached
├── NoSuchLabel          the carrier sold no label by that id
├── NotSupported         this carrier can't do that
├── UnknownParcel        the carrier has never heard of that number
└── LeftAlready          the parcel is with the carrier; it can't be called back
"""

from datetime import timedelta


class ShippingProblem(Exception):
    """This will be the root of everything that goes wrong with parcels."""


class CarrierUnavailable(ShippingProblem):
    """The carrier did not answer a question that may be asked again."""

    def __init__(self, carrier: str, retry_after: timedelta | None = None) -> None:
        super().__init__(f"{carrier} did not answer")
        self.carrier = carrier
        self.retry_after = retry_after


class NotLetIn(CarrierUnavailable):
    """The carrier does not take our key; until a person acts nothing will go."""


class CircuitOpen(CarrierUnavailable):
    """Nobody was asked, because the carrier fails or has been asked enough."""


class NoSuchLabel(ShippingProblem):
    """The carrier has never sold a label by this id."""

    def __init__(self, provider_id: str) -> None:
        super().__init__(f"no label has the id {provider_id}")
        self.provider_id = provider_id


class NotSupported(ShippingProblem):
    """The carrier has no such service; carries which one was asked for."""

    def __init__(self, carrier: str, wanted: str) -> None:
        super().__init__(f"{carrier} does not offer {wanted}")
        self.carrier = carrier
        self.wanted = wanted


class UnknownParcel(ShippingProblem):
    """The carrier has never heard of this number."""

    def __init__(self, tracking_number: str) -> None:
        super().__init__(f"no parcel has the number {tracking_number}")
        self.tracking_number = tracking_number


class LeftAlready(ShippingProblem):
    """The parcel is on its way and can't be called back; carries its code."""

    def __init__(self, code: str) -> None:
        super().__init__(f"parcel {code} has already left")
        self.code = code
