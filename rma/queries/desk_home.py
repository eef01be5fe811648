"""What needs somebody now, in piles: counted for all, the most urgent rows on top."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import CharField, Count, Q, QuerySet, Value

from outbox.models import Job
from rma.models import (
    AdvanceReplacement,
    Case,
    CaseLine,
    Charge,
    CreditRequest,
    Discrepancy,
    Dispatch,
    Kit,
    MysteryParcel,
    ParcelTrouble,
    Promise,
    PurchaseProof,
    StayProof,
    VendorClaim,
)
from rma.queries import calls_due, case_list
from rma.queries.desk_needs import TELLERS, Need
from rma.rules.words import Decision, Party
from shipping.models import CarrierCircuit, LabelDifference, PickupBooking

_SOON = timedelta(days=1)
_FILE_WITHIN = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Pile:
    """Hold the most urgent needs of one kind; `what` of each is a word of `words`."""

    kind: str
    words: str
    count: int
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class Rail:
    """Hold the counts that stand beside the ways of the desk."""

    now: int
    promises: int
    claims: int
    advances: int
    shipping: int
    troubles: int
    credits: int
    stuck: int
    mysteries: int
    matches: int
    circuits: int
    counts: dict[str, int]


def rail(at: datetime) -> Rail:
    """Return the counts of all piles in one statement."""
    first, *rest = [
        rows.order_by()
        .annotate(pile=Value(kind, output_field=CharField()))
        .values("pile")
        .annotate(rows=Count("pk"))
        .values_list("pile", "rows")
        for kind, rows in _piles(at).items()
    ]
    counts = dict.fromkeys(_piles(at), 0) | dict(first.union(*rest, all=True))
    return Rail(
        now=counts["decide"] + counts["differences"] + counts["labels"],
        promises=counts["promises"],
        claims=counts["claims"],
        advances=counts["swaps"],
        shipping=counts["shipping"],
        troubles=counts["troubles"],
        credits=counts["credits"],
        stuck=counts["stuck"],
        mysteries=counts["mysteries"],
        matches=counts["matches"],
        circuits=counts["circuits"],
        counts=counts,
    )


def piles(kinds: Iterable[str], counts: dict[str, int], at: datetime) -> list[Pile]:
    """Return piles with their most urgent rows, one statement each; empty ones fall."""
    known = _piles(at)
    made = []
    for kind in kinds:
        if counts[kind]:
            words, needs = TELLERS[kind](known[kind], at)
            made.append(Pile(kind, words, counts[kind], tuple(needs)))
    return made


def _piles(at: datetime) -> dict[str, QuerySet[Any]]:
    today = at.date()
    ours = (Party.US, Party.MANUFACTURER)
    return {
        "decide": CaseLine.objects.filter(decision=Decision.NEEDS_REVIEW),
        "waiting": CaseLine.objects.filter(decision=Decision.NEEDS_INFO),
        "promises": Promise.objects.due(at + _SOON).filter(who__in=ours),
        "differences": Discrepancy.objects.open(),
        "latecomers": case_list.came_late(Case.objects.all()),
        "mysteries": MysteryParcel.objects.open(),
        "swaps": AdvanceReplacement.objects.counting().filter(
            Q(extension_asked_at__isnull=False) | Q(due_back_on__lt=today)
        ),
        "claims": VendorClaim.objects.to_file().filter(
            file_by__lte=today + _FILE_WITHIN
        ),
        "shipping": Dispatch.objects.to_ship(),
        "kits": Kit.objects.to_ship(),
        "troubles": ParcelTrouble.objects.open(),
        "pickups": PickupBooking.objects.to_call(at),
        "calls": calls_due.calls(),
        "labels": Case.objects.open().label_refused(),
        "credits": CreditRequest.objects.filter(accounting_number=""),
        "charges": Charge.objects.filter(accounting_number=""),
        "receipts": PurchaseProof.objects.waiting(),
        "proofs": StayProof.objects.waiting(),
        "stuck": Job.objects.dead(),
        "matches": LabelDifference.objects.open(),
        "circuits": CarrierCircuit.objects.exclude(open_until=None),
    }
