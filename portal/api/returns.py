"""Returns: open one, list them, read one, call one off."""

from datetime import timedelta
from typing import Annotated

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Path, Query, Router

from portal import access
from portal.addresses import caller_of
from portal.api import idempotency, paging
from portal.api.asking import ReturnIn
from portal.api.auth import Bearer
from portal.api.caller import Call, Caller
from portal.api.fields import Asked, Prose, Reference
from portal.api.parameters import only_named
from portal.api.problem import FieldRefused
from portal.api.telling import ListedReturnOut, ReturnOut, listed_of, return_of
from portal.api.told import Told
from rma.actions import announcing, cancelling, intake
from rma.models import Case
from rma.queries import verdicts
from rma.queries.return_list import list_returns
from rma.queries.return_view import return_view
from rma.rules.words import CaseStatus

router = Router(tags=["returns"])

# Where the day ends last, twelve hours after it did in Greenwich.
_LATEST_ZONE = timedelta(hours=12)
Number = Annotated[
    str, Path(max_length=60, description="As in RMA-BCDF-GHJK-NPRST, in any grouping.")
]


class ReturnsOut(Told):
    """Hold one page of returns, and where the next one begins."""

    items: list[ListedReturnOut]
    next: str | None


class ParcelIn(Asked):
    """Name a parcel by its number, and its carrier where the number does not."""

    tracking_number: Reference
    carrier: Reference | None = None


class CancelIn(Asked):
    """Say why a return is called off."""

    reason: Prose = ""


@router.post("", auth=Bearer("returns:write", once=True), response={201: ReturnOut})
def create_return(request: Call, body: ReturnIn) -> HttpResponse:
    """Open a return: judged, planned and its label ordered before this answers."""
    account_id = _account_for(request.auth, body.account)
    _refuse_past(body)
    once, answer = idempotency.once_of(request, 201, told)
    at = timezone.now()
    if body.repair_limit:
        currency = verdicts.currency_for(account_id, at)
        if body.repair_limit.currency != currency:
            why = _("Our prices are in %(currency)s.") % {"currency": currency}
            raise FieldRefused("repair_limit.currency", why)
    case = intake.open_return(
        request=body.asked_by(request.auth, account_id, caller_of(request)),
        by=request.auth.actor,
        at=at,
        once=once,
    )
    return answer(case)


@router.get("", auth=Bearer("returns:read"), response=ReturnsOut)
@only_named
def list_all(
    request: Call,
    status: Annotated[CaseStatus | None, Query()] = None,
    cursor: paging.Cursor = "",
    limit: paging.Limit = 25,
) -> HttpResponse:
    """List returns, newest first; an account's key sees its own."""
    page = list_returns(
        account_id=request.auth.account_id,
        status=status,
        after=paging.after(cursor),
        limit=limit,
    )
    going_on = paging.cursor_for(page.next_after) if page.next_after else None
    told = [listed_of(item) for item in page.items]
    return ReturnsOut(items=told, next=going_on).answer()


@router.get("/{number}", auth=Bearer("returns:read"), response=ReturnOut)
def read_return(request: Call, number: Number) -> HttpResponse:
    """Read one return."""
    case = access.case_for_program(number, request.auth.account_id)
    return told(case).answer()


@router.post(
    "/{number}/cancel", auth=Bearer("returns:write", once=True), response=ReturnOut
)
def cancel_return(
    request: Call, number: Number, body: CancelIn | None = None
) -> HttpResponse:
    """Call a return off whose parcel has not left."""
    case = access.case_for_program(number, request.auth.account_id)
    once, answer = idempotency.once_of(request, 200, told)
    case = cancelling.cancel_return(
        case=case.ref,
        reason=body.reason if body else "",
        by=request.auth.actor,
        at=timezone.now(),
        once=once,
    )
    return answer(case)


def told(case: Case) -> ReturnOut:
    """Return a return as it stands now."""
    return return_of(return_view(case))


@router.post(
    "/{number}/parcels",
    auth=Bearer("returns:write", once=True),
    response={201: ReturnOut},
)
def announce_parcel(request: Call, number: Number, body: ParcelIn) -> HttpResponse:
    """Follow a parcel that was given to a carrier of the customer's own."""
    case = access.case_for_program(number, request.auth.account_id)
    once, answer = idempotency.once_of(request, 201, told)
    case = announcing.announce_parcel(
        case=case.ref,
        number=body.tracking_number,
        mover=body.carrier or "",
        by=request.auth.actor,
        at=timezone.now(),
        once=once,
    )
    return answer(case)


def _refuse_past(body: ReturnIn) -> None:
    """Raise FieldRefused for a day that is over everywhere in the world."""
    if body.need_by and body.need_by < (timezone.now() - _LATEST_ZONE).date():
        raise FieldRefused("need_by", _("This day has passed."))


def _account_for(caller: Caller, named: str | None) -> int:
    """Return whose return it will be; raises FieldRefused."""
    if caller.account_id is not None:
        if named not in (None, "", caller.account_number):
            raise FieldRefused("account", _("This key opens returns of its own only."))
        return caller.account_id
    if not named:
        raise FieldRefused("account", _("A staff key names the account."))
    account = access.account_numbered(named)
    if account is None:
        raise FieldRefused("account", _("No account has this number."))
    return account.pk
