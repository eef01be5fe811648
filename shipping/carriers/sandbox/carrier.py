"""The sandbox as a carrier: its books are rows, its failures are asked for."""

import json
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from typing_extensions import override

from shipping.carriers.answers import (
    AddressVerdict,
    Books,
    Document,
    Documents,
    Found,
    PickupAnswer,
    PurchaseAnswer,
    Quotes,
    Refused,
    Unclear,
    VoidAnswer,
)
from shipping.carriers.base import Carrier, PickupOrder, PurchaseOrder, QuoteRequest
from shipping.carriers.sandbox import books, rates
from shipping.carriers.sandbox.front import SandboxFront
from shipping.carriers.sandbox.label import LabelText, draw
from shipping.carriers.sandbox.scenarios import Scenario, asked_for
from shipping.errors import NoSuchLabel, UnknownParcel
from shipping.models import SandboxLabel
from shipping.words import Address, Movement, ParcelState

_UNANSWERED_SALES = frozenset(
    {Scenario.SILENT_AFTER_BUY, Scenario.SHOWN_LATE, Scenario.SOLD_TWICE}
)


class SandboxCarrier(SandboxFront, Carrier):
    """This will sell labels that no post takes, and move parcels that are not there."""

    @override
    def check_address(self, address: Address, *, at: datetime) -> AddressVerdict:
        """Say whether the address can be reached."""
        problem = rates.address_problem(address)
        return AddressVerdict(not problem, problem)

    @override
    def quote(self, request: QuoteRequest, *, at: datetime) -> Quotes:
        """Say what the three services cost."""
        return rates.quote(request, at=at)

    @override
    def purchase(self, order: PurchaseOrder, *, at: datetime) -> PurchaseAnswer:
        """Sell a label; each call that gets through sells another one."""
        scenario = asked_for(order.request.sender, order.request.recipient)
        if order.rate.expires_at <= at:
            return Refused("rate_expired", _("The carrier's offer has expired."))
        if scenario is Scenario.DECLINED:
            return Refused(
                "carrier_declined", _("The carrier does not take this parcel.")
            )
        silence = Unclear("no answer within the time allowed")
        if scenario is Scenario.SILENT_ALWAYS or (
            scenario is Scenario.SILENT_BEFORE_BUY and order.request.attempt == 1
        ):
            return silence
        label = books.sell(order, scenario, at=at)
        if scenario is Scenario.SOLD_TWICE:
            books.sell(order, scenario, at=at)
        if scenario in _UNANSWERED_SALES:
            return silence
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
        content = draw(
            LabelText(
                tracking_number=label.tracking_number,
                service=label.service,
                sender=Address.from_dict(label.sender),
                recipient=Address.from_dict(label.recipient),
                reference=label.reference,
                contents=label.contents,
                weight_grams=label.weight_grams,
            )
        )
        return Documents(Document(content, "application/pdf", "pdf"))

    @override
    def void(self, provider_id: str, *, at: datetime) -> VoidAnswer:
        """Take a label back, unless the parcel has been handed over."""
        label = _sold(provider_id)
        if label.voided_at is not None:
            return VoidAnswer(voided=True)
        moved = any(step.at <= at for step in books.steps(label, None)[1:])
        if moved or label.scenario == Scenario.VOID_REFUSED.value:
            return VoidAnswer(
                voided=False,
                problem=_("The carrier has scanned the label and keeps the money."),
            )
        SandboxLabel.objects.filter(pk=label.pk).update(voided_at=at)
        return VoidAnswer(voided=True)

    @override
    def refund_status(self, provider_id: str, *, at: datetime) -> VoidAnswer:
        """Say whether the label was taken back."""
        return VoidAnswer(voided=_sold(provider_id).voided_at is not None)

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
        """Say that nobody comes."""
        return Refused("not_offered", _("The carrier fetches no parcels."))


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
