"""Claims against manufacturers as a list: newest first, in one statement."""

from dataclasses import dataclass

from rma.models import VendorClaim
from rma.rules.words import ClaimStatus


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """Hold one page, and the id the next one goes on after, if there is one."""

    items: tuple[VendorClaim, ...]
    next_after: int | None


def list_claims(
    *, status: ClaimStatus | None, after: int | None, limit: int
) -> ClaimPage:
    """Return a page of claims with their makers, lines and returns."""
    claims = VendorClaim.objects.select_related("manufacturer", "line__case")
    if status is not None:
        claims = claims.filter(status=status)
    if after is not None:
        claims = claims.filter(pk__lt=after)
    found = list(claims.order_by("-pk")[: limit + 1])
    page = found[:limit]
    return ClaimPage(tuple(page), page[-1].pk if len(found) > limit else None)
