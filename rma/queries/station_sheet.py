"""The work sheet of a case at the dock: what to count, check, decide and ship."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from rma.models import Case, CaseLine, Discrepancy, Dispatch, Loan
from rma.queries import kits, sheet_line
from rma.queries.files import FileView, files_of
from rma.queries.inside_labels import InsideLabel, labels_inside
from rma.queries.kits import KitView
from rma.queries.legs import ParcelView, parcels_of
from rma.queries.sheet_line import SheetLine
from rma.rules.sentences import SENTENCES
from rma.rules.words import N_, DiscrepancyKind, DispatchKind


@dataclass(frozen=True, slots=True)
class SheetDispatch:
    """Show one unit that waits to leave, or has left."""

    id: int
    kind: str
    name: str
    serial: str
    due_at: datetime
    is_ahead: bool
    shipped_at: datetime | None
    delivered_at: datetime | None
    quantity: int
    is_serialised: bool
    inside: tuple[InsideLabel, ...] = ()

    @property
    def is_replacement(self) -> bool:
        """Whether new units leave, whose serials are bound now."""
        return self.kind == DispatchKind.REPLACEMENT

    @property
    def wants_label_inside(self) -> bool:
        """Whether a return label must lie in its box."""
        return self.is_ahead or self.kind == DispatchKind.LOANER


@dataclass(frozen=True, slots=True)
class Sheet:
    """Hold the whole sheet; no name and no address of the customer is on it."""

    number: str
    display: str
    city: str
    lines: tuple[SheetLine, ...]
    dispatches: tuple[SheetDispatch, ...]
    discrepancies: tuple[Discrepancy, ...]
    out_parcels: tuple[ParcelView, ...]
    kits: tuple[KitView, ...]
    photos: tuple[FileView, ...]
    loans: tuple[Loan, ...]
    to_erase: tuple[Loan, ...]

    @property
    def is_in_danger(self) -> bool:
        """Whether a battery was seen hurt, and nobody has made it safe yet."""
        return any(row.kind == DiscrepancyKind.BATTERY for row in self.discrepancies)


def sheet_of(case: Case) -> Sheet:
    """Return the work sheet of a case."""
    lines = CaseLine.objects.of(case)
    photos = tuple(each for each in files_of(case) if each.from_staff)
    names = {line.pk: sheet_line.name_of(line) for line in lines}
    serialised = {line.pk for line in lines if line.serial}
    every = Dispatch.objects.filter(line__case=case, cancelled_at=None)
    dispatches = every.select_related("loan__loaner__product")
    bench = sheet_line.bench_of(case, lines, photos)
    parcels = parcels_of(case)
    rows = list(dispatches.order_by("due_at", "id"))
    inside = labels_inside(row.box_code for row in rows if row.shipped_at is None)
    return Sheet(
        number=case.number,
        display=_title(case, lines),
        city=case.sender.city,
        lines=tuple(sheet_line.line_on(line, bench) for line in lines),
        dispatches=tuple(
            SheetDispatch(
                id=row.pk,
                kind=row.kind,
                name=_lent(row) or row.what or names[row.line_id],
                serial=row.serial,
                due_at=row.due_at,
                is_ahead=row.is_ahead,
                shipped_at=row.shipped_at,
                delivered_at=row.delivered_at,
                quantity=row.quantity,
                is_serialised=row.line_id in serialised and not row.is_bare,
                inside=inside.get(row.box_code, ()),
            )
            for row in rows
        ),
        discrepancies=tuple(
            Discrepancy.objects.open().filter(case=case).select_related("line")
        ),
        out_parcels=tuple(each for each in parcels if each.direction == "out"),
        kits=kits.to_pack(case, parcels),
        photos=photos,
        loans=tuple(_lent_for(case, Loan.objects.away())),
        to_erase=tuple(_lent_for(case, Loan.objects.to_erase())),
    )


# Written for the customer, these would make the dock wait for itself.
_THEIR_TURN = ("awaiting_customer", "needs_info", "declare_data", "proof_owed")


def _title(case: Case, lines: list[CaseLine]) -> str:
    """Return where it stands; in whose hands it lies, the carrier's news are old."""
    if case.situation in _THEIR_TURN:
        return N_("Waiting for the customer")
    is_new = not any(line.received for line in lines)
    if case.is_open and is_new and any(line.sums.expected for line in lines):
        return N_("To be taken in")
    return SENTENCES[case.situation]


def _lent_for(case: Case, loans: "QuerySet[Loan]") -> "QuerySet[Loan]":
    return loans.filter(line__case=case).select_related("loaner__product")


def _lent(row: Dispatch) -> str:
    """Return which loaner leaves, or nothing where something else does."""
    loan = getattr(row, "loan", None)
    return f"{loan.loaner.product.name} ({loan.loaner.tag})" if loan else ""
