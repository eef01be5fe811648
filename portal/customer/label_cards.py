"""The card of a label: how it stands, and when to look again."""

from datetime import datetime
from typing import Any

from portal.customer import unchanged
from rma.models import Case
from rma.queries.legs import ParcelView
from rma.rules import ways
from shipping.models.label_purchase import UNFILED_EXPORT, WRONG_ADDRESS
from shipping.words import LabelStatus


def card_of(
    case: Case, waiting: tuple[ParcelView, ...], at: datetime
) -> dict[str, Any] | None:
    """Return the card of the label; one that lies in a box of ours has none."""
    if not waiting or (case.kit_state and case.label_status != "failed"):
        return None
    return _card(case, waiting, at)


def _card(case: Case, parcels: tuple[ParcelView, ...], at: datetime) -> dict[str, Any]:
    """Return how the labels stand, and in how many seconds to look again."""
    is_fresh = at - case.opened_at < unchanged.PATIENCE
    statuses = [parcel.label_status for parcel in parcels]
    failed = [each for each in parcels if each.label_status == LabelStatus.FAILED]
    refused = {each.problem_code: each.label_problem for each in failed}
    is_own_carrier = any(parcel.is_own_carrier for parcel in parcels)
    return {
        "status": ways.label_of(statuses),
        "is_own_carrier": is_own_carrier,
        "is_pdf": case.label_format.startswith("pdf"),
        "every": 1 if is_fresh else 15,
        "is_pending": LabelStatus.PENDING in statuses and not is_own_carrier,
        "ready": [
            {"code": each.code, "place": place}
            for place, each in enumerate(parcels, start=1)
            if each.label_status == LabelStatus.READY
        ],
        "count": len(parcels),
        "is_wrongly_addressed": WRONG_ADDRESS in refused,
        "carrier_says": refused.get(WRONG_ADDRESS, ""),
        "wants_export": UNFILED_EXPORT in refused,
        "may_correct": case.is_open and not any(each.is_shared for each in parcels),
        "place": f"{case.sender.postal_code} {case.sender.city}",
        "why": [each.why for each in parcels if each.why][:1],
        "is_shared": any(each.is_shared for each in parcels),
        "shared_with": next((p.reference for p in parcels if p.is_shared), ""),
    }
