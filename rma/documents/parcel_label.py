"""Our own parcel label, 4 by 6 inches: beside the carrier's, or where there is none."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from rma.documents import codes, sheets
from rma.documents.sheets import Frame, Paper, Sheet
from rma.rules import numbers

KIND = "parcel_label"

# Longer lines than this are set smaller; more of them than this are not printed.
_LONG_LINE = 30
_MOST_LINES = 7


class Service(StrEnum):
    """What the parcel comes for: the big letter the dock sorts by."""

    REPAIR = "R"
    ADVANCE = "A"
    WARRANTY = "W"
    LOANER = "L"


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelLabelContent:
    """
    All that stands on our parcel label; never a person's name.

    `parcel_code` has the form of a case code, without prefix. `mark` is a warning or
    a priority in a few words, as in "Lithium battery inside".
    """

    frame: Frame
    parcel_code: str
    site: str
    ship_to: tuple[str, ...]
    service: Service
    item: str
    parcel: int = 1
    parcels: int = 1
    mark: str = ""


@sheets.in_its_language
def sheet(content: ParcelLabelContent) -> Sheet:
    """Return the label ready to print at its true size."""
    shown = numbers.shown_parcel(content.parcel_code)
    address = codes.scan_address(content.frame.base_url, content.parcel_code)
    return sheets.lay_out(
        KIND,
        content,
        title=_("%(number)s parcel label") % {"number": content.frame.number},
        paper=Paper.LABEL,
        shown=shown,
        service=_service_in_words(content.service),
        ship_to=content.ship_to[:_MOST_LINES],
        is_long=_is_long(content.ship_to),
        qr=codes.qr(address, title=_("QR code of parcel %s") % shown, within_mm=33),
        bars=codes.code_128(content.parcel_code, title=_("Bar code of %s") % shown),
    )


def _is_long(lines: tuple[str, ...]) -> bool:
    return len(lines) > 5 or any(len(line) > _LONG_LINE for line in lines)


def _service_in_words(service: Service) -> str:
    return {
        Service.REPAIR: pgettext("on a label", "Repair"),
        Service.ADVANCE: pgettext("on a label", "Advance"),
        Service.WARRANTY: pgettext("on a label", "Warranty"),
        Service.LOANER: pgettext("on a label", "Loaner"),
    }[service]
