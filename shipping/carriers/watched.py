"""A carrier whose every call passes a gate that may refuse it and hears how it went."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol, TypeVar

from typing_extensions import override

from shipping.carriers.answers import (
    AddressVerdict,
    Books,
    Documents,
    Found,
    NotSent,
    PickupAnswer,
    PurchaseAnswer,
    Quotes,
    Unclear,
    VoidAnswer,
)
from shipping.carriers.base import (
    Capabilities,
    Carrier,
    Hint,
    PickupOrder,
    PurchaseOrder,
    QuoteRequest,
    Route,
)
from shipping.errors import CarrierUnavailable
from shipping.words import Address, Movement


class Action(StrEnum):
    """This will name what a carrier is asked to do."""

    CHECK_ADDRESS = "check_address"
    QUOTE = "quote"
    PURCHASE = "purchase"
    FIND = "find"
    LIST = "list"
    FETCH = "fetch"
    VOID = "void"
    REFUND_STATUS = "refund_status"
    TRACK = "track"
    REGISTER = "register"
    PICKUP = "pickup"


@dataclass(frozen=True, slots=True)
class Seen:
    """This will say how one call went: answered at all, and after how long."""

    carrier: str
    action: Action
    at: datetime
    took: timedelta
    problem: str = ""

    @property
    def answered(self) -> bool:
        """Return whether the carrier gave an answer, be it a refusal."""
        return not self.problem


class Gate(Protocol):
    """This will let calls to a carrier through, or not, and hear how each went."""

    def enter(self, carrier: str, action: Action, *, at: datetime) -> None:
        """Let the call through, or raise CarrierUnavailable with when to try again."""
        ...

    def leave(self, seen: Seen) -> None:
        """Take note of how the call went."""
        ...


class OpenGate(Gate):
    """This will let every call through and remember nothing."""

    @override
    def enter(self, carrier: str, action: Action, *, at: datetime) -> None:
        """Let the call through."""

    @override
    def leave(self, seen: Seen) -> None:
        """Forget it."""


_Answer = TypeVar("_Answer", PurchaseAnswer, PickupAnswer)


class _Call:
    """How the call under way went, as far as it is known."""

    problem = ""

    def heard(self, answer: _Answer) -> _Answer:
        """Note where an answer is none."""
        if isinstance(answer, Unclear | NotSent):
            self.problem = answer.detail
        return answer


class Watched(Carrier):
    """
    This will be a carrier behind a gate; what the gate refuses never reaches it.

    An order that the gate refuses comes back as not sent, since it never left.
    """

    def __init__(self, carrier: Carrier, gate: Gate) -> None:
        self._carrier = carrier
        self._gate = gate

    @property
    @override
    def name(self) -> str:
        return self._carrier.name

    @property
    @override
    def is_live(self) -> bool:
        return self._carrier.is_live

    @override
    def capabilities(self, route: Route | None = None) -> Capabilities:
        return self._carrier.capabilities(route)

    @override
    def parse_hook(self, body: bytes) -> tuple[Hint, ...]:
        return self._carrier.parse_hook(body)

    @override
    def check_address(self, address: Address, *, at: datetime) -> AddressVerdict:
        with self._watch(Action.CHECK_ADDRESS, at):
            return self._carrier.check_address(address, at=at)

    @override
    def quote(self, request: QuoteRequest, *, at: datetime) -> Quotes:
        with self._watch(Action.QUOTE, at):
            return self._carrier.quote(request, at=at)

    @override
    def purchase(self, order: PurchaseOrder, *, at: datetime) -> PurchaseAnswer:
        try:
            with self._watch(Action.PURCHASE, at) as call:
                return call.heard(self._carrier.purchase(order, at=at))
        except CarrierUnavailable as refusal:
            return NotSent(str(refusal), refusal.retry_after)

    @override
    def find_purchases(
        self, *, ref: str, rate_id: str, at: datetime, since: datetime | None = None
    ) -> Found:
        with self._watch(Action.FIND, at):
            return self._carrier.find_purchases(
                ref=ref, rate_id=rate_id, at=at, since=since
            )

    @override
    def list_purchases(self, *, since: datetime, at: datetime) -> Books:
        with self._watch(Action.LIST, at):
            return self._carrier.list_purchases(since=since, at=at)

    @override
    def fetch_documents(self, provider_id: str, *, at: datetime) -> Documents:
        with self._watch(Action.FETCH, at):
            return self._carrier.fetch_documents(provider_id, at=at)

    @override
    def void(self, provider_id: str, *, at: datetime) -> VoidAnswer:
        with self._watch(Action.VOID, at):
            return self._carrier.void(provider_id, at=at)

    @override
    def refund_status(self, provider_id: str, *, at: datetime) -> VoidAnswer:
        with self._watch(Action.REFUND_STATUS, at):
            return self._carrier.refund_status(provider_id, at=at)

    @override
    def track(
        self,
        tracking_number: str,
        *,
        mover: str = "",
        handed_over_at: datetime | None,
        at: datetime,
    ) -> tuple[Movement, ...]:
        with self._watch(Action.TRACK, at):
            return self._carrier.track(
                tracking_number, mover=mover, handed_over_at=handed_over_at, at=at
            )

    @override
    def register_tracking(
        self, tracking_number: str, *, mover: str, at: datetime
    ) -> None:
        with self._watch(Action.REGISTER, at):
            self._carrier.register_tracking(tracking_number, mover=mover, at=at)

    @override
    def book_pickup(self, order: PickupOrder, *, at: datetime) -> PickupAnswer:
        try:
            with self._watch(Action.PICKUP, at) as call:
                return call.heard(self._carrier.book_pickup(order, at=at))
        except CarrierUnavailable as refusal:
            return NotSent(str(refusal), refusal.retry_after)

    @contextmanager
    def _watch(self, action: Action, at: datetime) -> Iterator[_Call]:
        self._gate.enter(self.name, action, at=at)
        call, began = _Call(), time.monotonic()
        try:
            yield call
        except CarrierUnavailable as silence:
            call.problem = str(silence)
            raise
        finally:
            took = timedelta(seconds=time.monotonic() - began)
            self._gate.leave(Seen(self.name, action, at, took, call.problem))
