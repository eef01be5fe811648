"""What may come of buying a label or giving it back; not knowing is one of them."""

from dataclasses import dataclass
from datetime import date, timedelta

from shipping.models import LabelPurchase
from shipping.models.label_refund import RefundState


@dataclass(frozen=True, slots=True)
class Purchased:
    """The label is bought and its document is kept by us."""

    purchase_id: int
    parcel_id: int
    carrier: str
    service: str
    tracking_number: str
    cost_cents: int
    currency: str
    expected_on: date | None
    label_file: str

    @classmethod
    def of(cls, purchase: LabelPurchase) -> "Purchased":
        """Return what a bought label is."""
        return cls(
            purchase_id=purchase.pk,
            parcel_id=purchase.parcel_id,
            carrier=purchase.carrier,
            service=purchase.service,
            tracking_number=purchase.tracking_number,
            cost_cents=purchase.cost_cents or 0,
            currency=purchase.currency,
            expected_on=purchase.expected_on,
            label_file=purchase.label_file,
        )


@dataclass(frozen=True, slots=True)
class Declined:
    """There will be no label from this order; a person decides what next."""

    purchase_id: int
    parcel_id: int
    code: str
    problem: str

    @classmethod
    def of(cls, purchase: LabelPurchase) -> "Declined":
        """Return why there is no label."""
        return cls(
            purchase.pk, purchase.parcel_id, purchase.problem_code, purchase.problem
        )


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody knows yet whether the carrier sold the label; it is looked up again."""

    purchase_id: int
    parcel_id: int
    look_again_after: timedelta


@dataclass(frozen=True, slots=True)
class Pending:
    """The carrier has the order, or its document is not there yet: look again."""

    purchase_id: int
    parcel_id: int
    look_again_after: timedelta


@dataclass(frozen=True, slots=True)
class Voided:
    """
    There is no label any more, or it never was bought.

    Where the carrier has promised the money but not yet given it: when to ask again.
    """

    purchase_id: int
    parcel_id: int
    ask_again_after: timedelta | None = None


@dataclass(frozen=True, slots=True)
class VoidRefused:
    """The carrier does not take the label back; carries its words for people."""

    purchase_id: int
    parcel_id: int
    problem: str
    ask_again_after: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Refunding:
    """How far the money of a label has come back, and when to look again, if ever."""

    state: RefundState
    problem: str
    look_again_after: timedelta | None


Settled = Purchased | Declined | Unknown | Pending | Voided
GivenBack = Voided | VoidRefused | Unknown | Pending
