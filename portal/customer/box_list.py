"""The boxes of a return that come to us, each with where it is."""

from typing import Any

from portal.customer import words
from rma.models import Case
from rma.queries.legs import ParcelView
from shipping.words import NOT_YET_HANDED_OVER

NOT_LEFT = {state.value for state in NOT_YET_HANDED_OVER}


def box_rows(parcels: tuple[ParcelView, ...], case: Case) -> list[dict[str, Any]]:
    """Return the boxes to us where there are several, each with what is in it."""
    if len(parcels) < 2:
        return []
    return [
        {
            "place": place,
            "code": each.shown_code,
            "contents": each.contents,
            "state": words.PARCELS[each.state],
            "goes_to": each.goes_to,
            "why": each.why,
            "may_go": is_waiting(each, case) and not each.is_shared,
        }
        for place, each in enumerate(parcels, start=1)
    ]


def is_waiting(parcel: ParcelView, case: Case) -> bool:
    """Whether a box of an open return has not left yet."""
    return case.is_open and parcel.state in NOT_LEFT
