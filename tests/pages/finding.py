"""Every page of the URL map with what stands in its address, and who may look at it."""

import itertools
import os
from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.apps import apps
from django.core.signing import dumps
from django.db.models import Model
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation

from outbox.models import Job
from portal.customer import granted, your_data
from rma.messages import links
from rma.models import (
    AccountSite,
    Case,
    CaseLine,
    Choice,
    Contact,
    CreditRequest,
    DataExport,
    DeniedSerial,
    Discrepancy,
    Dispatch,
    DispositionRule,
    Document,
    HeldRequest,
    Invitation,
    Loan,
    Manufacturer,
    Message,
    MysteryParcel,
    ParcelTrouble,
    Policy,
    Preparation,
    Promise,
    PurchaseProof,
    Site,
    StayProof,
    Unit,
    User,
    VendorClaim,
)
from rma.queries import signed_links
from shipping.models import LabelDifference, LabelPurchase, Parcel, PickupBooking
from shipping.models.label_difference import DifferenceKind

# Not for people with a browser: programs and carriers call them.
_FOR_PROGRAMS = ("api", "hooks")
_LEFT_TO_DJANGO = ("admin",)
# What opens nothing: secrets in the address that somebody made up.
_NONSENSE = {"token": "nonsense", "key": "nonsense", "uidb36": "1", "kind": "slip"}

# How the names of pages begin that one works on: PAGES="desk:claim" looks at no others.
_LOOKED_AT = tuple(os.environ.get("PAGES", "").split())

Values = dict[str, object]


class Page(NamedTuple):
    """Be one address of the map, filled in."""

    name: str
    path: str
    who: str
    case: Case | None = None


def patterns() -> Iterator[tuple[str, URLPattern]]:
    """Return each pattern for people with its full name."""
    yield from _within(get_resolver(), "")


def _within(resolver: URLResolver, space: str) -> Iterator[tuple[str, URLPattern]]:
    for each in resolver.url_patterns:
        if isinstance(each, URLPattern):
            name = f"{space}{each.name}"
            if each.name and name.startswith(_LOOKED_AT or ""):
                yield name, each
        elif each.namespace not in (*_FOR_PROGRAMS, *_LEFT_TO_DJANGO):
            inner = f"{space}{each.namespace}:" if each.namespace else space
            yield from _within(each, inner)


def _numbered(model: type[Model], **of_case: str) -> Callable[[Case | None], list]:
    """Return how to find rows: those of the case, or some where no case is named."""

    def find(case: Case | None) -> list[int]:
        rows = model._default_manager.order_by("pk")
        if case and of_case:
            ((path, attribute),) = of_case.items()
            rows = rows.filter(**{path: getattr(case, attribute)})
            return list(rows.values_list("pk", flat=True)[:2])
        return list(rows.values_list("pk", flat=True)[:40:8])

    return find


_FILLS: dict[str, Callable[[Case | None], list]] = {
    "line_id": _numbered(CaseLine, case="pk"),
    "promise_id": _numbered(Promise, case="pk"),
    "choice_id": _numbered(Choice, line__case="pk"),
    "loan_id": _numbered(Loan, line__case="pk"),
    "difference_id": _numbered(Discrepancy, case="pk"),
    "waits": lambda case: ["to_decide", "differences"],
    "dispatch_id": _numbered(Dispatch, line__case="pk"),
    "parcel_id": _numbered(Parcel, shipment__reference="number"),
    "purchase_id": _numbered(LabelPurchase, parcel__shipment__reference="number"),
    "paper_id": _numbered(Document, case="pk"),
    "message_id": _numbered(Message),
    "job_id": _numbered(Job),
    "credit_id": _numbered(CreditRequest),
    "site_id": _numbered(Site),
    "maker_id": _numbered(Manufacturer),
    "policy_id": _numbered(Policy),
    "user_id": lambda case: list(
        User.objects.exclude(role="").values_list("pk", flat=True)[:3]
    ),
    "position": lambda case: [1],
    "mystery_id": _numbered(MysteryParcel),
    "proof_id": _numbered(PurchaseProof),
    "denied_id": _numbered(DeniedSerial),
    "rule_id": _numbered(DispositionRule),
    "preparation_id": _numbered(Preparation),
    "trouble_id": _numbered(ParcelTrouble),
    "booking_id": lambda case: list(
        PickupBooking.objects.filter(state="unclear").values_list("pk", flat=True)[:1]
    ),
}
# Values of one name that mean another row on some pages.
_OTHER_FILLS = {
    ("customer:sticker", "mark"): lambda case: [links.sticker_mark(case), "nonsense"],
    ("customer:held", "token"): lambda case: [
        *(signed_links.held_token(row) for row in HeldRequest.objects.order_by("pk")),
        "nonsense",
    ],
    ("desk:match", "difference_id"): lambda case: _differences(),
    ("desk:proof", "proof_id"): _numbered(StayProof),
    ("customer:account_", "site_id"): lambda case: _ours(AccountSite),
    ("customer:account_", "contact_id"): lambda case: _ours(Contact),
    ("customer:account_", "unit_id"): lambda case: _ours(Unit),
    ("customer:account_", "export_id"): lambda case: _ours(DataExport),
    ("customer:account_", "held_id"): lambda case: _ours(HeldRequest),
    ("customer:account_", "invitation_id"): lambda case: _ours(Invitation),
    ("customer:your_data", "export_id"): lambda case: list(
        DataExport.objects.filter(email=a_guest()).values_list("pk", flat=True)[:1]
    ),
    ("desk:customer-forget", "contact_id"): lambda case: _guests(),
    ("desk:customer", "account_id"): lambda case: _an_account(),
    ("desk:customer", "contact_id"): lambda case: _ours(Contact),
    ("desk:customer", "invitation_id"): lambda case: _ours(Invitation),
}


