"""Which forms a work sheet shows, in the order of the work."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.utils.translation import gettext

from portal.once import OnceForm
from portal.station.bench_forms import BackForm, EraseForm, PhotosForm, SlotsForm
from portal.station.deciding_forms import PLACES, DecideForm, ResolveForm
from portal.station.difference_form import DifferenceForm
from portal.station.forms import FINDINGS, InspectForm, ReceiveForm
from portal.station.shipping_forms import KitForm, ShipForm
from rma.models import Loan
from rma.queries.bench_looks import LookView
from rma.queries.kits import KitView
from rma.queries.sheet_line import SheetLine
from rma.queries.station_sheet import Sheet, SheetDispatch
from rma.rules.words import DispositionKind, Finding

_FormFor = Callable[[SheetLine, str], OnceForm]


class ShownLook:
    """Show one look in the words of the bench."""

    def __init__(self, look: LookView) -> None:
        """Say what was found, and which traces were seen."""
        self.title = FINDINGS[Finding(look.outcome)]
        self.clues = [gettext(name) for name in look.clues]
        self.at, self.by, self.quantity = look.at, look.by, look.quantity
        self.grade, self.counts = look.grade, look.counts
        self.is_repeat = look.is_repeat


@dataclass(frozen=True, slots=True)
class Work:
    """Pair something that waits with its form."""

    subject: SheetLine | SheetDispatch | Loan | KitView
    form: OnceForm

    @property
    def looks(self) -> list[ShownLook]:
        """Return who looked at it when, in words, the newest first."""
        looks = self.subject.looks if isinstance(self.subject, SheetLine) else ()
        return [ShownLook(look) for look in looks]

    @property
    def place(self) -> str:
        """Return in words what becomes of it, or nothing."""
        placed = self.subject.placed if isinstance(self.subject, SheetLine) else ""
        return str(PLACES[DispositionKind(placed)]) if placed else ""


@dataclass(frozen=True, slots=True)
class Sections:
    """Hold the forms of a sheet in the order of the work."""

    receive: OnceForm | None
    difference: OnceForm
    inspect: tuple[Work, ...]
    look_again: tuple[Work, ...]
    slots: tuple[Work, ...]
    resolve: tuple[Work, ...]
    decide: tuple[Work, ...]
    move: tuple[Work, ...]
    erase: tuple[Work, ...]
    photos: OnceForm
    ship: tuple[Work, ...]
    loans: tuple[Work, ...]
    wipe: tuple[Work, ...]
    kits: tuple[Work, ...]


def sections(
    sheet: Sheet, refused: Mapping[str, OnceForm], may: Collection[str]
) -> Sections:
    """
    Return the forms for all that waits and that one may do here.

    A refused form stands in the place of a fresh one and keeps what was typed.
    """
    lines = sheet.lines
    # What may burn is neither counted nor opened before somebody made it safe.
    is_safe = not sheet.is_in_danger
    expects = is_safe and any(line.expected for line in lines)
    fresh = ReceiveForm(lines=lines, prefix="receive") if expects else None

    def waiting(
        duty: str, act: str, waits: Callable[[SheetLine], bool], form_for: _FormFor
    ) -> tuple[Work, ...]:
        shown = [line for line in lines if act in may and waits(line)]
        return _works(duty, shown, form_for, refused)

    wiping = sheet.to_erase if "inspect" in may else ()
    leaving = [row for row in sheet.dispatches if _may_leave(row, may)]
    return Sections(
        receive=refused.get("receive") or fresh,
        difference=refused.get("difference")
        or DifferenceForm(lines=lines, prefix="difference"),
        inspect=waiting(
            "inspect", "inspect", lambda row: is_safe and row.to_inspect > 0, _look
        ),
        look_again=waiting(
            "inspect", "inspect", lambda row: is_safe and row.may_look_again, _look
        ),
        slots=waiting("slots", "receive", lambda row: row.received > 0, _slots),
        resolve=waiting("resolve", "resolve", lambda row: row.to_resolve > 0, _remedy),
        decide=waiting("decide", "dispose", lambda row: row.to_dispose > 0, _place),
        move=waiting("decide", "dispose", lambda row: row.may_move, _place),
        erase=waiting("erase", "inspect", lambda row: row.to_erase > 0, _erasing),
        loans=_lent("loan", sheet.loans, BackForm, refused),
        wipe=_lent("wipe", wiping, EraseForm, refused),
        photos=refused.get("photos") or PhotosForm(prefix="photos"),
        ship=_works("ship", leaving, _shipping, refused),
        kits=_works("kit", sheet.kits if "dispatch" in may else (), _kit, refused),
    )


def _may_leave(row: SheetDispatch, may: Collection[str]) -> bool:
    return row.shipped_at is None and "dispatch" in may


def _lent(
    duty: str,
    loans: tuple[Loan, ...],
    form: type[OnceForm],
    refused: Mapping[str, OnceForm],
) -> tuple[Work, ...]:
    named = {f"{duty}-{loan.pk}": loan for loan in loans}
    return tuple(
        Work(loan, refused.get(name) or form(prefix=name))
        for name, loan in named.items()
    )


S = TypeVar("S", SheetLine, SheetDispatch, KitView)


def _works(
    duty: str,
    subjects: Sequence[S],
    form_for: Callable[[S, str], OnceForm],
    refused: Mapping[str, OnceForm],
) -> tuple[Work, ...]:
    names = [f"{duty}-{subject.id}" for subject in subjects]
    return tuple(
        Work(subject, refused.get(name) or form_for(subject, name))
        for subject, name in zip(subjects, names, strict=True)
    )


def _look(line: SheetLine, name: str) -> OnceForm:
    return InspectForm(line=line, prefix=name)


def _remedy(line: SheetLine, name: str) -> OnceForm:
    return ResolveForm(line=line, prefix=name, initial={"kind": line.suggested.value})


def _erasing(line: SheetLine, name: str) -> OnceForm:
    return EraseForm(prefix=name)


def _place(line: SheetLine, name: str) -> OnceForm:
    return DecideForm(line=line, prefix=name)


def _slots(line: SheetLine, name: str) -> OnceForm:
    return SlotsForm(line=line, prefix=name)


def _shipping(dispatch: SheetDispatch, name: str) -> OnceForm:
    return ShipForm(dispatch=dispatch, prefix=name)


def _kit(kit: KitView, name: str) -> OnceForm:
    return KitForm(prefix=name)
