"""What the sender of a return is told to do: one text for page, letter and paper."""

import hashlib
from collections.abc import Iterable

from rma.documents.steps import Step, packing_steps
from rma.queries.dossier import Dossier, LineView
from rma.rules import batteries, pictures
from rma.rules.erasure import Erasure
from rma.rules.words import N_
from rma.rules.words import Step as Promised

# What is not sent, whatever the unit.
_KEPT = (
    N_("cables and power supplies"),
    N_("mounts"),
    N_("manuals"),
    N_("memory cards and SIM cards"),
)
_KEPT_DISK = N_("the disk or card, as you declared")
_DECLARED = {
    Erasure.ERASED: N_("You declared: all data on it is erased."),
    Erasure.KEPT_DISK: N_("You declared: the disk or card is not in the box."),
    Erasure.UNABLE: N_("You declared: it could not be erased; we do that first."),
}


def coming(shown: Dossier) -> list[LineView]:
    """Return the lines whose units are sent to us."""
    return [
        line for line in shown.lines if line.decision == "approved" and not line.stays
    ]


def of_return(shown: Dossier) -> tuple[Step, ...]:
    """Return the numbered steps of sending what a return is about."""
    lines = coming(shown)
    calendar = shown.case.site.calendar
    send = [each for each in shown.plan if each.step == Promised.HAND_OVER]
    told = {sku for each in shown.preparations for sku in each.skus}
    return packing_steps(
        prepare=tuple(
            Step(
                each.title,
                each.detail,
                pictures.chosen(each.picture),
                f"prepare-{each.id}",
            )
            for each in shown.preparations
        ),
        holds_data=any(line.holds_data and line.sku not in told for line in lines),
        lithium=batteries.strictest(line.lithium for line in lines),
        hand_over=shown.case.hand_over,
        send_by=calendar.local_day(send[0].due_at) if send else None,
        advance=bool(lines) and all(line.is_advance for line in lines),
    )


def numbered(shown: Dossier) -> list[str]:
    """Return the steps as the lines of a letter."""
    return [f"{step.title}. {step.detail}".strip() for step in of_return(shown)]


def kept(erasures: Iterable[str]) -> tuple[str, ...]:
    """Return what stays with the sender, in English to translate."""
    is_disk_kept = Erasure.KEPT_DISK in set(erasures)
    return (*_KEPT, _KEPT_DISK) if is_disk_kept else _KEPT


def declared(erasures: Iterable[str]) -> tuple[str, ...]:
    """Return what was declared about the data, in English to translate."""
    given = set(erasures)
    return tuple(said for answer, said in _DECLARED.items() if answer in given)


def fingerprint(steps: Iterable[tuple[str, str]]) -> str:
    """Return a hash of titles and details: equal where the same text is shown."""
    text = "\n".join(" ".join(f"{title} {more}".split()) for title, more in steps)
    return hashlib.sha256(text.encode()).hexdigest()
