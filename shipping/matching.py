"""The nightly three-way match: our orders, the carrier's list, and what was spent."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from shipping import adopting, carriers, checks, differences, refunds
from shipping.carriers.answers import Books, Money, SoldLabel
from shipping.models import (
    CarrierHook,
    LabelDifference,
    LabelPurchase,
    LabelRefund,
    Parcel,
)
from shipping.models.label_difference import DifferenceKind
from shipping.models.label_refund import RefundCause, RefundState
from shipping.pace import HORIZON
from shipping.words import PurchaseState

# Two nights may fail, and the third still sees every label.
LOOKED_BACK = timedelta(days=3)
_SLOW = timedelta(days=28)
_OURS = re.compile(r"([0-9A-Z]{5,13})\.[0-9]{1,3}")
_FOUND_IN_LISTS = (
    DifferenceKind.OTHER_PRICE,
    DifferenceKind.RETURNED_THERE,
    DifferenceKind.STILL_PAID,
)


@dataclass(frozen=True, slots=True)
class Matched:
    """This will say what a match found: labels read, mended, and left to people."""

    read: int
    mended: int
    left: int
    is_complete: bool


def match_labels(
    *,
    at: datetime,
    owner: str,
    horizon: timedelta = HORIZON,
    looked_back: timedelta = LOOKED_BACK,
) -> Matched:
    """
    Compare the carrier's list with our orders and our spending.

    What can be put right is: labels unknown here are adopted or given back. Every
    other difference is listed with an owner. Raises CarrierUnavailable.
    """
    carrier = carriers.current()
    since = at - looked_back
    books = carrier.list_purchases(since=since, at=at)
    match = _Match(carrier.name, at=at, owner=owner)
    settled = [label for label in books.labels if label.sold_at <= at - horizon]
    for label in settled:
        match.compare(label)
    if books.complete:
        match.find_not_listed(books, since=since, until=at - horizon)
        differences.forget(_FOUND_IN_LISTS, seen_before=at)
    match.look_at_home(horizon)
    return Matched(len(settled), match.mended, match.left, books.complete)


def match_told(*, at: datetime, owner: str, horizon: timedelta = HORIZON) -> int:
    """
    Look for the labels that only hooks have told of, and treat them as any night would.

    What the carrier's whole list does not have is listed for a person, once. Nothing
    is asked where no hook waits. Returns how many were looked for. Raises
    CarrierUnavailable.
    """
    name = carriers.current().name
    waiting = _only_told(name, until=at - horizon)
    if not waiting:
        return 0
    since = min(hook.received_at for hook in waiting) - LOOKED_BACK
    books = carriers.current().list_purchases(since=since, at=at)
    listed = {label.provider_id: label for label in books.labels}
    match = _Match(name, at=at, owner=owner)
    for hook in waiting:
        label = listed.get(hook.provider_id)
        if label is not None:
            match.compare(label)
        elif books.complete:
            match.note_only_told(hook)
    return len(waiting)


def _only_told(carrier: str, *, until: datetime) -> list[CarrierHook]:
    """Return the hooks of labels under a word of ours that nobody looked for yet."""
    noted = LabelDifference.objects.filter(kind=DifferenceKind.ONLY_TOLD)
    waiting = CarrierHook.objects.unmatched_purchases().filter(
        carrier=carrier, received_at__lte=until
    )
    fresh = waiting.exclude(provider_id__in=noted.values("subject"))
    return [hook for hook in fresh if _OURS.fullmatch(hook.ref)]


class _Match:
    """One night's comparison, and how much it found."""

    def __init__(self, carrier: str, *, at: datetime, owner: str) -> None:
        self.carrier, self.at, self.owner = carrier, at, owner
        self.mended = self.left = 0

    def compare(self, label: SoldLabel) -> None:
        """Compare one line of the carrier's list with what we know of it."""
        mine = LabelPurchase.objects.filter(carrier=self.carrier)
        purchase = mine.filter(provider_id=label.provider_id).first()
        refund = LabelRefund.objects.filter(
            carrier=self.carrier, provider_id=label.provider_id
        ).first()
        if purchase is None and refund is None:
            self._take_unknown(label)
            return
        if refund is not None and refund.standing is RefundState.RETURNED:
            if label.money is Money.KEPT:
                self._leave(DifferenceKind.STILL_PAID, label, purchase)
            return
        if purchase is None:
            return
        if label.cost_cents not in (None, purchase.cost_cents):
            detail = f"{purchase.cost_cents} {label.cost_cents} {purchase.currency}"
            self._leave(DifferenceKind.OTHER_PRICE, label, purchase, detail)
        is_active = purchase.standing is PurchaseState.PURCHASED
        if is_active and label.money in (Money.RETURNED, Money.RETURNING):
            self._leave(DifferenceKind.RETURNED_THERE, label, purchase)
        is_void = purchase.standing is PurchaseState.VOIDED
        if is_void and refund is None and label.money is Money.KEPT:
            self._give_back(label, purchase, "void here, still paid there")

    def note_only_told(self, hook: CarrierHook) -> None:
        """List a label that a hook has told of and the carrier's list does not have."""
        detail = f"{hook.ref} {hook.received_at.isoformat(timespec='seconds')}"
        self._note(DifferenceKind.ONLY_TOLD, hook.provider_id, detail, None)

    def find_not_listed(
        self, books: Books, *, since: datetime, until: datetime
    ) -> None:
        """List our labels that the carrier's whole list does not have."""
        listed = {label.provider_id for label in books.labels}
        bought = LabelPurchase.objects.filter(
            carrier=self.carrier,
            state=PurchaseState.PURCHASED.value,
            sent_at__gte=since,
            sent_at__lte=until,
        )
        for purchase in bought:
            kind, subject = DifferenceKind.NOT_LISTED, purchase.provider_id
            if purchase.provider_id in listed:
                why = "The carrier lists it now."
                differences.explain(kind, subject, why=why, at=self.at)
                continue
            self.left += 1
            differences.note(
                kind,
                subject,
                purchase.ref,
                at=self.at,
                purchase=purchase,
                owner=self.owner,
            )

    def look_at_home(self, horizon: timedelta) -> None:
        """List what does not agree here, whatever the carrier says."""
        slow = LabelRefund.objects.filter(
            Q(state=RefundState.RETURNING.value, asked_at__lt=self.at - _SLOW)
            | Q(state=RefundState.REFUSED.value)
        ).select_related("purchase")
        for refund in slow:
            is_refused = refund.standing is RefundState.REFUSED
            kind = (
                DifferenceKind.REFUND_REFUSED
                if is_refused
                else DifferenceKind.REFUND_SLOW
            )
            self._note(kind, refund.provider_id, refund.problem, refund.purchase)
        late = LabelPurchase.objects.unclear().filter(sent_at__lt=self.at - 4 * horizon)
        for purchase in late:
            sent_at = purchase.sent_at or self.at
            detail = sent_at.isoformat(timespec="seconds")
            self._note(DifferenceKind.NEVER_SETTLED, purchase.ref, detail, purchase)
        for day, cents in checks.wrong_days():
            subject = f"{day.day.isoformat()} {day.currency}"
            detail = f"{day.cents} {cents} {day.currency}"
            self._note(DifferenceKind.DAY_SUM, subject, detail, None)
        at_home = (
            DifferenceKind.REFUND_SLOW,
            DifferenceKind.REFUND_REFUSED,
            DifferenceKind.NEVER_SETTLED,
            DifferenceKind.DAY_SUM,
        )
        differences.forget(at_home, seen_before=self.at)

    def _take_unknown(self, label: SoldLabel) -> None:
        """Adopt a label under a word of ours, or give it back; others are not ours."""
        whole = LabelPurchase.objects.select_related("parcel__shipment")
        purchase = whole.filter(ref=label.ref).first()
        ours = _OURS.fullmatch(label.ref)
        if label.money is not Money.KEPT or (purchase is None and ours is None):
            return
        if purchase is None and ours is not None:
            parcel = Parcel.objects.filter(code=ours[1]).first()
            if parcel is None:
                self._give_back(label, None, f"no parcel is called {ours[1]}")
                return
            purchase = adopting.order_of_orphan(
                parcel, label, carrier=self.carrier, at=self.at
            )
        if purchase is not None:
            adopting.adopt_late(purchase, label, at=self.at)
            self._mend(label, purchase, "Adopted or given back.")

    def _give_back(
        self, label: SoldLabel, purchase: LabelPurchase | None, why: str
    ) -> None:
        refunds.want_back(
            carrier=self.carrier,
            label=label,
            cause=RefundCause.STRAY,
            at=self.at,
            purchase=purchase,
            ref=label.ref,
        )
        self._mend(label, purchase, f"Given back: {why}.")

    def _mend(self, label: SoldLabel, purchase: LabelPurchase | None, how: str) -> None:
        self.mended += 1
        differences.note_mended(
            DifferenceKind.UNKNOWN_HERE,
            label.provider_id,
            label.ref,
            how=how,
            at=self.at,
            purchase=purchase,
        )
        why = "The carrier lists it now."
        differences.explain(
            DifferenceKind.ONLY_TOLD, label.provider_id, why=why, at=self.at
        )

    def _leave(
        self,
        kind: DifferenceKind,
        label: SoldLabel,
        purchase: LabelPurchase | None,
        detail: str = "",
    ) -> None:
        self._note(kind, label.provider_id, detail, purchase)

    def _note(
        self,
        kind: DifferenceKind,
        subject: str,
        detail: str,
        purchase: LabelPurchase | None,
    ) -> None:
        self.left += 1
        differences.note(
            kind, subject, detail, at=self.at, purchase=purchase, owner=self.owner
        )
