"""What manufacturers owe us: listed, and what they answered."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from django.http import HttpResponse
from django.utils import timezone
from ninja import Path, Query, Router
from pydantic import model_validator

from portal import access
from portal.api import idempotency, paging
from portal.api.auth import Bearer
from portal.api.caller import Call
from portal.api.coverage import money_of
from portal.api.fields import Amount, Asked, Currency, LongReference, MoneyOut
from portal.api.parameters import only_named
from portal.api.told import Told
from rma.actions import claiming
from rma.models import VendorClaim
from rma.queries.claim_list import list_claims
from rma.rules import money
from rma.rules.money import Money
from rma.rules.words import ClaimStatus

router = Router(tags=["claims"])


class AnswerOutcome(StrEnum):
    """Say whether the maker pays."""

    APPROVED = "approved"
    PARTLY = "partly"
    DENIED = "denied"


class AnswerKind(StrEnum):
    """Say in what form the maker makes it good."""

    CREDIT = "credit"
    REPLACEMENT = "replacement"
    REPAIR = "repair"
    REFUND = "refund"


class ClaimOut(Told):
    """Show one claim."""

    number: str
    return_number: str
    serial: str | None
    manufacturer: str
    status: ClaimStatus
    file_by: date
    asked: MoneyOut
    recovered: MoneyOut


class ClaimsOut(Told):
    """Hold one page of claims, and where the next one begins."""

    items: list[ClaimOut]
    next: str | None


class AnswerIn(Asked):
    """Say what the maker answered."""

    outcome: AnswerOutcome
    kind: AnswerKind | None = None
    amount: Amount | None = None
    currency: Currency | None = None
    reference: LongReference | None = None

    @model_validator(mode="after")
    def _pairs_money(self) -> Self:
        if self.currency and self.amount is None:
            raise ValueError("A currency needs an amount.")
        return self

    def money(self, claim: VendorClaim) -> Money | None:
        """Return the amount, in the claim's currency where none is named."""
        if self.amount is None:
            return None
        return money.parse(self.amount, self.currency or claim.currency)


@router.get("", auth=Bearer("claims:read"), response=ClaimsOut)
@only_named
def list_all_claims(
    request: Call,
    status: Annotated[ClaimStatus | None, Query()] = None,
    cursor: paging.Cursor = "",
    limit: paging.Limit = 25,
) -> ClaimsOut:
    """List claims, newest first."""
    page = list_claims(status=status, after=paging.after(cursor), limit=limit)
    going_on = paging.cursor_for(page.next_after) if page.next_after else None
    return ClaimsOut(items=[_claim(claim) for claim in page.items], next=going_on)


@router.post(
    "/{number}/answers",
    auth=Bearer("claims:write", once=True),
    response={201: ClaimOut},
)
def create_answer(
    request: Call, number: Annotated[str, Path(max_length=60)], body: AnswerIn
) -> HttpResponse:
    """Record what the maker answered to a claim that was filed."""
    claim = access.claim_for_program(number)
    once, answer = idempotency.once_of(request, 201, _told_of(number))
    answered = claiming.record_answer(
        claim_id=claim.pk,
        outcome=ClaimStatus(body.outcome),
        kind=body.kind or "",
        amount=body.money(claim),
        reference=body.reference or "",
        by=request.auth.actor,
        at=timezone.now(),
        once=once,
    )
    return answer(answered)


def _told_of(number: str) -> Callable[[VendorClaim], ClaimOut]:
    """Return what tells of a claim as it stands after an act on it."""
    return lambda _answered: _claim(access.claim_for_program(number))


def _claim(claim: VendorClaim) -> ClaimOut:
    return ClaimOut(
        number=claim.number,
        return_number=claim.line.case.number,
        serial=claim.line.serial or None,
        manufacturer=claim.manufacturer.name,
        status=ClaimStatus(claim.status),
        file_by=claim.file_by,
        asked=money_of(claim.asked),
        recovered=money_of(claim.recovered),
    )
