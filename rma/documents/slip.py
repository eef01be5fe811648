"""The packing slip: what goes in the box, what to do, what happens next, the cost."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from rma.documents import drawings, sheets
from rma.documents.sheets import Frame, Sheet
from rma.documents.steps import Step

KIND = "slip"


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipItem:
    """One line of the return, with the customer's own words about it."""

    name: str
    sku: str = ""
    serial: str = ""
    quantity: int = 1
    told: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class PlanStep:
    """What happens next, who does it, and by which day."""

    what: str
    who: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipContent:
    """
    All that stands on a packing slip.

    `worst_case` is the one sentence of the check page; `costs` say what could lead to
    it. Without either the slip says that there is nothing to pay.
    """

    frame: Frame
    items: tuple[SlipItem, ...]
    steps: tuple[Step, ...]
    keep: tuple[str, ...] = ()
    declared: tuple[str, ...] = ()
    plan: tuple[PlanStep, ...] = ()
    parcels: int = 1
    send_by: date | None = None
    send_to: tuple[str, ...] = ()
    worst_case: str = ""
    costs: tuple[str, ...] = ()


@sheets.in_its_language
def sheet(content: SlipContent) -> Sheet:
    """Return the slip ready to print, on the paper its frame asks for."""
    frame = content.frame
    drawn = [(step, drawings.drawing(step.picture)) for step in content.steps]
    before = [each for each in drawn if each[0].picture in drawings.BEFORE]
    return sheets.lay_out(
        KIND,
        content,
        title=_("%(number)s packing slip") % {"number": frame.number},
        before=[before[at : at + 2] for at in range(0, len(before), 2)],
        pictured=[each for each in drawn if each not in before],
        qr=sheets.case_qr(frame),
        strip_qr=sheets.case_qr(frame, within_mm=24),
    )
