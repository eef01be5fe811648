"""What cover rests on: receipts that wait, agreements, serials to look at first."""

from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Count, Model, Q, QuerySet

from rma.models import (
    Agreement,
    Case,
    DeniedSerial,
    ProofState,
    PurchaseProof,
)
from rma.rules.serials import key_of

_MOST = 50
M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class DataLineView:
    """Show one unit that holds data, and what was declared so far."""

    position: int
    title: str
    declared: str
    product: str = ""
    serial: str = ""
    category: str = ""


def data_lines(case: Case) -> tuple[DataLineView, ...]:
    """Return the lines whose owner may declare something: nothing of them is here."""
    lines = case.lines.filter(product__holds_data=True, received=0, stays="")
    open_ones = lines.exclude(decision__in=["refused", "cancelled"])
    return tuple(
        DataLineView(
            line.position,
            f"{line.product} {line.serial}",
            line.erasure,
            str(line.product),
            line.serial,
            line.product.category if line.product else "",
        )
        for line in open_ones.select_related("product").order_by("position")
    )


def has_waiting_proof(case: Case) -> bool:
    """Return whether a receipt of a case waits for us."""
    return PurchaseProof.objects.waiting().filter(line__case=case).exists()


def _page(rows: "QuerySet[M]", after: str) -> tuple[list[M], str]:
    """Return rows by their id after one, and where the next page begins."""
    if after.isdigit() and len(after) < 19:
        rows = rows.filter(pk__gt=int(after))
    found = list(rows.order_by("pk")[: _MOST + 1])
    return found[:_MOST], str(found[_MOST - 1].pk) if len(found) > _MOST else ""


def waiting_proofs(after: str) -> tuple[list[PurchaseProof], str]:
    """Return the receipts that wait, the oldest first."""
    whole = PurchaseProof.objects.waiting().select_related(
        "line__case__account", "line__product", "line__unit", "upload"
    )
    return _page(whole, after)


def proof(proof_id: int) -> PurchaseProof | None:
    """Return one receipt with what it speaks of."""
    whole = PurchaseProof.objects.select_related(
        "line__case__account", "line__product", "line__unit", "upload"
    )
    return whole.filter(pk=proof_id, state=ProofState.WAITING).first()


def agreements(text: str, after: str) -> tuple[list[Agreement], str]:
    """Return agreements by number, name or account, each with how many units."""
    rows = Agreement.objects.select_related("account").annotate(
        unit_count=Count("named", filter=Q(named__left_on=None))
    )
    plain = text.replace("\x00", "").strip()[:120]
    if plain:
        rows = rows.filter(
            Q(number__icontains=plain)
            | Q(name__icontains=plain)
            | Q(account__name__icontains=plain)
            | Q(account__number__iexact=plain)
        )
    return _page(rows, after)


def agreement(agreement_id: int) -> Agreement | None:
    """Return one agreement."""
    whole = Agreement.objects.select_related("account")
    return whole.filter(pk=agreement_id).first()


def named_serials(row: Agreement) -> list[str]:
    """Return the serials of the units an agreement names now."""
    named = row.named.filter(left_on=None).order_by("unit__serial")
    return list(named.values_list("unit__serial", flat=True))


def denied(text: str, after: str) -> tuple[list[DeniedSerial], str]:
    """Return the serials on the list."""
    rows = DeniedSerial.objects.standing()
    key = key_of(text)
    if key:
        rows = rows.filter(serial_key__contains=key)
    return _page(rows, after)


def denied_row(denied_id: int) -> DeniedSerial | None:
    """Return one serial on the list."""
    return DeniedSerial.objects.standing().filter(pk=denied_id).first()
