"""Shippo as a carrier: rates first, then one order, and what is unclear looked up."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from typing_extensions import override

from shipping.carriers import limits
from shipping.carriers.answers import (
    AddressVerdict,
    Books,
    Bought,
    Documents,
    Found,
    PickupAnswer,
    PurchaseAnswer,
    Queued,
    Quotes,
    Refused,
    Unclear,
    VoidAnswer,
)
from shipping.carriers.base import Carrier, PickupOrder, PurchaseOrder, QuoteRequest
from shipping.carriers.shippo import asking, fetching, movers, places, reading, story
from shipping.carriers.shippo.front import NAME, ShippoFront, ref_in
from shipping.carriers.shippo.line import Line
from shipping.carriers.shippo.listing import Listing
from shipping.carriers.shippo.session import READ_SECONDS
from shipping.carriers.shippo.wire import Answer
from shipping.errors import CarrierUnavailable, NoSuchLabel, UnknownParcel
from shipping.words import Address, DocumentKind, Movement

_A_WHILE = timedelta(seconds=30)
_LOOK_BACK = timedelta(days=1)
_NOT_FOUND = 404


class ShippoCarrier(ShippoFront, Carrier):
    """This will buy and follow labels through Shippo."""

    def __init__(
        self, *, token: str, base: str, read_seconds: float = READ_SECONDS
    ) -> None:
        super().__init__(token=token, base=base)
        self._line = Line(token=token, base=base, read_seconds=read_seconds)

    @override
    def check_address(self, address: Address, *, at: datetime) -> AddressVerdict:
        """Ask whether the address can be reached, unless it lacks what all need."""
        problem = limits.address_problem(address)
        if problem:
            return AddressVerdict(reachable=False, problem=problem)
        wanted = asking.address(address, validate=True)
        answer = self._line.question(lambda sdk: sdk.addresses.create(wanted))
        if not answer.is_good:
            return AddressVerdict(
                reachable=False, problem=reading.sentence(answer.body)
            )
        return places.verdict(answer.body or {}, address)

    @override
    def quote(self, request: QuoteRequest, *, at: datetime) -> Quotes:
        """Ask for the offers, and keep those that grant what is wished for."""
        problem = limits.objection(request, self.capabilities(request.route))
        if problem:
            return Quotes((), problem)
        wanted = asking.shipment(request)
        answer = self._line.question(lambda sdk: sdk.shipments.create(wanted))
        body = answer.body or {}
        if not answer.is_good:
            return Quotes((), reading.sentence(answer.body), answer.raw)
        offers = limits.fitting(
            reading.rates(body, request, at=at), request.wishes, at=at
        )
        if offers:
            return Quotes(offers, raw=answer.raw)
        if body.get("status") in ("QUEUED", "WAITING"):
            raise CarrierUnavailable(NAME, _A_WHILE)
        if reading.listed(body.get("rates")):
            problem = _("No offer of the carrier grants what was wished for.")
            return Quotes((), problem, answer.raw)
        return Quotes((), reading.sentence(body), answer.raw)

    @override
    def purchase(self, order: PurchaseOrder, *, at: datetime) -> PurchaseAnswer:
        """Order the label, once; the answer is waited for."""
        if order.rate.expires_at <= at:
            return Refused("rate_expired", _("The carrier's offer has expired."))
        wanted = asking.purchase(order.rate.rate_id, order.request)
        answer = self._line.order(lambda sdk: sdk.transactions.create(wanted))
        if not isinstance(answer, Answer):
            return answer
        if not answer.is_good or answer.body is None:
            problem = reading.sentence(answer.body)
            return Refused(f"http_{answer.status}", problem, answer.raw)
        if answer.body.get("test") is self.is_live:
            return Unclear("a label of the other mode", answer.raw)
        return reading.purchase(answer.body, answer.raw, rate=order.rate)

    @override
    def find_purchases(
        self, *, ref: str, rate_id: str, at: datetime, since: datetime | None = None
    ) -> Found:
        """
        Look up labels by the rate, and by our word among those sold since.

        The filter by rate may lag, so both must have been read to the end before an
        empty answer means anything.
        """
        by_rate, by_time = Listing(self._line), Listing(self._line)
        rows = list(by_rate.under_rate(rate_id)) if rate_id else []
        rows += by_time.since(since or at - _LOOK_BACK)
        ours = _once(
            row
            for row in rows
            if reading.is_under_way(row)
            and (ref_in(row.get("metadata")) == ref or reading.rate_of(row) == rate_id)
        )
        complete = by_time.complete and (by_rate.complete or not rate_id)
        raw = ",".join(reading.text(row.get("object_id")) for row in ours)
        return Found(tuple(self._matches(ours)), complete=complete, raw=raw)

    @override
    def list_purchases(self, *, since: datetime, at: datetime) -> Books:
        """List every label sold since a moment, whatever became of it."""
        listing = Listing(self._line)
        lines = (reading.line(row, at=at) for row in listing.since(since))
        sold = sorted(
            (line for line in lines if line),
            key=lambda line: (line.sold_at, line.provider_id),
            reverse=True,
        )
        return Books(tuple(sold), complete=listing.complete)

    @override
    def fetch_documents(self, provider_id: str, *, at: datetime) -> Documents:
        """
        Ask for fresh links and fetch the bytes behind them.

        Raises NoSuchLabel where Shippo knows no label by this id.
        """
        body = self._label(provider_id)
        link = reading.text(body.get("label_url"))
        if not link:
            raise CarrierUnavailable(NAME, _A_WHILE)
        others = (
            ("qr_code_url", DocumentKind.COUNTER_CODE),
            ("commercial_invoice_url", DocumentKind.CUSTOMS),
        )
        return Documents(
            fetching.fetch(link, DocumentKind.LABEL, base=self._base),
            tuple(
                fetching.fetch(reading.text(body.get(key)), kind, base=self._base)
                for key, kind in others
                if body.get(key)
            ),
        )

    @override
    def void(self, provider_id: str, *, at: datetime) -> VoidAnswer:
        """Ask for the money back, unless that has been asked before."""
        body = self._label(provider_id)
        status = reading.text(body.get("status"))
        if status not in ("SUCCESS", "REFUNDREJECTED"):
            return reading.refund(status, status)
        answer = self._line.question(
            lambda sdk: sdk.refunds.create(transaction=provider_id, async_=False)
        )
        told = reading.text((answer.body or {}).get("status"))
        if answer.is_good and told != "ERROR":
            return reading.refund(told, answer.raw)
        # An earlier asking whose answer was lost is refused as well: the label knows.
        known = self.refund_status(provider_id, at=at)
        if known.raw != "SUCCESS":
            return known
        problem = reading.sentence(answer.body)
        return VoidAnswer(voided=False, problem=problem, raw=answer.raw)

    @override
    def refund_status(self, provider_id: str, *, at: datetime) -> VoidAnswer:
        """Say what became of a label that was given back, by the label's own word."""
        status = reading.text(self._label(provider_id).get("status"))
        if status == "SUCCESS":
            problem = _("Nobody has given the label back.")
            return VoidAnswer(voided=False, problem=problem, raw=status)
        return reading.refund(status, status)

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
        Tell all movements known by now.

        Raises UnknownParcel for a number nobody knows, or whose mover we don't.
        """
        if not mover:
            raise UnknownParcel(tracking_number)
        answer = self._line.question(
            lambda sdk: sdk.tracking_status.get(
                tracking_number=tracking_number, carrier=mover
            )
        )
        if not answer.is_good or answer.body is None:
            raise UnknownParcel(tracking_number)
        return story.movements(answer.body, tracking_number=tracking_number, name=NAME)

    @override
    def register_tracking(
        self, tracking_number: str, *, mover: str, at: datetime
    ) -> None:
        """
        Have Shippo tell us of a parcel whose label we did not buy.

        Raises UnknownParcel where it does not take the number.
        """
        answer = self._line.question(
            lambda sdk: sdk.tracking_status.create(
                carrier=mover, tracking_number=tracking_number
            )
        )
        if not answer.is_good:
            raise UnknownParcel(tracking_number)

    @override
    def book_pickup(self, order: PickupOrder, *, at: datetime) -> PickupAnswer:
        """Have parcels fetched, by those movers that do so through Shippo."""
        if order.mover not in movers.PICKUPS:
            return Refused("not_offered", _("The carrier fetches no parcels."))
        wanted = asking.pickup(order)
        answer = self._line.order(lambda sdk: sdk.pickups.create(wanted))
        if not isinstance(answer, Answer):
            return answer
        return places.pickup(answer, order)

    def _label(self, provider_id: str) -> dict[str, Any]:
        answer = self._line.question(
            lambda sdk: sdk.transactions.get(transaction_id=provider_id)
        )
        if answer.status == _NOT_FOUND:
            raise NoSuchLabel(provider_id)
        if not answer.is_good or answer.body is None:
            raise CarrierUnavailable(NAME, _A_WHILE)
        return answer.body

    def _matches(self, rows: Iterable[dict[str, Any]]) -> Iterable[Bought | Queued]:
        for row in sorted(rows, key=lambda row: str(row.get("object_created"))):
            found = reading.sold(row, "", mover=self._mover(reading.rate_of(row)))
            if found:
                yield found

    def _mover(self, rate_id: str) -> str:
        """Return who carries what was bought by a rate; nothing where it is gone."""
        answer = self._line.question(lambda sdk: sdk.rates.get(rate_id=rate_id))
        return movers.mover_of(reading.text((answer.body or {}).get("provider")))


def _once(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return list({row.get("object_id"): row for row in rows}.values())
