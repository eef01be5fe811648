"""The parcels of a return on all its legs, each with how its label stands."""

from dataclasses import dataclass
from datetime import date, datetime

from rma.models import Case
from rma.queries import around_case
from rma.queries.gathering import Found
from rma.rules import numbers
from shipping import ordering
from shipping.models import LabelPurchase, Parcel
from shipping.models.label_purchase import UNFILED_EXPORT
from shipping.words import Direction, LabelStatus


@dataclass(frozen=True, slots=True)
class ParcelView:
    """Show one parcel of one leg with how its label stands."""

    parcel_id: int
    shipment_id: int
    reference: str
    code: str
    contents: str
    goes_to: str
    why: str
    direction: str
    carrier: str
    tracking_number: str
    state: str
    state_at: datetime
    expected_on: date | None
    checked_at: datetime | None
    delivered_at: datetime | None
    label_status: str
    label_problem: str
    problem_code: str
    is_confirming: bool
    may_order_again: bool
    purchase_id: int | None
    is_own_carrier: bool
    is_shared: bool = False
    is_loaner: bool = False
    # Customs are told of it.
    is_declared: bool = False

    @property
    def shown_code(self) -> str:
        """Return the code as people read it."""
        return numbers.shown(self.code)


def parcels_of(case: Case) -> tuple[ParcelView, ...]:
    """
    Return the parcels of all legs, the way to us first, called-off ones left out.

    A box of another return that this one shares is among them.
    """
    return parcels_in(case, around_case.PARCELS.of(case))


def waits_for_filing(case: Case) -> bool:
    """Return whether a label was refused until its export has a number (ITN)."""
    boxes = parcels_of(case)
    failed = (box for box in boxes if box.label_status == LabelStatus.FAILED)
    return any(box.problem_code == UNFILED_EXPORT for box in failed)


def parcels_in(case: Case, found: Found) -> tuple[ParcelView, ...]:
    """Return the same of what was found around a case."""
    newest = around_case.newest_labels_in(found)
    lent = around_case.loaners_legs_in(found)
    return tuple(
        _parcel(case, row, newest.get(row.pk), is_loaner=row.shipment_id in lent)
        for row in around_case.parcels_in(found)
    )


def _parcel(
    case: Case, row: Parcel, purchase: LabelPurchase | None, *, is_loaner: bool
) -> ParcelView:
    inbound = row.shipment.direction == Direction.IN
    return ParcelView(
        parcel_id=row.pk,
        shipment_id=row.shipment_id,
        reference=row.shipment.reference,
        code=row.code,
        contents=row.contents,
        goes_to=", ".join(row.shipment.recipient_address.lines()[1:]),
        why=row.shipment.why,
        direction=row.shipment.direction,
        carrier=(purchase.carrier if purchase else "") or row.shipment.carrier,
        tracking_number=row.tracking_number,
        state=row.state,
        state_at=row.state_at,
        expected_on=row.expected_on,
        checked_at=row.checked_at,
        delivered_at=row.delivered_at,
        label_status=ordering.label_status(purchase),
        label_problem=purchase.problem if purchase else "",
        problem_code=purchase.problem_code if purchase else "",
        is_confirming=ordering.is_confirming(purchase),
        may_order_again=ordering.has_ended(purchase),
        purchase_id=purchase.pk if purchase else None,
        is_own_carrier=inbound and case.hand_over == "own_carrier",
        is_shared=row.shipment.reference != case.number,
        is_loaner=is_loaner,
        is_declared=bool(row.wishes.get("customs")),
    )
