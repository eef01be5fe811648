"""What people of a customer see of their account: returns, units, people, credits."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from rma.models import (
    Account,
    AccountChange,
    AccountSite,
    CaseLine,
    Contact,
    CreditRequest,
    DataExport,
    HeldRequest,
    Invitation,
    Unit,
)
from rma.models.case import Case
from rma.queries import case_list, keyset, verdicts
from rma.queries.case_list import CasePage
from rma.queries.keyset import Slice
from rma.rules import numbers
from rma.rules.entitlement import Coverage
from rma.rules.serials import key_of
from rma.rules.words import OPEN_STATUSES

_CHANGES = 20


@dataclass(frozen=True, slots=True)
class WantedReturns:
    """Say which returns of an account are wanted."""

    contact_id: int | None = None
    is_open: bool | None = None
    about: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class OwnedUnit:
    """
    Hold one unit of an account, what is owed for it, and whether it is away.

    One that was put right was replaced or paid back: it is nobody's to send again.
    """

    unit: Unit
    coverage: Coverage
    is_out: bool
    was_put_right: bool


@dataclass(frozen=True, slots=True)
class UnitPage:
    """Hold a page of units, and where the next one goes on."""

    units: tuple[OwnedUnit, ...]
    next: str


def returns(account_id: int, wanted: WantedReturns, *, at: datetime) -> CasePage:
    """Return a page of an account's returns, the newest first."""
    cases = Case.objects.filter(account_id=account_id)
    cases = cases.select_related("contact", "account", "owner")
    if wanted.contact_id is not None:
        cases = cases.filter(contact_id=wanted.contact_id)
    if wanted.is_open is not None:
        is_open = Q(status__in=OPEN_STATUSES)
        cases = cases.filter(is_open if wanted.is_open else ~is_open)
    if wanted.about:
        cases = cases.filter(_about(wanted.about))
    page = keyset.newest(cases, wanted.after)
    return CasePage(case_list.listed_now(page.rows, at), page.next)


def _about(text: str) -> Q:
    code = numbers.parse(text)
    if code:
        return Q(code=code)
    named = Q(reference__icontains=text) | Q(purchase_order__icontains=text)
    named |= Q(contact__name__icontains=text)
    lines = CaseLine.objects.filter(case=OuterRef("pk"))
    on_lines = Q(product__name__icontains=text) | Q(product__sku__iexact=text)
    if key_of(text):
        on_lines |= Q(unit__serial_key__startswith=key_of(text))
        on_lines |= Q(serial__iexact=text)
    return named | Q(Exists(lines.filter(on_lines)))


def units(account: Account, about: str, after: str, *, at: datetime) -> UnitPage:
    """Return a page of the units an account bought, each with its cover."""
    lines = CaseLine.objects.filter(unit=OuterRef("pk"))
    out, put_right = lines.open(), lines.filter(Q(credited__gt=0) | Q(replaced__gt=0))
    rows = (
        Unit.objects.filter(account=account)
        .select_related("product__manufacturer", "terms", "account")
        .annotate(is_out=Exists(out), was_put_right=Exists(put_right))
    )
    if about:
        named = Q(product__name__icontains=about) | Q(product__sku__icontains=about)
        named |= Q(order_reference__iexact=about)
        if key_of(about):
            named |= Q(serial_key__startswith=key_of(about))
        rows = rows.filter(named)
    page = keyset.newest(rows, after)
    if not page.rows:
        return UnitPage((), page.next)
    policy = verdicts.policy_for(account, at)
    who = verdicts.asker(account, policy, at)
    return UnitPage(
        tuple(
            OwnedUnit(
                unit,
                verdicts.judge(
                    unit, policy, reason=None, at=at, is_known_customer=True, who=who
                ).coverage,
                bool(vars(unit)["is_out"]),
                bool(vars(unit)["was_put_right"]),
            )
            for unit in page.rows
        ),
        page.next,
    )


def unit(account_id: int, unit_id: int) -> Unit | None:
    """Return one unit of an account."""
    return Unit.objects.filter(account_id=account_id, pk=unit_id).first()


def members(account_id: int) -> list[Contact]:
    """Return who can sign in for an account, by name; their number is bounded."""
    rows = Contact.objects.members().filter(account_id=account_id)
    return list(rows.select_related("place", "user").order_by("name", "id"))


def member(account_id: int, contact_id: int) -> Contact | None:
    """Return one member of an account."""
    rows = Contact.objects.members().filter(account_id=account_id, pk=contact_id)
    return rows.select_related("account", "user").first()


def asking_to_be_forgotten(account_id: int) -> list[Contact]:
    """Return guests of an account who want to be forgotten, the longest first."""
    rows = Contact.objects.filter(account_id=account_id, user=None)
    waiting = rows.filter(forgetting_asked_at__isnull=False)
    return list(waiting.order_by("forgetting_asked_at")[:50])


def guest(account_id: int, contact_id: int) -> Contact | None:
    """Return one guest of an account, unless they are forgotten already."""
    rows = Contact.objects.filter(account_id=account_id, user=None, forgotten_at=None)
    return rows.filter(pk=contact_id).first()


def invitations(account_id: int) -> list[Invitation]:
    """Return who was asked to join and has not answered, the newest first."""
    rows = Invitation.objects.standing().filter(account_id=account_id)
    return list(rows.order_by("-invited_at"))


def invitation(account_id: int, invitation_id: int) -> Invitation | None:
    """Return one invitation that stands."""
    rows = Invitation.objects.standing().filter(account_id=account_id)
    return rows.filter(pk=invitation_id).first()


def sites(account_id: int) -> list[AccountSite]:
    """Return an account's addresses by name; their number is bounded."""
    return list(AccountSite.objects.filter(account_id=account_id).order_by("name"))


def site(account_id: int, site_id: int) -> AccountSite | None:
    """Return one address of an account."""
    return AccountSite.objects.filter(account_id=account_id, pk=site_id).first()


def changes(account_id: int) -> list[AccountChange]:
    """Return what was changed about an account last."""
    rows = AccountChange.objects.filter(account_id=account_id)
    return list(rows.order_by("-id")[:_CHANGES])


def credits(account_id: int, after: str) -> Slice[CreditRequest]:
    """Return a page of what an account was credited or paid back, newest first."""
    rows = CreditRequest.objects.filter(resolution__line__case__account_id=account_id)
    return keyset.newest(rows.select_related("resolution__line__case"), after)


def held_requests(account_id: int, after: str) -> Slice[HeldRequest]:
    """Return a page of what waits for an approver of an account, newest first."""
    rows = HeldRequest.objects.filter(account_id=account_id, decided_at=None)
    return keyset.newest(rows.select_related("contact"), after)


def held_request(account_id: int, held_id: int) -> HeldRequest | None:
    """Return one request that waits for an approver of an account."""
    rows = HeldRequest.objects.filter(account_id=account_id, decided_at=None)
    return rows.select_related("contact").filter(pk=held_id).first()


def exports(contact: Contact) -> list[DataExport]:
    """Return the copies of data that somebody asked for last."""
    return list(DataExport.objects.filter(contact=contact).order_by("-id")[:5])


def export(contact: Contact, export_id: int) -> DataExport | None:
    """Return one copy that somebody asked for."""
    return DataExport.objects.filter(contact=contact, pk=export_id).first()
