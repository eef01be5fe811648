"""Who may have which row, and do what with it: the only place doors find rows."""

from datetime import datetime
from typing import NoReturn

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from outbox.composed import Composed, Slot
from rma.models import (
    Account,
    Case,
    Contact,
    Device,
    Draft,
    IdempotencyKey,
    Invitation,
    Shift,
    Site,
    User,
    VendorClaim,
)
from rma.queries.written_to import members_of
from rma.rules import numbers, scopes
from rma.rules.actors import Actor
from rma.rules.members import MemberRole
from rma.rules.words import Role
from shipping.models import Parcel

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
    "dispose": _ALWAYS | {_WAREHOUSE, _WARRANTY},
    "resolve": _ALWAYS | {_SUPPORT, _WAREHOUSE, _WARRANTY},
    "dispatch": _ALWAYS | {_WAREHOUSE},
    "claim": _ALWAYS | {_WARRANTY},
    "promise": _ALWAYS | {_SUPPORT, _WARRANTY},
    "settle": _ALWAYS | {_SUPPORT, _WAREHOUSE, _WARRANTY},
    "label": _ALWAYS | {_SUPPORT, _WAREHOUSE},
    "credit": _ALWAYS | {_SUPPORT, _WARRANTY},
    "override": _ALWAYS,
    "mend": _ALWAYS,
    "enrol": _ALWAYS,
    "set up": frozenset({Role.ADMIN}),
    "customers": _ALWAYS | {_SUPPORT},
}
# What each role of a customer's people may do for their company.
_OWNER, _REQUESTER = MemberRole.OWNER, MemberRole.REQUESTER
_APPROVER, _FINANCE = MemberRole.APPROVER, MemberRole.FINANCE
MEMBER_ACTS: dict[str, frozenset[MemberRole]] = {
    "read": frozenset(MemberRole),
    "request": frozenset({_OWNER, _REQUESTER, _APPROVER}),
    "approve": frozenset({_OWNER, _APPROVER}),
    "see money": frozenset({_OWNER, _APPROVER, _FINANCE}),
    "manage people": frozenset({_OWNER}),
    "manage sites": frozenset({_OWNER}),
    "take all data": frozenset({_OWNER}),
    "close": frozenset({_OWNER}),
}
# Where a session keeps which of their accounts somebody acts for.
CHOSEN_MEMBER = "acts_as"
# The cookie in which a device shows its secret.
DEVICE_COOKIE = "station_device"
# What a device at the dock may do for the person at it, at its own site.
DEVICE_ACTS = frozenset({"receive", "inspect"})

_WHOLE = Composed(
    lambda: (
        Case.objects.select_related("account", "contact", "site", "policy")
        .filter(code=Slot("code"))
        .order_by()
    )
)


def may(user: object, act: str) -> bool:
    """Return whether somebody signed in may do something."""
    return (
        isinstance(user, User)
        and user.is_active
        and user.role != ""
        and Role(user.role) in ACTS[act]
    )


def may_here(request: HttpRequest, act: str) -> bool:
    """Return whether who asks may do something, on the device they ask from."""
    is_open = shift_here(request) is None or act in DEVICE_ACTS
    return is_open and may(request.user, act)


def case_for(request: HttpRequest, number: str, act: str) -> Case:
    """
    Return the case with a number, for a member of staff who may do that.

    Raises PermissionDenied, and Http404 for a number nobody gave or, on a device,
    for a return of another site.
    """
    if not may_here(request, act):
        raise PermissionDenied
    case = _numbered(number, None)
    shift = shift_here(request)
    if shift is not None and case.site_id != shift.device.site_id:
        raise Http404
    return case


# What programs may reach: an account's key its own rows, a staff key all.


def account_numbered(number: str) -> Account | None:
    """Return the account that a staff key names."""
    return Account.objects.filter(number=number).first()


def case_for_program(number: str, account_id: int | None) -> Case:
    """Return a case; raises Http404 for a stranger's as for one that isn't there."""
    return _numbered(number, account_id)


def claim_for_program(number: str) -> VendorClaim:
    """Return a claim by its number; raises Http404."""
    code = numbers.parse(number)
    whole = VendorClaim.objects.select_related("manufacturer", "line__case")
    claim = whole.filter(code=code).first() if code else None
    if claim is None:
        raise Http404
    return claim


def first_answer(*, principal: str, key: str) -> str:
    """Return what was answered to the first request that had this key."""
    rows = IdempotencyKey.objects.filter(principal=principal, key=key)
    return rows.get().answer


# What customers may reach: their own draft, their own returns, and what a code shows.


def draft_with(secret_hash: str) -> Draft | None:
    """Return the draft whose secret hashes so."""
    return Draft.objects.filter(secret_hash=secret_hash).first()


