"""Which forms a work sheet shows, in the order of the work."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.utils.translation import gettext

from portal.once import OnceForm
from portal.station.bench_forms import BackForm, EraseForm, PhotosForm
from portal.station.forms import (
    DecideForm,
    DifferenceForm,
    InspectForm,
    ReceiveForm,
    ResolveForm,
)
from portal.station.shipping_forms import KitForm, ShipForm
from rma.models import Loan
from rma.queries.kits import KitView
from rma.queries.station_sheet import Sheet, SheetDispatch, SheetLine


@dataclass(frozen=True, slots=True)
class Work:
    """Pair something that waits with its form."""

    subject: SheetLine | SheetDispatch | Loan | KitView
    form: OnceForm


@dataclass(frozen=True, slots=True)
class Sections:
    """Hold the forms of a sheet in the order of the work."""

    receive: OnceForm | None
    difference: OnceForm
    inspect: tuple[Work, ...]
    resolve: tuple[Work, ...]
    decide: tuple[Work, ...]
    erase: tuple[Work, ...]
    photos: OnceForm
    ship: tuple[Work, ...]
    loans: tuple[Work, ...]
    kits: tuple[Work, ...]


def sections(
    sheet: Sheet, refused: Mapping[str, OnceForm], may: Collection[str]
) -> Sections:
    """
    Return the forms for all that waits and that one may do here.

    A refused form stands in the place of a fresh one and keeps what was typed.
    """
    lines = sheet.lines
    expects = any(line.expected for line in lines)
    fresh = ReceiveForm(lines=lines, prefix="receive") if expects else None
    return Sections(
        receive=refused.get("receive") or fresh,
        difference=refused.get("difference") or DifferenceForm(prefix="difference"),
        inspect=_works(
            "inspect",
            [line for line in lines if line.to_inspect > 0 and "inspect" in may],
            _look,
            refused,
        ),
        resolve=_works(
            "resolve",
            [line for line in lines if line.to_resolve > 0 and "resolve" in may],
            _remedy,
            refused,
        ),
        decide=_works(
            "decide",
            [line for line in lines if line.to_dispose > 0 and "dispose" in may],
            _place,
            refused,
        ),
        erase=_works(
            "erase",
            [line for line in lines if line.to_erase > 0 and "inspect" in may],
            _erasing,
            refused,
        ),
        loans=_lent(sheet.loans, refused),
        photos=refused.get("photos") or PhotosForm(prefix="photos"),
        ship=_works(
            "ship",
            [row for row in sheet.dispatches if _may_leave(row, may)],
            _shipping,
            refused,
        ),
        kits=_works("kit", sheet.kits if "dispatch" in may else (), _kit, refused),
    )


def _may_leave(row: SheetDispatch, may: Collection[str]) -> bool:
    return row.shipped_at is None and "dispatch" in may


def _lent(loans: tuple[Loan, ...], refused: Mapping[str, OnceForm]) -> tuple[Work, ...]:
    named = {f"loan-{loan.pk}": loan for loan in loans}
    return tuple(
        Work(loan, refused.get(name) or BackForm(prefix=name))
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
    return DecideForm(prefix=name, initial=_proposed(line))


def _shipping(dispatch: SheetDispatch, name: str) -> OnceForm:
    return ShipForm(dispatch=dispatch, prefix=name)


def _kit(kit: KitView, name: str) -> OnceForm:
    return KitForm(prefix=name)


def _proposed(line: SheetLine) -> dict[str, str]:
    if line.proposal is None:
        return {}
    return {"kind": line.proposal.kind.value, "reason": gettext(line.proposal.reason)}
