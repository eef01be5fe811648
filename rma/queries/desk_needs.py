"""What one row of each pile asks for: whose it is, what, by when."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.db.models import QuerySet

from outbox.models import Job
from rma.models import (
    AdvanceReplacement,
    Case,
    CaseLine,
    CreditRequest,
    Discrepancy,
    Dispatch,
    Kit,
    MysteryParcel,
    ParcelTrouble,
    Promise,
    VendorClaim,
)
from rma.queries import calls_due, pickup_desk
from rma.rules.words import CaseStatus
from shipping.models import CarrierCircuit, LabelDifference, PickupBooking

_MOST = 6
_SOON = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Need:
    """Point to one thing that needs somebody: whose, what, by when."""

    number: str
    customer: str
    what: str
    detail: str = ""
    due_at: datetime | date | None = None
    is_late: bool = False
    claim: str = ""
    job_id: int | None = None
    mystery_id: int | None = None


Told = tuple[str, list[Need]]


def _decide(rows: QuerySet[CaseLine], at: datetime) -> Told:
    # What failed again goes first; else the longest wait.
    whole = rows.select_related("case__account", "product", "unit")
    found = whole.order_by("-case__is_urgent", "pk")
    return "reason", [
        Need(
            line.case.number,
            line.case.account.name,
            line.reason,
            str(line.product.name if line.product else line),
            line.case.opened_at,
        )
        for line in found[:_MOST]
    ]


def _waiting(rows: QuerySet[CaseLine], at: datetime) -> Told:
    found = rows.select_related("case__account").order_by("pk")
    return "decision", [
        Need(
            line.case.number,
            line.case.account.name,
            line.decision,
            line.question,
            line.case.changed_at,
        )
        for line in found[:_MOST]
    ]


def _promises(rows: QuerySet[Promise], at: datetime) -> Told:
    found = rows.select_related("case__account").order_by("due_at", "pk")
    return "step", [_dated(row, row.due_at, at) for row in found[:_MOST]]


def _dated(row: Promise, due_at: datetime, at: datetime) -> Need:
    case = row.case
    is_late = due_at < at
    return Need(case.number, case.account.name, row.step, "", due_at, is_late=is_late)


def _differences(rows: QuerySet[Discrepancy], at: datetime) -> Told:
    found = rows.select_related("case__account").order_by("pk")
    return "difference", [
        Need(
            row.case.number,
            row.case.account.name,
            row.kind,
            row.note or row.serial,
            row.at,
        )
        for row in found[:_MOST]
    ]


def _swaps(rows: QuerySet[AdvanceReplacement], at: datetime) -> Told:
    found = rows.select_related("line__case__account").order_by("due_back_on", "pk")
    return "swap", [
        Need(
            row.line.case.number,
            row.line.case.account.name,
            "asked" if row.extension_asked_at else "overdue",
            row.extension_why if row.extension_asked_at else row.line.serial,
            row.due_back_on,
            is_late=bool(row.due_back_on and row.due_back_on < at.date()),
        )
        for row in found[:_MOST]
    ]


def _claims(rows: QuerySet[VendorClaim], at: datetime) -> Told:
    found = rows.select_related("manufacturer", "line__case")
    return "claim", [
        Need(
            row.line.case.number,
            row.manufacturer.name,
            row.status,
            str(row.asked),
            row.file_by,
            is_late=row.file_by < at.date(),
            claim=row.number,
        )
        for row in found[:_MOST]
    ]


def _shipping(rows: QuerySet[Dispatch], at: datetime) -> Told:
    found = rows.select_related("line__case__account", "line__product")
    return "dispatch", [
        Need(
            row.line.case.number,
            row.line.case.account.name,
            row.kind,
            row.line.product.name if row.line.product else row.line.serial,
            row.due_at,
            is_late=row.due_at < at,
        )
        for row in found[:_MOST]
    ]


def _kits(rows: QuerySet[Kit], at: datetime) -> Told:
    found = rows.select_related("case__account")
    return "hand_over", [
        Need(
            kit.case.number,
            kit.case.account.name,
            "box",
            due_at=kit.due_at,
            is_late=kit.due_at < at,
        )
        for kit in found[:_MOST]
    ]


def _troubles(rows: QuerySet[ParcelTrouble], at: datetime) -> Told:
    found = rows.select_related("case__account", "parcel").order_by("due_at", "pk")
    return "trouble", [
        Need(
            row.case.number,
            row.case.account.name,
            row.kind,
            row.parcel.tracking_number,
            row.due_at,
            is_late=row.due_at < at,
        )
        for row in found[:_MOST]
    ]


def _pickups(rows: QuerySet[PickupBooking], at: datetime) -> Told:
    return "pickup_call", [
        Need(
            view.case.number,
            view.case.account.name,
            view.why,
            view.row.mover,
            view.row.begins_at,
            is_late=view.row.begins_at < at + _SOON,
        )
        for view in pickup_desk.to_call(at)[:_MOST]
    ]


def _mysteries(rows: QuerySet[MysteryParcel], at: datetime) -> Told:
    found = rows.select_related("site").order_by("parked_at")
    return "mystery", [
        Need(
            "",
            row.number,
            "parked",
            row.read,
            row.parked_at,
            is_late=row.parked_at < at - _SOON,
            mystery_id=row.pk,
        )
        for row in found[:_MOST]
    ]


def _cases(words: str, rows: QuerySet[Case], _at: datetime) -> Told:
    found = rows.select_related("account").order_by("changed_at")
    return words, [
        Need(
            case.number,
            case.account.name,
            CaseStatus(case.status),
            due_at=case.changed_at,
        )
        for case in found[:_MOST]
    ]


def _credits(rows: QuerySet[CreditRequest], at: datetime) -> Told:
    whole = rows.select_related("resolution__line__case__account").order_by("pk")
    return "resolution", [
        Need(
            row.resolution.line.case.number,
            row.resolution.line.case.account.name,
            row.resolution.kind,
            str(row.amount),
            row.at,
        )
        for row in whole[:_MOST]
    ]


def _stuck(rows: QuerySet[Job], at: datetime) -> Told:
    return "job", [
        Need(
            "",
            row.kind,
            row.state,
            row.last_error[:120],
            row.finished_at,
            job_id=row.pk,
        )
        for row in rows[:_MOST]
    ]


def _matches(rows: QuerySet[LabelDifference], at: datetime) -> Told:
    return "match", [
        Need("", row.owner, row.kind, row.detail or row.subject, row.found_at)
        for row in rows[:_MOST]
    ]


def _circuits(rows: QuerySet[CarrierCircuit], at: datetime) -> Told:
    return "line_to_carrier", [
        Need("", row.carrier, row.line, row.problem[:120], row.failed_at)
        for row in rows.order_by("carrier", "line")[:_MOST]
    ]


def _calls(rows: QuerySet[Promise], at: datetime) -> Told:
    found = rows.select_related("case__account").order_by("original_due_at", "pk")
    seen = [calls_due.seen(row, at) for row in found[:_MOST]]
    return "step", [
        replace(_dated(each.row, each.row.original_due_at, at), detail=each.phone)
        for each in seen
    ]


TELLERS: dict[str, Any] = {
    "decide": _decide,
    "waiting": _waiting,
    "promises": _promises,
    "differences": _differences,
    "latecomers": partial(_cases, "status"),
    "mysteries": _mysteries,
    "swaps": _swaps,
    "claims": _claims,
    "shipping": _shipping,
    "kits": _kits,
    "troubles": _troubles,
    "pickups": _pickups,
    "calls": _calls,
    "labels": partial(_cases, "label"),
    "credits": _credits,
    "stuck": _stuck,
    "matches": _matches,
    "circuits": _circuits,
}
