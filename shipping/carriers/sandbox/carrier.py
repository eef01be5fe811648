"""The sandbox as a carrier: its books are rows, its failures are asked for."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from typing_extensions import override

from shipping.carriers.answers import (
    AddressVerdict,
    Books,
    Documents,
    Found,
    NotSent,
    PickupAnswer,
    PickupBooked,
    PurchaseAnswer,
    Quotes,
    Refused,
    Unclear,
    VoidAnswer,
)
from shipping.carriers.base import Carrier, PickupOrder, PurchaseOrder, QuoteRequest
from shipping.carriers.sandbox import books, rates
from shipping.carriers.sandbox.front import SandboxFront
from shipping.carriers.sandbox.scenarios import (
    NOT_SOLD_UNHEARD,
    SOLD_UNHEARD,
    Scenario,
)
from shipping.errors import CarrierUnavailable, NoSuchLabel, UnknownParcel
from shipping.models import SandboxLabel
from shipping.words import Address, Movement, ParcelState

# What was sold before this has arrived, or never leaves.
_OLD = timedelta(days=60)
_SILENCE = Unclear("no answer within the time allowed")


class SandboxCarrier(SandboxFront, Carrier):
    """This will sell labels that no post takes, and move parcels that are not there."""

    @override
    def check_address(self, address: Address, *, at: datetime) -> AddressVerdict:
        """Say whether the address can be reached."""
        problem = rates.address_problem(address)
        return AddressVerdict(not problem, problem)

    @override
    def quote(self, request: QuoteRequest, *, at: datetime) -> Quotes:
        """Say what the services cost."""
        return rates.quote(request, self.capabilities(request.route), at=at)

    @override
    def purchase(self, order: PurchaseOrder, *, at: datetime) -> PurchaseAnswer:
        """Sell a label; each call that gets through sells another one."""
        scenario = books.chosen(order.request)
        refused = refusal(order, scenario, at=at)
        if refused is not None:
            return refused
        label = books.sell(order, scenario, at=at)
        if scenario is Scenario.SOLD_TWICE:
            books.sell(order, scenario, at=at)
        if scenario in SOLD_UNHEARD:
            return _SILENCE
        return books.answer(label, at=at)

    @override
    def find_purchases(
        self, *, ref: str, rate_id: str, at: datetime, since: datetime | None = None
    ) -> Found:
        """Look up every label sold under the word or for the rate, oldest first."""
        sold = SandboxLabel.objects.filter(
            Q(ref=ref) | Q(rate_id=rate_id), visible_at__lte=at, voided_at=None
        )
        matches = tuple(books.answer(label, at=at) for label in sold)
        raw = json.dumps([match.provider_id for match in matches])
        return Found(matches, complete=True, raw=raw)

    @override
    def list_purchases(self, *, since: datetime, at: datetime) -> Books:
        """List what was sold since a moment, as far as the lists show it yet."""
        sold = SandboxLabel.objects.filter(
            purchased_at__gte=since, visible_at__lte=at, ready_at__lte=at
        )
        return Books(
            tuple(books.line(label) for label in sold.order_by("-purchased_at", "-id")),
            complete=True,
        )

    @override
    def fetch_documents(self, provider_id: str, *, at: datetime) -> Documents:
        """
        Draw the label from the books.

        Raises NoSuchLabel for an id the sandbox never gave.
        """
        label = _sold(provider_id)
        if label.scenario == Scenario.LINK_EXPIRED and label.purchased_at == at:
            raise CarrierUnavailable(self.name)
        return books.papers_of(label)

    @override
    def void(self, provider_id: str, *, at: datetime) -> VoidAnswer:
        """Take a label back, unless the parcel has been handed over."""
        return books.take_back(_sold(provider_id), at=at)

    @override
    def refund_status(self, provider_id: str, *, at: datetime) -> VoidAnswer:
        """Say whether the label was taken back."""
        return books.refund_of(_sold(provider_id), at=at)

    @override
    def track(
        self,
        tracking_number: str,
        *,
        mover: str = "",
        handed_over_at: datetime | None,
        at: datetime,
    ) -> tuple[Movement, ...]:
        """
        Tell what has happened to the parcel by now.

        Raises UnknownParcel for a number the sandbox never sold.
        """
        label = SandboxLabel.objects.filter(tracking_number=tracking_number).first()
        if label is None:
            raise UnknownParcel(tracking_number)
        if label.voided_at is not None:
            return ()
        if handed_over_at is not None and label.seen_leaving_at is None:
            label.seen_leaving_at = handed_over_at
            label.save(update_fields=["seen_leaving_at"])
        return books.movements(label, handed_over_at, at=at)

    @override
    def register_tracking(
        self, tracking_number: str, *, mover: str, at: datetime
    ) -> None:
        """Note nothing: the sandbox knows its own parcels and no others."""

    @override
    def book_pickup(self, order: PickupOrder, *, at: datetime) -> PickupAnswer:
        """Say that somebody comes, unless the slot has passed."""
        if order.ends_at <= at or order.ends_at <= order.begins_at:
            return Refused("bad_slot", _("The carrier can't come at that time."))
        return PickupBooked(
            provider_id=f"sbxpu_{'_'.join(order.provider_ids)}"[:64],
            confirmation=f"SBX{order.begins_at:%m%d%H}",
            begins_at=order.begins_at,
            ends_at=order.ends_at,
            cancel_by=order.begins_at,
        )


def refusal(
    order: PurchaseOrder, scenario: Scenario, *, at: datetime
) -> PurchaseAnswer | None:
    """Return what is said instead of selling a label; None where one is sold."""
    if order.rate.expires_at <= at or scenario is Scenario.RATE_EXPIRED:
        return Refused("rate_expired", _("The carrier's offer has expired."))
    if scenario is Scenario.DECLINED:
        return Refused("carrier_declined", _("The carrier does not take this parcel."))
    first = order.request.attempt == 1
    if scenario is Scenario.TOO_MANY and first:
        return NotSent("too many calls", timedelta(seconds=30))
    if scenario is Scenario.KEY_REFUSED:
        return NotSent("key not taken", timedelta(hours=1))
    if scenario is Scenario.SILENT_ALWAYS or (scenario in NOT_SOLD_UNHEARD and first):
        return _SILENCE
    return None


def _sold(provider_id: str) -> SandboxLabel:
    label = SandboxLabel.objects.filter(provider_id=provider_id).first()
    if label is None:
        raise NoSuchLabel(provider_id)
    return label


def advance(
    tracking_number: str, *, handed_over_at: datetime | None, at: datetime
) -> ParcelState:
    """
    Move the parcel one step at once, and return where it is then.

    Raises UnknownParcel for a number the sandbox never sold.
    """
    with transaction.atomic(savepoint=False):
        label = (
            SandboxLabel.objects.select_for_update()
            .filter(tracking_number=tracking_number)
            .first()
        )
        if label is None:
            raise UnknownParcel(tracking_number)
        label.forced_at = [*label.forced_at, at.isoformat()]
        label.save(update_fields=["forced_at"])
    return books.movements(label, handed_over_at, at=at)[-1].state


def fast_forward(
    left_at: Mapping[str, datetime | None], *, until: datetime, at: datetime
) -> list[str]:
    """
    Bring every step due until a moment to now; return the numbers that moved.

    Each parcel on its way makes one step at least, so that pressing on gets it there.

    `left_at` says which parcels were seen leaving, and when.
    """
    moved = []
    labels = SandboxLabel.objects.filter(voided_at=None, purchased_at__gte=at - _OLD)
    for label in labels.select_for_update().order_by("id"):
        leaving = left_at.get(label.tracking_number, label.seen_leaving_at)
        ahead = [step.at for step in books.steps(label, leaving) if step.at > at]
        if not ahead:
            continue
        due = max(sum(moment <= until for moment in ahead), 1)
        # Each press brings one step forward; pressed at one moment they'd be one.
        presses = (at - timedelta(microseconds=back) for back in reversed(range(due)))
        label.forced_at = [*label.forced_at, *(each.isoformat() for each in presses)]
        label.save(update_fields=["forced_at"])
        moved.append(label.tracking_number)
    return moved
