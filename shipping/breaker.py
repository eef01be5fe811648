"""When to stop calling a carrier that fails, and when to try again: pure decisions."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

FAILURES_IN_A_ROW = 10
REMEMBERED = 20
_FIRST_PAUSE = timedelta(seconds=30)
_LONGEST_PAUSE = timedelta(minutes=10)
_PROBE_MAY_TAKE = timedelta(seconds=90)
GOOD, BAD = ".", "x"


@dataclass(frozen=True, slots=True)
class Circuit:
    """This will hold what is remembered of one line to a carrier."""

    recent: str = ""
    failures: int = 0
    openings: int = 0
    open_until: datetime | None = None
    probe_until: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Return whether calls are held back."""
        return self.open_until is not None


def wait_for(circuit: Circuit, at: datetime) -> timedelta | None:
    """Return how long a call must wait, or None where it may be made now."""
    if circuit.open_until is None:
        return None
    if at < circuit.open_until:
        return circuit.open_until - at
    if circuit.probe_until is not None and at < circuit.probe_until:
        return circuit.probe_until - at
    return None


def probing(circuit: Circuit, at: datetime) -> Circuit:
    """Return the circuit with its one probe under way, where it is open."""
    if circuit.open_until is None:
        return circuit
    return replace(circuit, probe_until=at + _PROBE_MAY_TAKE)


def not_made(circuit: Circuit) -> Circuit:
    """Return the circuit as it was before a call that was not made after all."""
    return replace(circuit, probe_until=None)


def answered(circuit: Circuit) -> Circuit:
    """Return the circuit after a call that was answered: a probe closes it."""
    if circuit.is_open:
        return Circuit(recent=GOOD)
    return replace(circuit, recent=_remember(circuit, GOOD), failures=0)


def failed(circuit: Circuit, at: datetime) -> Circuit:
    """Return the circuit after a call that failed: too many open it."""
    failures, recent = circuit.failures + 1, _remember(circuit, BAD)
    half = recent.count(BAD) * 2 >= REMEMBERED and len(recent) == REMEMBERED
    if not (circuit.is_open or failures >= FAILURES_IN_A_ROW or half):
        return replace(circuit, recent=recent, failures=failures)
    pause = min(_FIRST_PAUSE * 2 ** min(circuit.openings, 10), _LONGEST_PAUSE)
    # Calls begun before it opened fail after; they do not make the pause longer.
    if circuit.open_until is not None and at < circuit.open_until:
        return replace(circuit, recent=recent, failures=failures)
    return Circuit(recent, failures, circuit.openings + 1, at + pause)


def _remember(circuit: Circuit, outcome: str) -> str:
    return (circuit.recent + outcome)[-REMEMBERED:]
