"""What we keep about somebody, return by return, as a program can read it."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import Model, QuerySet

from rma.models import (
    Account,
    Case,
    Contact,
    DataExport,
    Draft,
    HeldRequest,
    Message,
    Preference,
    Unit,
)
from rma.rules.money import Money
from rma.rules.words import AccountKind

_CONTACT = ("name", "email", "phone", "language", "role", "joined_at")
_ACCOUNT = (
    "number", "name", "kind", "email", "phone", "street1", "street2", "city", "state",
    "postal_code", "country", "created_at",
)  # fmt: skip
_PREFERENCE = ("cadence", "hour", "zone", "calls_first", "takes_optional")
_CASE = (
    "number", "status", "opened_at", "closed_at", "channel", "hand_over",
    "purchase_order", "reference", "need_by", "ship_from", "deliver_to", "end_customer",
)  # fmt: skip
_LINE = (
    "position", "serial", "quantity", "order_reference", "reason", "description",
    "impact", "answers", "wish", "decision", "decision_why", "verdict", "covered_until",
    "erasure", "question",
)  # fmt: skip
_PROMISE = ("step", "who", "due_at", "original_due_at", "state", "why", "kept_at")
_LETTER = ("subject", "to", "text", "created_at", "sent_at")
_EVENT = ("name", "at", "by", "facts")
_DRAFT = ("data", "email", "language", "created_at", "changed_at")
_HELD = ("data", "asked_at")
_UNIT = ("serial", "order_reference", "shipped_on", "warranty_until")


def cases_of(export: DataExport) -> QuerySet[Case]:
    """Return the returns that belong into a copy, the oldest first."""
    if export.contact is None:
        cases = Case.objects.filter(contact__email__iexact=export.email)
    else:
        cases = Case.objects.filter(account=export.account_id)
        if not export.is_whole:
            cases = cases.filter(contact=export.contact_id)
    return cases.select_related("contact").order_by("id")


def about(export: DataExport) -> dict[str, Any]:
    """Return who they are, and with all data their company, people and units too."""
    contact, account = export.contact, export.account
    if contact is None or account is None:
        return _about_mailbox(export.email)
    told: dict[str, Any] = {
        "you": _kept(contact, _CONTACT),
        "letters": _kept(Preference.objects.of(contact.email), _PREFERENCE),
        "account": _kept(account, _ACCOUNT),
    }
    if export.is_whole:
        people = Contact.objects.filter(account=account).order_by("id")
        units = Unit.objects.filter(account=export.account_id).order_by("id")
        told["people"] = [_kept(each, _CONTACT) for each in people]
        told["units"] = [_kept(each, _UNIT) for each in units.iterator(chunk_size=500)]
        told["addresses"] = [
            each.address.as_dict() | {"name": each.name}
            for each in account.sites.order_by("id")
        ]
    return told


def _about_mailbox(email: str) -> dict[str, Any]:
    """Return what we keep beside returns about whoever reads a mailbox."""
    people = Contact.objects.filter(email__iexact=email).order_by("id")
    # A company's general address is no person; what a guest opened is theirs.
    homes = Account.objects.filter(email__iexact=email).exclude(
        kind=AccountKind.COMPANY, is_guest=False
    )
    drafts = Draft.objects.filter(email__iexact=email).order_by("id")
    waiting = HeldRequest.objects.filter(contact__in=people, decided_at=None)
    letters = Message.objects.filter(to__iexact=email, case=None, is_secret=False)
    return {
        "you": [_kept(each, _CONTACT) for each in people],
        "letters": _kept(Preference.objects.of(email), _PREFERENCE),
        "accounts": [_kept(each, _ACCOUNT) for each in homes.order_by("id")],
        "begun": [_kept(each, _DRAFT) for each in drafts],
        "waiting_for_an_approver": [
            _kept(each, _HELD) for each in waiting.order_by("id")
        ],
        "other_letters": [_kept(each, _LETTER) for each in letters.order_by("id")],
    }


def of_return(case: Case) -> dict[str, Any]:
    """Return all we keep of one return; what only we may read is left out."""
    letters = case.messages.filter(is_secret=False).exclude(letter__startswith="staff_")
    return _kept(case, _CASE) | {
        "asked_by": {"name": case.contact.name, "email": case.contact.email},
        "lines": [_kept(each, _LINE) for each in case.lines.order_by("position")],
        "plan": [_kept(each, _PROMISE) for each in case.promises.order_by("id")],
        "history": [
            _kept(each, _EVENT) for each in case.events.filter(is_internal=False)
        ],
        "letters": [_kept(each, _LETTER) for each in letters.order_by("id")],
    }


def files_of(case: Case) -> Iterator[tuple[str, str]]:
    """Yield the papers and pictures of a return: where each lies, and its name."""
    for paper in case.documents.order_by("id"):
        ending = paper.file.rsplit(".", 1)[-1]
        yield paper.file, f"{paper.kind}-{paper.pk}.{ending}"
    for upload in case.uploads.shown().order_by("id"):
        yield upload.file, f"upload-{upload.pk}.{upload.file.rsplit('.', 1)[-1]}"


def _kept(row: Model, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value.as_stored() if isinstance(value, Money) else value
