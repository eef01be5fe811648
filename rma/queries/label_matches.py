"""What the nightly match of labels found: the list, and one difference whole."""

from dataclasses import dataclass

from django.db.models import QuerySet

from rma.queries import keyset
from rma.queries.keyset import Slice
from shipping.models import LabelDifference, LabelRefund
from shipping.models.label_difference import DifferenceKind
from shipping.models.label_refund import RefundState

_ABOUT_REFUNDS = (DifferenceKind.REFUND_REFUSED.value, DifferenceKind.REFUND_SLOW.value)


@dataclass(frozen=True, slots=True)
class MatchPage:
    """Hold one difference, with the refund it is about where it is about one."""

    row: LabelDifference
    refund: LabelRefund | None

    @property
    def is_refused(self) -> bool:
        """Return whether the carrier keeps the money, so that a person decides."""
        return self.refund is not None and self.refund.standing is RefundState.REFUSED


def page_of_matches(
    *, kind: str, state: str, mine: str, after: str
) -> Slice[LabelDifference]:
    """Return a page of differences: open ones by day, closed ones newest first."""
    rows = _whole().filter(kind=kind) if kind else _whole()
    if state == "closed":
        return keyset.newest(rows.exclude(closed_at=None), after)
    rows = rows.filter(closed_at=None)
    if state == "mine":
        rows = rows.filter(owner=mine[:120])
    elif state == "nobody":
        rows = rows.filter(owner="")
    return keyset.soonest(rows, "found_at", after)


def match_page(difference_id: int) -> MatchPage | None:
    """Return one difference."""
    row = _whole().filter(pk=difference_id).first()
    if row is None:
        return None
    refund = None
    if row.kind in _ABOUT_REFUNDS:
        refund = LabelRefund.objects.filter(provider_id=row.subject).first()
    return MatchPage(row, refund)


def _whole() -> QuerySet[LabelDifference]:
    return LabelDifference.objects.select_related("purchase__parcel__shipment")