def _differences() -> list[int]:
    """Return the fullest difference, one of no return, and the one that ended."""
    rows = LabelDifference.objects.order_by("id").values_list("pk", flat=True)
    told = rows.filter(kind=DifferenceKind.ONLY_TOLD.value)
    return [*rows[:1], *told[:1], *rows.exclude(closed_at=None)[:1]]


def _an_account() -> list[int]:
    """Return the account whose owner looks at the pages of customers, if any."""
    owners = Contact.objects.owners().order_by("id")
    return list(owners.values_list("account", flat=True)[:1])


def _guests() -> list[int]:
    """Return a guest of the account whose pages are looked at, if it has any."""
    rows = Contact.objects.filter(account__in=_an_account(), user=None)
    return list(rows.order_by("pk").values_list("pk", flat=True)[:1])


def _ours(model: type[Model]) -> list[int]:
    rows = model._default_manager.filter(account__in=_an_account()).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:1])


def _guessed(name: str) -> list:
    """Return rows of the model that a value is named for, or what opens nothing."""
    wanted = name.removesuffix("_id").replace("_", "")
    for model in apps.get_models():
        if model.__name__.lower() == wanted:
            return list(model._default_manager.values_list("pk", flat=True)[:2]) or [1]
    return [1] if name.endswith("_id") else ["nonsense"]


def pages(cases: list[Case]) -> Iterator[Page]:
    """Return every address, those about a return once for each of the cases."""
    for name, pattern in patterns():
        wanted = list(pattern.pattern.regex.groupindex)
        is_claim = name.startswith("desk:") and "claim" in name
        if "code" in wanted or ("number" in wanted and not is_claim):
            for case in cases:
                yield from _filled(name, wanted, case)
        elif "number" in wanted:
            for claim in VendorClaim.objects.order_by("id")[:40:6]:
                yield from _filled(name, wanted, None, number=claim.number)
        else:
            yield from _filled(name, wanted, None)


def _fill_of(page: str, value: str) -> Callable[[Case | None], list]:
    """Return what gives a value its choices: a page's own, a name's, or a guess."""
    for (begins, name), fill in _OTHER_FILLS.items():
        if name == value and page.startswith(begins):
            return fill
    if value in _NONSENSE:
        return lambda case: [_NONSENSE[value]]
    return _FILLS.get(value, lambda case: _guessed(value))


def _filled(
    name: str, wanted: list[str], case: Case | None, **known: object
) -> Iterator[Page]:
    if case:
        known |= {"number": case.number, "code": case.code}
    choices = [
        [known[each]] if each in known else _fill_of(name, each)(case)
        for each in wanted
    ]
    rows = itertools.product(*choices)
    if wanted == ["shipment_id", "parcel_id"]:
        rows = Parcel.objects.values_list("shipment_id", "pk")[:40:8]
    for values in rows:
        path = reverse(name, kwargs=dict(zip(wanted, values, strict=True)))
        yield Page(name, path, _who(name), case)


def _who(name: str) -> str:
    if name.startswith("customer:account"):
        return "member"
    space = name.partition(":")[0]
    return {"desk": "staff", "station": "staff", "customer": "customer"}.get(
        space, "anybody"
    )


class Visitors:
    """Open pages as whoever may see them, in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.staff = Client(raise_request_exception=False)
        self.anybody = Client(raise_request_exception=False)
        self.member = Client(raise_request_exception=False)
        for client in (self.staff, self.anybody, self.member):
            client.cookies["language"] = language
        self.staff.force_login(a_boss())
        owner = an_owner()
        if owner:
            self.member.force_login(owner)

    def get(self, page: Page):
        """Return the answer of a page."""
        with translation.override("en"):
            return self.client_for(page).get(page.path)

    def client_for(self, page: Page) -> Client:
        """Return a client that may see a page."""
        if page.who == "staff":
            return self.staff
        if page.who == "member":
            return self.member
        if page.who == "customer" and page.case:
            kept = {page.case.code: page.case.tracking_version}
            self.anybody.cookies[granted.COOKIE] = dumps(
                kept, salt="portal.customer.returns", compress=True
            )
        if page.name.startswith("customer:your_data"):
            self.anybody.cookies[your_data.COOKIE] = dumps(
                a_guest(), salt="portal.customer.mailbox"
            )
        return self.anybody


def a_guest() -> str:
    """Return the mailbox of somebody who asked for a return and never signed in."""
    guests = Contact.objects.filter(user=None).exclude(email="").order_by("pk")
    return guests.values_list("email", flat=True).first() or "ana@orbita.example"


def a_boss() -> User:
    """Return somebody who may do everything, the admin included."""
    found = User.objects.filter(email="boss@house.example").first()
    return found or User.objects.create_superuser("boss@house.example", name="Boss")


def an_owner() -> User | None:
    """Return somebody of a customer who may see all there is for customers."""
    owners = Contact.objects.owners().select_related("user").order_by("id")
    found = owners.first()
    return found.user if found else None
