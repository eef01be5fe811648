"""Whose unit it is, and who can help: never only a no."""

from dataclasses import dataclass
from enum import StrEnum


class EndCustomers(StrEnum):
    """Say where those go who bought from a reseller of ours."""

    NONE = ""
    TO_THEM = "to_them"
    TO_US = "to_us"


class SoldTo(StrEnum):
    """Say whom a unit was sold to, as seen by who asks."""

    ASKER = "asker"
    ANOTHER = "another"
    RESELLER_HELPS = "reseller_helps"
    RESELLER_SENDS = "reseller_sends"
    NOT_BY_US = "not_by_us"


@dataclass(frozen=True, slots=True)
class Buyer:
    """Hold who bought a unit from us, and what they want for their own customers."""

    account_id: int
    end_customers: EndCustomers = EndCustomers.NONE
    shown_as: str = ""


def look(buyer: Buyer | None, asker_id: int | None) -> SoldTo:
    """Return whom a known unit was sold to; without a buyer it was not by us."""
    if buyer is None:
        return SoldTo.NOT_BY_US
    if buyer.account_id == asker_id:
        return SoldTo.ASKER
    return {
        EndCustomers.NONE: SoldTo.ANOTHER,
        EndCustomers.TO_THEM: SoldTo.RESELLER_HELPS,
        EndCustomers.TO_US: SoldTo.RESELLER_SENDS,
    }[buyer.end_customers]


def may_be_seen(buyer: Buyer, asker_id: int) -> bool:
    """Whether an account may know a unit exists: its own, or one sold on to others."""
    return look(buyer, asker_id) is not SoldTo.ANOTHER
