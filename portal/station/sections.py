"""Which forms a work sheet shows, in the order of the work."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from portal.once import OnceForm
from portal.station.forms import (
    DecideForm,
    DifferenceForm,
    InspectForm,
    ReceiveForm,
    ResolveForm,
    ShipForm,
)
from rma.queries.station_sheet import Sheet, SheetDispatch, SheetLine


@dataclass(frozen=True, slots=True)
class Work:
    """Pair something that waits with its form."""

    subject: SheetLine | SheetDispatch
    form: OnceForm


@dataclass(frozen=True, slots=True)
class Sections:
    """Hold the forms of a sheet in the order of the work."""

    receive: OnceForm | None
    difference: OnceForm
    inspect: tuple[Work, ...]
    resolve: tuple[Work, ...]
    decide: tuple[Work, ...]
    ship: tuple[Work, ...]


def sections(sheet: Sheet, refused: Mapping[str, OnceForm]) -> Sections:
    """Return the forms for all that waits; a refused one keeps what was typed."""
    expects = any(line.expected for line in sheet.lines)
    lines = sheet.lines
    return Sections(
        receive=refused.get("receive")
        or (ReceiveForm(lines=lines, prefix="receive") if expects else None),
        difference=refused.get("difference") or DifferenceForm(prefix="difference"),
        inspect=tuple(
            _work(
                line,
                refused,
                f"inspect-{line.id}",
                InspectForm(line=line, prefix=f"inspect-{line.id}"),
            )
            for line in lines
            if line.to_inspect > 0
        ),
        resolve=tuple(
            _work(
                line,
                refused,
                f"resolve-{line.id}",
                ResolveForm(
                    prefix=f"resolve-{line.id}", initial={"kind": line.suggested.value}
                ),
            )
            for line in lines
            if line.to_resolve > 0
        ),
        decide=tuple(
            _work(
                line,
                refused,
                f"decide-{line.id}",
                DecideForm(prefix=f"decide-{line.id}", initial=_proposed(line)),
            )
            for line in lines
            if line.to_dispose > 0
        ),
        ship=tuple(
            _work(
                each,
                refused,
                f"ship-{each.id}",
                ShipForm(dispatch=each, prefix=f"ship-{each.id}"),
            )
            for each in sheet.dispatches
            if each.shipped_at is None
        ),
    )


def _work(
    subject: SheetLine | SheetDispatch,
    refused: Mapping[str, OnceForm],
    name: str,
    fresh: OnceForm,
) -> Work:
    return Work(subject, refused.get(name) or fresh)


def _proposed(line: SheetLine) -> dict[str, str]:
    if line.proposal is None:
        return {}
    return {"kind": line.proposal.kind.value, "reason": gettext(line.proposal.reason)}
