"""How a carrier is doing: its circuits and budgets, shared by all workers as rows."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.db import transaction
from django.db.models import Count, Q
from typing_extensions import override

from shipping import breaker
from shipping.carriers.watched import Action, Gate, Seen
from shipping.errors import CircuitOpen
from shipping.models import CallBudget, CarrierCircuit, LabelPurchase
from shipping.words import PurchaseState


class Line(StrEnum):
    """This will name what fails together: spending money, or asking questions."""

    MONEY = "money"
    ASK = "ask"


class Verb(StrEnum):
    """This will name a kind of call as carriers count them."""

    SEND = "send"
    READ = "read"
    LIST = "list"
    TRACK = "track"


_MONEY = (Action.PURCHASE, Action.VOID, Action.PICKUP)
_VERBS = {
    Action.PURCHASE: Verb.SEND,
    Action.VOID: Verb.SEND,
    Action.PICKUP: Verb.SEND,
    Action.QUOTE: Verb.SEND,
    Action.CHECK_ADDRESS: Verb.SEND,
    Action.FIND: Verb.LIST,
    Action.LIST: Verb.LIST,
    Action.TRACK: Verb.TRACK,
    Action.REGISTER: Verb.TRACK,
}
# Calls a minute, as Shippo publishes them; a carrier that is not named has no limit.
_LIVE = {Verb.SEND: 500, Verb.READ: 4000, Verb.LIST: 50, Verb.TRACK: 500}
_TEST = {Verb.SEND: 50, Verb.READ: 400, Verb.LIST: 10, Verb.TRACK: 50}
_LIMITED = ("shippo",)
# What nobody waits for leaves a fifth of the minute to what somebody does.
_BACKGROUND = (Action.LIST, Action.TRACK, Action.REGISTER)
_FOR_BACKGROUND = 0.8


def limits_of(carrier: str, *, is_live: bool) -> dict[str, int]:
    """Return how many calls of each kind a carrier allows a minute; empty: no limit."""
    if carrier not in _LIMITED:
        return {}
    return {verb.value: most for verb, most in (_LIVE if is_live else _TEST).items()}


class CircuitGate(Gate):
    """
    This will hold calls back while a carrier fails or has been asked enough.

    `limits` says how many calls of a kind it allows a minute; none is no limit.
    """

    def __init__(self, limits: dict[str, int] | None = None) -> None:
        """Remember the limits; how things stand is in the database."""
        self._limits = limits or {}

    @override
    def enter(self, carrier: str, action: Action, *, at: datetime) -> None:
        """Let one call through, as the probe where the circuit is open; or raise."""
        with transaction.atomic():
            row = _row(carrier, _line(action))
            wait = breaker.wait_for(row.circuit, at)
            if row.quiet_until is not None and at < row.quiet_until:
                wait = max(wait or timedelta(0), row.quiet_until - at)
            if wait is not None:
                raise CircuitOpen(carrier, wait)
            self._count(carrier, action, at=at)
            if row.circuit.is_open:
                row.take(breaker.probing(row.circuit, at))
                row.save(update_fields=["probe_until"])

    @override
    def leave(self, seen: Seen) -> None:
        """Remember how the call went; too many failures open the circuit."""
        with transaction.atomic():
            row = _row(seen.carrier, _line(seen.action))
            if seen.answered:
                row.take(breaker.answered(row.circuit))
                row.answered_at = seen.at
            else:
                row.take(breaker.failed(row.circuit, seen.at))
                row.failed_at, row.problem = seen.at, seen.problem[:200]
            # A moving mean: one slow answer shows, a hundred quick ones forget it.
            spent = int(seen.took.total_seconds() * 1000)
            row.milliseconds = (row.milliseconds * 7 + spent) // 8
            row.save()

    def _count(self, carrier: str, action: Action, *, at: datetime) -> None:
        verb = _VERBS.get(action, Verb.READ)
        most = self._limits.get(verb)
        if most is None:
            return
        if action in _BACKGROUND:
            most = int(most * _FOR_BACKGROUND)
        minute = at.replace(second=0, microsecond=0)
        if not CallBudget.take(carrier=carrier, verb=verb, minute=minute, most=most):
            raise CircuitOpen(carrier, minute + timedelta(minutes=1) - at)


def may_buy(carrier: str, *, at: datetime) -> timedelta | None:
    """Return how long purchases must wait, or None where one may be tried."""
    rows = CarrierCircuit.objects.filter(carrier=carrier)
    waits = (breaker.wait_for(row.circuit, at) for row in rows)
    return max((wait for wait in waits if wait), default=None)


def _line(action: Action) -> Line:
    return Line.MONEY if action in _MONEY else Line.ASK


def _row(carrier: str, line: Line) -> CarrierCircuit:
    """Return the row, locked; the first call to a carrier makes it."""
    rows = CarrierCircuit.objects.select_for_update()
    row = rows.filter(carrier=carrier, line=line).first()
    if row is None:
        CarrierCircuit.objects.bulk_create(
            [CarrierCircuit(carrier=carrier, line=line)], ignore_conflicts=True
        )
        row = rows.get(carrier=carrier, line=line)
    return row


@dataclass(frozen=True, slots=True)
class LineHealth:
    """This will show one line to a carrier, for people: does it go, since when not."""

    line: str
    state: str
    open_until: datetime | None
    failures: int
    recent: str
    answered_at: datetime | None
    failed_at: datetime | None
    problem: str
    milliseconds: int


@dataclass(frozen=True, slots=True)
class BudgetLeft:
    """This will show how many calls of a kind are left in the present minute."""

    verb: str
    used: int
    most: int | None

    @property
    def left(self) -> int | None:
        """Return how many calls are left; None where there is no limit."""
        return None if self.most is None else max(self.most - self.used, 0)


@dataclass(frozen=True, slots=True)
class CarrierHealth:
    """This will show how one carrier is doing, and what waits for it."""

    carrier: str
    lines: tuple[LineHealth, ...]
    budgets: tuple[BudgetLeft, ...]
    waiting: int
    confirming: int
    returning: int


def overview(
    carrier: str, *, at: datetime, limits: dict[str, int] | None = None
) -> CarrierHealth:
    """Return how a carrier is doing, in three statements."""
    minute = at.replace(second=0, microsecond=0)
    used = dict(
        CallBudget.objects.filter(carrier=carrier, minute=minute).values_list(
            "verb", "used"
        )
    )
    most = limits or {}
    waiting = Q(state=PurchaseState.INTENT.value)
    unclear = Q(state__in=(PurchaseState.SENDING.value, PurchaseState.UNKNOWN.value))
    going = Q(state=PurchaseState.VOID_WANTED.value)
    counts = LabelPurchase.objects.filter(waiting | unclear | going).aggregate(
        waiting=Count("pk", filter=waiting),
        confirming=Count("pk", filter=unclear),
        returning=Count("pk", filter=going),
    )
    rows = CarrierCircuit.objects.filter(carrier=carrier).order_by("line")
    return CarrierHealth(
        carrier=carrier,
        lines=tuple(_shown(row, at) for row in rows),
        budgets=tuple(
            BudgetLeft(verb, used.get(verb, 0), most.get(verb)) for verb in Verb
        ),
        **counts,
    )


def _shown(row: CarrierCircuit, at: datetime) -> LineHealth:
    circuit = row.circuit
    wait = breaker.wait_for(circuit, at)
    state = "closed"
    if circuit.is_open:
        state = "open" if wait else "half_open"
    return LineHealth(
        line=row.line,
        state=state,
        open_until=row.open_until,
        failures=row.failures,
        recent=row.recent,
        answered_at=row.answered_at,
        failed_at=row.failed_at,
        problem=row.problem,
        milliseconds=row.milliseconds,
    )
