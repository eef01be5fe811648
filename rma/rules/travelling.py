"""The facts of boxes before they leave: added, shared, handed over another way."""

from dataclasses import dataclass

from rma.rules.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxAdded(Fact):
    """Tell that some units travel in a box of their own."""

    name = "box.added"
    box: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxRemoved(Fact):
    """Tell that a box is not needed any more."""

    name = "box.removed"
    box: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxShared(Fact):
    """Tell that a return travels in the box of another."""

    name = "box.shared"
    box: str
    of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxUnshared(Fact):
    """Tell that a return travels in a box of its own again."""

    name = "box.unshared"
    box: str
    of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxRetold(Fact):
    """Tell that a box gets another label: the first told less than lies in it now."""

    name = "box.retold"
    box: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFiled(Fact):
    """Tell how the export of a box out of the United States is filed."""

    name = "export.filed"
    box: str
    filing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverChanged(Fact):
    """Tell that the parcel gets to its carrier another way, or on other paper."""

    name = "handover.changed"
    how: str
    label_format: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SenderCorrected(Fact):
    """Tell our people that the parcel starts somewhere else than was said."""

    name = "sender.corrected"
    is_internal = True
    city: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportProofKept(Fact):
    """Tell our people under which number the export was declared."""

    name = "export.proved"
    is_internal = True
    proof: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PickupWanted(Fact):
    """Tell that the carrier is asked to come within a slot."""

    name = "pickup.wanted"
    begins_at: str
    ends_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PickupConfirmed(Fact):
    """Tell that the carrier comes, and under which number."""

    name = "pickup.confirmed"
    begins_at: str
    ends_at: str
    confirmation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PickupRefused(Fact):
    """Tell that the carrier does not come, and why."""

    name = "pickup.refused"
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PickupUnclear(Fact):
    """Tell our people that nobody knows whether the carrier comes: call it."""

    name = "pickup.unclear"
    is_internal = True
    begins_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PickupToCallOff(Fact):
    """Tell our people to call the carrier, who may still come for nothing."""

    name = "pickup.to-call-off"
    is_internal = True
    begins_at: str
    confirmation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatteryReported(Fact):
    """Tell that a line's battery is hurt, so that it may not be sent."""

    name = "battery.reported"
    unit: str
