"""Who may have which row, and do what with it: the only place doors find rows."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from rma.models import Account, ApiKey, Case, IdempotencyKey, User, VendorClaim
from rma.rules import numbers
from rma.rules.words import Role

# What each role of our staff may do. Admins and leads may do everything.
_SUPPORT, _WAREHOUSE, _WARRANTY = Role.SUPPORT, Role.WAREHOUSE, Role.WARRANTY
_ALWAYS = frozenset({Role.LEAD, Role.ADMIN})
ACTS: dict[str, frozenset[Role]] = {
    "read": _ALWAYS | {_SUPPORT, _WAREHOUSE, _WARRANTY},
    "open": _ALWAYS | {_SUPPORT},
    "approve": _ALWAYS | {_SUPPORT, _WARRANTY},
    "cancel": _ALWAYS | {_SUPPORT},
    "receive": _ALWAYS | {_SUPPORT, _WAREHOUSE},
    "inspect": _ALWAYS | {_WAREHOUSE, _WARRANTY},
    "resolve": _ALWAYS | {_SUPPORT, _WAREHOUSE, _WARRANTY},
    "dispatch": _ALWAYS | {_WAREHOUSE},
    "claim": _ALWAYS | {_WARRANTY},
    "override": _ALWAYS,
    "set up": frozenset({Role.ADMIN}),
}


def may(user: object, act: str) -> bool:
    """Return whether somebody signed in may do something."""
    return (
        isinstance(user, User)
        and user.is_active
        and user.role != ""
        and Role(user.role) in ACTS[act]
    )


def case_for(request: HttpRequest, number: str, act: str) -> Case:
    """
    Return the case with a number, for a member of staff who may do that.

    Raises PermissionDenied, and Http404 for a number nobody gave.
    """
    if not may(request.user, act):
        raise PermissionDenied
    return _numbered(number, None)


# What programs may reach: an account's key its own rows, a staff key all.


def api_key_for(prefix: str, at: datetime) -> ApiKey | None:
    """Return the valid key that begins so; whether it is the right one is open."""
    found = ApiKey.objects.valid(at).select_related("account")
    return found.filter(prefix=prefix).first()


def account_numbered(number: str) -> Account | None:
    """Return the account that a staff key names."""
    return Account.objects.filter(number=number).first()


def case_for_program(number: str, account_id: int | None) -> Case:
    """Return a case; raises Http404 for a stranger's as for one that isn't there."""
    return _numbered(number, account_id)


def claim_for_program(number: str) -> VendorClaim:
    """Return a claim by its number; raises Http404."""
    code = numbers.parse(number)
    claim = VendorClaim.objects.filter(code=code).first() if code else None
    if claim is None:
        raise Http404
    return claim


def first_answer(
    *, principal: str, key: str, status: int, answer: str
) -> tuple[int, str, bool]:
    """
    Keep the answer to a request that takes effect once, unless one is kept already.

    Returns the status and the answer that count, and whether they are repeated.
    """
    rows = IdempotencyKey.objects.filter(principal=principal, key=key)
    if rows.filter(answer_status=None).update(answer_status=status, answer=answer):
        return status, answer, False
    kept = rows.get()
    return kept.answer_status or status, kept.answer, True


def _numbered(number: str, account_id: int | None) -> Case:
    code = numbers.parse(number)
    cases = Case.objects.select_related("account", "contact", "site")
    if account_id is not None:
        cases = cases.filter(account_id=account_id)
    case = cases.filter(code=code).first() if code else None
    if case is None:
        raise Http404
    return case
