"""The resolution report: what we found, what we did, what to do now."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from rma.documents import sheets
from rma.documents.claim_packet import Photo
from rma.documents.sheets import Frame, Sheet
from rma.rules.money import Money

KIND = "report"


@dataclass(frozen=True, slots=True)
class Kept:
    """A promise: what, the day we named first, and the day it was done."""

    what: str
    promised_on: date
    done_on: date | None


@dataclass(frozen=True, slots=True)
class Advice:
    """
    What to do now, what should come of it, what follows if not done, and where.

    Without a place of its own the page of the return is named.
    """

    step: str
    expect: str = ""
    otherwise: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Cost:
    """One line of what it cost the customer; nothing is shown as nothing."""

    what: str
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportContent:
    """
    All that stands on a resolution report.

    `headline` is one sentence, as in "Your camera works again". An empty `cause`
    says honestly that we could not find out why. `is_back` says that something went
    back into use and may fail again.
    """

    frame: Frame
    headline: str
    item: str
    serial: str
    told: str
    found: str
    done: tuple[str, ...]
    cause: str = ""
    serial_out: str = ""
    tests: tuple[str, ...] = ()
    covered_until: date | None = None
    kept: tuple[Kept, ...] = ()
    advice: tuple[Advice, ...] = ()
    costs: tuple[Cost, ...] = ()
    check_in_on: date | None = None
    photos: tuple[Photo, ...] = ()
    is_back: bool = True


@sheets.in_its_language
def sheet(content: ReportContent) -> Sheet:
    """Return the report ready to print, on the paper its frame asks for."""
    return sheets.lay_out(
        KIND,
        content,
        title=_("%(number)s resolution report") % {"number": content.frame.number},
        is_plain=not any(each.expect or each.otherwise for each in content.advice),
        qr=sheets.case_qr(content.frame),
        pictures=tuple(photo.picture for photo in content.photos),
    )
