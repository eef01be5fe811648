"""What an owner declared about the data on their units, on paper, to be signed."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from rma.documents import sheets
from rma.documents.sheets import Frame, Sheet

KIND = "erasure_form"


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """One unit with the very words that were agreed to, by whom and when (aware)."""

    item: str
    serial: str
    words: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureContent:
    """All that stands on the declaration."""

    frame: Frame
    declared: tuple[Declared, ...]


@sheets.in_its_language
def sheet(content: ErasureContent) -> Sheet:
    """Return the declaration ready to print, on the paper its frame asks for."""
    return sheets.lay_out(
        KIND,
        content,
        title=_("%(number)s declaration about data") % {"number": content.frame.number},
        qr=sheets.case_qr(content.frame),
        rows=[(each, sheets.in_words(each.at)) for each in content.declared],
    )
