"""Who did a thing: the name that stands beside every fact."""

from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    """Say on which side of the counter somebody stands."""

    CUSTOMER = "customer"
    STAFF = "staff"
    PARTNER = "partner"
    CARRIER = "carrier"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """Name the one who acts, as the history will show them."""

    kind: ActorKind
    label: str
    user_id: int | None = None

    @property
    def is_staff(self) -> bool:
        """Whether one of our own people acts."""
        return self.kind is ActorKind.STAFF


SYSTEM = Actor(ActorKind.SYSTEM, "Returnwell")
