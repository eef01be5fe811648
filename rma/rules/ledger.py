"""The quantity ledger of a line: what came, what was found, what was done."""

from dataclasses import dataclass, replace

from rma.rules.words import Decision, ResolutionKind


class TooMany(Exception):
    """More units than the line still has room for; carries how many would fit."""

    def __init__(self, what: str, room: int) -> None:
        """Remember what was counted and the room left."""
        super().__init__(f"{what}: room for {room} more.")
        self.what = what
        self.room = room


@dataclass(frozen=True, slots=True)
class LineLedger:
    """Hold the sums of one line; every number is a count of units."""

    decision: Decision
    requested: int
    approved: int = 0
    received: int = 0
    short_closed: int = 0
    inspected: int = 0
    disposed: int = 0
    resolved: int = 0
    credited: int = 0
    replaced: int = 0
    repaired: int = 0
    returned: int = 0
    refused: int = 0
    is_advance: bool = False
    is_sent_ahead: bool = False
    is_ahead_delivered: bool = False
    is_staying: bool = False
    is_unsafe: bool = False

    @property
    def expected(self) -> int:
        """Return how many units may still come; what stays never does."""
        if self.is_staying:
            return 0
        return max(self.approved - self.received - self.short_closed, 0)

    @property
    def done(self) -> int:
        """Return how many units have their end."""
        put_right = self.credited + self.replaced + self.repaired + self.returned
        return put_right + self.refused

    @property
    def unresolved(self) -> int:
        """Return for how many units nothing is decided yet."""
        return max(self.approved - self.short_closed - self.resolved, 0)

    @property
    def has_ended(self) -> bool:
        """Whether nothing more will happen to this line."""
        if self.decision in (Decision.REFUSED, Decision.CANCELLED):
            return True
        if self.decision is not Decision.APPROVED:
            return False
        return self.done + self.short_closed >= self.approved

    def receive(self, quantity: int) -> "LineLedger":
        """
        Return the ledger with that many more received.

        Raises TooMany where fewer are expected.
        """
        if quantity > self.expected:
            raise TooMany("received", self.expected)
        return replace(self, received=self.received + quantity)

    def short_close(self, quantity: int) -> "LineLedger":
        """
        Return the ledger no longer waiting for that many.

        Raises TooMany where fewer are expected.
        """
        if quantity > self.expected:
            raise TooMany("short-closed", self.expected)
        return replace(self, short_closed=self.short_closed + quantity)

    def resolve(self, quantity: int) -> "LineLedger":
        """
        Return the ledger with a resolution decided for that many.

        Raises TooMany where fewer are open.
        """
        if quantity > self.unresolved:
            raise TooMany("resolved", self.unresolved)
        return replace(self, resolved=self.resolved + quantity)

    def take_back(self, quantity: int) -> "LineLedger":
        """Return the ledger with a resolution taken back that was not carried out."""
        return replace(self, resolved=self.resolved - quantity)

    def finish(self, kind: ResolutionKind, quantity: int) -> "LineLedger":
        """Return the ledger with a resolution of that kind carried out."""
        column = COLUMN_OF[kind]
        return replace(self, **{column: getattr(self, column) + quantity})


COLUMN_OF = {
    ResolutionKind.CREDIT: "credited",
    ResolutionKind.REFUND: "credited",
    ResolutionKind.REPLACEMENT: "replaced",
    ResolutionKind.REPAIR: "repaired",
    ResolutionKind.PAID_REPAIR: "repaired",
    ResolutionKind.RETURN_AS_IS: "returned",
    ResolutionKind.REFUSE: "refused",
}
