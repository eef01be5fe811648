"""The words of the field, each with one meaning."""

from enum import StrEnum


class CaseStatus(StrEnum):
    """Where a case as a whole stands; computed, never typed."""

    SUBMITTED = "submitted"
    NEEDS_INFO = "needs_info"
    APPROVED = "approved"
    IN_PROGRESS = "in_progress"
    AWAITING_CUSTOMER = "awaiting_customer"
    RESOLVED = "resolved"
    CLOSED = "closed"
    REJECTED = "rejected"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


OPEN_STATUSES = (
    CaseStatus.SUBMITTED,
    CaseStatus.NEEDS_INFO,
    CaseStatus.APPROVED,
    CaseStatus.IN_PROGRESS,
    CaseStatus.AWAITING_CUSTOMER,
    CaseStatus.RESOLVED,
)

# How the way to us stands while the carrier has nothing yet.
NOT_SENT = ("", "planned", "label_ready")


class Decision(StrEnum):
    """Whether a line may come back: permission, nothing else."""

    NEEDS_REVIEW = "needs_review"
    NEEDS_INFO = "needs_info"
    APPROVED = "approved"
    REFUSED = "refused"
    CANCELLED = "cancelled"


class Reason(StrEnum):
    """Why a customer wants to send something back."""

    DEFECTIVE = "defective"
    DOA = "doa"
    WRONG_ITEM = "wrong_item"
    MISSING_PARTS = "missing_parts"
    DAMAGED_IN_TRANSIT = "damaged_in_transit"
    RECALL = "recall"
    UNWANTED = "unwanted"
    OTHER = "other"


class Wish(StrEnum):
    """How the customer would like it put right."""

    REPLACEMENT = "replacement"
    ADVANCE_REPLACEMENT = "advance_replacement"
    REPAIR = "repair"
    CREDIT = "credit"
    REFUND = "refund"


class HandOver(StrEnum):
    """How the parcel gets to the carrier."""

    LABEL = "label"
    COUNTER_CODE = "counter_code"
    PICKUP = "pickup"
    BOX = "box"
    OWN_CARRIER = "own_carrier"


class Verdict(StrEnum):
    """Whether we owe a remedy for a unit."""

    COVERED = "covered"
    PARTLY = "partly"
    NOT_COVERED = "not_covered"
    UNKNOWN = "unknown"


class Basis(StrEnum):
    """What we owe the remedy under; goodwill stands in rows of before, none is new."""

    WARRANTY = "warranty"
    DOA = "doa"
    CONTRACT = "contract"
    LAW = "law"
    GOODWILL = "goodwill"


class Finding(StrEnum):
    """What an inspection found."""

    FAULT_CONFIRMED = "fault_confirmed"
    NO_FAULT_FOUND = "no_fault_found"
    EXTERNAL_DAMAGE = "external_damage"
    TRANSIT_DAMAGE = "transit_damage"
    WRONG_UNIT = "wrong_unit"
    INCOMPLETE = "incomplete"


class Grade(StrEnum):
    """How worn a unit is: A as new, B light wear, C heavy wear, D scrap."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


class ResolutionKind(StrEnum):
    """What we do for the customer."""

    CREDIT = "credit"
    REFUND = "refund"
    REPLACEMENT = "replacement"
    REPAIR = "repair"
    PAID_REPAIR = "paid_repair"
    RETURN_AS_IS = "return_as_is"
    REFUSE = "refuse"


class ResolutionState(StrEnum):
    """How far a resolution has come."""

    EXECUTING = "executing"
    DONE = "done"
    CANCELLED = "cancelled"


class DispositionKind(StrEnum):
    """What becomes of a unit that came back."""

    RESTOCK = "restock"
    REFURBISH = "refurbish"
    REPAIR = "repair"
    RETURN_TO_VENDOR = "return_to_vendor"
    HARVEST = "harvest"
    RECYCLE = "recycle"
    SCRAP = "scrap"
    BACK_TO_CUSTOMER = "back_to_customer"


class DiscrepancyKind(StrEnum):
    """How what arrived differs from what was announced."""

    MISSING = "missing"
    EXTRA = "extra"
    WRONG_ITEM = "wrong_item"
    SERIAL_MISMATCH = "serial_mismatch"
    ACCESSORY_MISSING = "accessory_missing"
    DAMAGED_BOX = "damaged_box"
    BATTERY = "battery"


class ClaimStatus(StrEnum):
    """Where a claim against a manufacturer stands."""

    PROSPECTIVE = "prospective"
    READY = "ready"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    PARTLY = "partly"
    DENIED = "denied"
    RECOVERED = "recovered"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"


class PromiseState(StrEnum):
    """What became of a promise."""

    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"
    WITHDRAWN = "withdrawn"


class Party(StrEnum):
    """Who has the ball."""

    US = "us"
    CUSTOMER = "customer"
    CARRIER = "carrier"
    MANUFACTURER = "manufacturer"


class Step(StrEnum):
    """The steps a plan is made of, in their usual order."""

    DECIDE = "decide"
    ANSWER = "answer"
    PROVE = "prove"
    CHECK_PROOF = "check_proof"
    LABEL = "label"
    SHIP_BOX = "ship_box"
    DELIVER_BOX = "deliver_box"
    SHIP_REPLACEMENT = "ship_replacement"
    DELIVER_REPLACEMENT = "deliver_replacement"
    HAND_OVER = "hand_over"
    ARRIVE = "arrive"
    INSPECT = "inspect"
    MAKER_REPAIR = "maker_repair"
    RESOLVE = "resolve"
    DELIVER = "deliver"
    MEND = "mend"
    REPLY = "reply"
    CHOOSE = "choose"
    RETURN_LOANER = "return_loaner"


class DispatchKind(StrEnum):
    """What leaves our dock for the customer."""

    REPLACEMENT = "replacement"
    REPAIRED = "repaired"
    RETURNED = "returned"
    LOANER = "loaner"


class ScanVerdict(StrEnum):
    """What the station says to a scanned code."""

    GO = "GO"
    ASK = "ASK"
    STOP = "STOP"
    SEEN = "SEEN"
    UNKNOWN = "UNKNOWN"


class Lithium(StrEnum):
    """How a product carries lithium cells (the transport rules' cases)."""

    NONE = "none"
    ALONE = "alone"
    CONTAINED = "contained"
    PACKED_WITH = "packed_with"


class Role(StrEnum):
    """What a member of staff is here for."""

    SUPPORT = "support"
    WAREHOUSE = "warehouse"
    WARRANTY = "warranty"
    LEAD = "lead"
    ADMIN = "admin"


class AccountKind(StrEnum):
    """Whether the customer buys as a business or as a consumer."""

    COMPANY = "company"
    PERSON = "person"


class PartReturn(StrEnum):
    """Whether a manufacturer wants the failed part back."""

    YES = "yes"
    NO = "no"
    HOLD = "hold"


def N_(text: str) -> str:  # noqa: N802 - the customary mark for "translate later"
    """Mark a text for translation at the door that shows it."""
    return text
