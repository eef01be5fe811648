"""How long an unused label is good, and when it must go back: data and a rule."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Validity:
    """This will say how many days a carrier takes a label, paid ahead or a return."""

    prepaid_days: int
    return_days: int


# By the beginning of the service's name; what carriers publish, not what they owe us.
_BY_SERVICE = {
    "usps": Validity(30, 365),
    "ups": Validity(100, 100),
    "fedex": Validity(730, 730),
    "sbx": Validity(30, 365),
}
_OTHERS = Validity(30, 30)
REFUND_WITHIN_DAYS = 90
# Room for a carrier that does not answer, weekends, and a person in between.
_MARGIN_DAYS = 3
REMIND_DAYS_BEFORE = 7


def valid_until(service: str, *, is_return: bool, bought_on: date) -> date:
    """Return the last day on which the carrier takes the label."""
    name = service.lower().split("_", 1)[0]
    validity = _BY_SERVICE.get(name, _OTHERS)
    days = validity.return_days if is_return else validity.prepaid_days
    return bought_on + timedelta(days=days)


def void_by(service: str, *, is_return: bool, bought_on: date) -> date:
    """Return the day on which an unused label is given back: in time for its money."""
    last = valid_until(service, is_return=is_return, bought_on=bought_on)
    refundable = bought_on + timedelta(days=REFUND_WITHIN_DAYS)
    return min(last, refundable) - timedelta(days=_MARGIN_DAYS)
