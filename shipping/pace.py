"""How long we wait for a carrier before we believe that it sold nothing."""

from dataclasses import dataclass
from datetime import timedelta

# Absence is certain only when the carrier's slowest answer and the lag of its lists
# have passed; a look that finds nothing before then proves nothing.
HORIZON = timedelta(minutes=30)
EMPTY_LOOKS = 3


@dataclass(frozen=True, slots=True)
class Pace:
    """This will give every pause of the protocol as a part of one horizon."""

    horizon: timedelta = HORIZON

    @property
    def soon(self) -> timedelta:
        """Return the shortest pause: ten seconds of half an hour."""
        return self.horizon / 180

    @property
    def later(self) -> timedelta:
        """Return the pause after a question nobody answered."""
        return self.horizon / 30

    @property
    def between_looks(self) -> timedelta:
        """Return how far apart two empty looks must be to count as two."""
        return self.horizon / 30

    @property
    def watched_for(self) -> timedelta:
        """Return how long an order is watched after it was sent: a day."""
        return self.horizon * 48

    def look_again(self, looks: int) -> timedelta:
        """Return how long to wait after a number of empty looks."""
        parts = (180, 60, 15, 3)
        return self.horizon / parts[min(max(looks, 1), len(parts)) - 1]
