"""Who calls, as every router sees them."""

from dataclasses import dataclass

from django.http import HttpRequest

from rma.rules.actors import Actor, ActorKind


@dataclass(frozen=True, slots=True)
class Caller:
    """Name the program that calls, by its key; no account means our staff's."""

    key_id: int
    name: str
    account_id: int | None
    account_number: str | None
    is_staff: bool

    @property
    def principal(self) -> str:
        """Return under which name its repeated requests are remembered."""
        return f"api-key:{self.key_id}"

    @property
    def actor(self) -> Actor:
        """Return the name that stands in the history."""
        kind = ActorKind.STAFF if self.is_staff else ActorKind.PARTNER
        return Actor(kind, f"{self.name} (API)")


class Call(HttpRequest):
    """Be a request whose caller is known."""

    auth: Caller
