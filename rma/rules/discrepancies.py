"""How differences at the dock end: whose they are, and the ways out of each."""

from enum import StrEnum

from rma.rules.words import DiscrepancyKind, Role


class MysteryEnding(StrEnum):
    """How a parcel that nothing explained was explained after all."""

    MATCHED = "matched"
    SENT_BACK = "sent_back"
    DISPOSED = "disposed"


class Exit(StrEnum):
    """What is done about a difference; each has its own effect."""

    STILL_COMING = "still_coming"
    STOP_WAITING = "stop_waiting"
    ACCEPT = "accept"
    SWAP_CASE = "swap_case"
    ASK_CUSTOMER = "ask_customer"
    SEND_BACK = "send_back"
    CLAIM_CARRIER = "claim_carrier"
    MADE_SAFE = "made_safe"
    OTHER = "other"


_EXITS = {
    DiscrepancyKind.MISSING: (Exit.STILL_COMING, Exit.STOP_WAITING),
    DiscrepancyKind.EXTRA: (Exit.SWAP_CASE, Exit.SEND_BACK, Exit.ACCEPT),
    DiscrepancyKind.WRONG_ITEM: (Exit.SEND_BACK, Exit.SWAP_CASE, Exit.ACCEPT),
    DiscrepancyKind.SERIAL_MISMATCH: (Exit.SWAP_CASE, Exit.ACCEPT, Exit.SEND_BACK),
    DiscrepancyKind.ACCESSORY_MISSING: (Exit.ACCEPT, Exit.STILL_COMING),
    DiscrepancyKind.DAMAGED_BOX: (Exit.CLAIM_CARRIER, Exit.ACCEPT),
    DiscrepancyKind.BATTERY: (Exit.MADE_SAFE,),
}
# The customer knows; a swollen battery is made safe first and talked about later.
_ASKS = frozenset(DiscrepancyKind) - {DiscrepancyKind.BATTERY}
_OWNERS = {
    DiscrepancyKind.BATTERY: Role.LEAD,
    DiscrepancyKind.DAMAGED_BOX: Role.WAREHOUSE,
}


# These are about one unit that was announced, not about the box or what lies beside.
_OF_A_UNIT = frozenset(
    {
        DiscrepancyKind.MISSING,
        DiscrepancyKind.WRONG_ITEM,
        DiscrepancyKind.SERIAL_MISMATCH,
        DiscrepancyKind.ACCESSORY_MISSING,
    }
)
_WANTS_WORDS = frozenset(
    {
        DiscrepancyKind.EXTRA,
        DiscrepancyKind.WRONG_ITEM,
        DiscrepancyKind.ACCESSORY_MISSING,
    }
)


def is_of_a_unit(kind: DiscrepancyKind) -> bool:
    """Whether a difference is about one of the units that were announced."""
    return kind in _OF_A_UNIT


def wants_words(kind: DiscrepancyKind) -> bool:
    """Whether nobody can settle it who does not read what it is."""
    return kind in _WANTS_WORDS


def exits_of(kind: DiscrepancyKind) -> tuple[Exit, ...]:
    """Return how a difference may end, the usual way first."""
    asks = (Exit.ASK_CUSTOMER,) if kind in _ASKS else ()
    return (*_EXITS[kind], *asks, Exit.OTHER)


def ends(way: Exit) -> bool:
    """Whether the difference is settled with it: a question leaves it open."""
    return way is not Exit.ASK_CUSTOMER


def owner_of(kind: DiscrepancyKind) -> Role:
    """Return which of our people a difference waits for."""
    return _OWNERS.get(kind, Role.SUPPORT)
