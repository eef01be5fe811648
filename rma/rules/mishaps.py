"""The facts of parcels in trouble: what went wrong, and how it ended."""

from dataclasses import dataclass

from rma.rules.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class TroubleFound(Fact):
    """Tell that a parcel does not come as it should, and until when we act."""

    name = "trouble.found"
    kind: str
    direction: str
    tracking_number: str
    due_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TroubleEnded(Fact):
    """Tell how the trouble with a parcel ended."""

    name = "trouble.ended"
    kind: str
    direction: str
    ending: str
    tracking_number: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivalMissed(Fact):
    """Tell our people that a parcel is not where it should be, before anybody else."""

    name = "arrival.missed"
    is_internal = True
    kind: str
    direction: str
    tracking_number: str
    due_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivalExplained(Fact):
    """Tell our people where such a parcel was, or what was done instead."""

    name = "arrival.explained"
    is_internal = True
    kind: str
    direction: str
    ending: str
    tracking_number: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelAnnounced(Fact):
    """Tell that the customer sent a parcel with a carrier of their own."""

    name = "parcel.announced"
    tracking_number: str
    carrier: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelWithdrawn(Fact):
    """Tell that a number was a mistake, so that its parcel is followed no more."""

    name = "parcel.withdrawn"
    tracking_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MysteryMatched(Fact):
    """Tell that a parcel nobody had recognised is this return's."""

    name = "mystery.matched"
    is_internal = True
    code: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataErased(Fact):
    """Tell that the data of units is gone, or that this was waived."""

    name = "data.erased"
    is_internal = True
    method: str
    quantity: int
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkUndone(Fact):
    """Tell that a count, a finding or a place was taken back within minutes."""

    name = "work.undone"
    is_internal = True
    deed: str