def visitor(request: HttpRequest) -> Contact | None:
    """
    Return the customer that somebody signed in is, if they are one.

    Who belongs to several accounts is who they chose to be, until then the first.
    """
    contacts = memberships(request.user)
    chosen = request.session.get(CHOSEN_MEMBER) if len(contacts) > 1 else None
    named = [each for each in contacts if each.pk == chosen]
    return next(iter(named or contacts), None)


def memberships(user: object) -> list[Contact]:
    """Return who somebody signed in is at each account they belong to."""
    if not isinstance(user, User) or not user.is_active:
        return []
    return members_of(user.pk)


def may_act_on(request: HttpRequest, case: Case) -> bool:
    """
    Return whether a reader may change a return, who may see it.

    Somebody of its company needs the role; whoever has its link alone is its customer.
    """
    mine = memberships(request.user)
    theirs = [each for each in mine if each.account_id == case.account_id]
    return not theirs or member_may(theirs[0], "request")


def member_may(contact: Contact | None, act: str) -> bool:
    """Return whether a customer signed in may do something for their company."""
    return contact is not None and MemberRole(contact.role) in MEMBER_ACTS[act]


def invitation_with(secret_hash: str, at: datetime) -> Invitation | None:
    """Return the invitation that can be accepted now and whose secret hashes so."""
    found = Invitation.objects.open(at).filter(secret_hash=secret_hash)
    return found.select_related("account").first()


def case_with_code(code: str) -> Case | None:
    """Return a case with all that its page names; who may see it is asked before."""
    return _WHOLE.first(code=code)


def case_of_visitor(user: object, code: str) -> Case | None:
    """Return a case where it belongs to the account of somebody signed in."""
    contacts = memberships(user)
    case = case_with_code(code) if contacts else None
    is_own = case and case.account_id in {each.account_id for each in contacts}
    return case if is_own else None


def case_scanned(code: str) -> Case | None:
    """Return the case that a code on a parcel or slip leads to."""
    case = case_with_code(code)
    if case is None:
        parcel = Parcel.objects.filter(code=code).select_related("shipment").first()
        found = numbers.parse(parcel.shipment.reference) if parcel else None
        case = case_with_code(found) if found else None
    return case


def has_staff() -> bool:
    """Return whether anybody can sign in at the desk; DEMO=0 begins without."""
    return User.objects.exclude(role="").filter(is_active=True).exists()


def has_accounts() -> bool:
    """Return whether anybody is a customer yet; a fresh installation has none."""
    return Account.objects.exists()


# What staff at the station and the desk reach beside a case itself.


def actor(request: HttpRequest) -> Actor:
    """Return the name that stands beside what somebody signed in does."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user.actor


def principal(request: HttpRequest) -> str:
    """Return whose requests take effect once together."""
    return f"user:{request.user.pk}"


def shift_here(request: HttpRequest) -> Shift | None:
    """Return the shift in which a device asks; none for staff who signed in."""
    shift = getattr(request, "shift", None)
    return shift if isinstance(shift, Shift) else None


def nothing() -> NoReturn:
    """Say that there is no such page."""
    raise Http404


def site_here(request: HttpRequest) -> Site:
    """Return the site of the device that asks; without one the house's own."""
    shift = shift_here(request)
    return shift.device.site if shift else Site.objects.default()


def shift_with(secret_hash: str, at: datetime) -> Shift | None:
    """Return the shift that runs on the device whose secret hashes so."""
    running = Shift.objects.running(at).select_related("device__site", "user")
    theirs = running.filter(device__secret_hash=secret_hash, user__is_active=True)
    return theirs.filter(device__revoked_at=None).exclude(user__role="").first()


def shift_of_device(device_id: int, shift_id: int) -> Shift | None:
    """Return a shift, past ones too, that somebody had on a device."""
    shifts = Shift.objects.filter(pk=shift_id, device_id=device_id)
    return shifts.select_related("user", "device__site").first()


def device_with(secret_hash: str) -> Device | None:
    """Return the device whose secret hashes so, unless it was ended."""
    enrolled = Device.objects.enrolled().select_related("site")
    return enrolled.filter(secret_hash=secret_hash).first()


def device_here(request: HttpRequest) -> Device | None:
    """Return the device that asks, if one does, locked or not."""
    secret = request.COOKIES.get(DEVICE_COOKIE, "")
    return device_with(scopes.hash_of(secret)) if secret else None


def operators() -> list[User]:
    """Return who has a badge and may take units in, by name."""
    roles = [role.value for role in ACTS["receive"] | ACTS["inspect"]]
    people = User.objects.filter(is_active=True, role__in=roles, badge__isnull=False)
    return list(people.order_by("name", "email"))


def _numbered(number: str, account_id: int | None) -> Case:
    code = numbers.parse(number)
    cases = Case.objects.select_related("account", "contact", "site")
    if account_id is not None:
        cases = cases.filter(account_id=account_id)
    case = cases.filter(code=code).first() if code else None
    if case is None:
        raise Http404
    return case
