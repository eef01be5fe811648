"""What Shippo tells of a parcel's way, turned into our movements."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from shipping.carriers.shippo.reading import day, listed, moment, text
from shipping.carriers.statuses import state_told
from shipping.words import Movement


def movements(
    body: dict[str, Any], *, tracking_number: str, name: str
) -> tuple[Movement, ...]:
    """
    Return every movement told, oldest first.

    The day it is expected stands with the newest, since Shippo tells one for all.
    """
    told = listed(body.get("tracking_history"))
    newest = body.get("tracking_status")
    if isinstance(newest, dict) and _same(newest) not in map(_same, told):
        told.append(newest)
    read = [_movement(each, tracking_number, name) for each in told]
    known = sorted(
        (movement for movement in read if movement),
        key=lambda movement: movement.occurred_at,
    )
    if known:
        known[-1] = replace(known[-1], expected_on=day(body.get("eta")))
    return tuple(known)


def _movement(told: dict[str, Any], number: str, name: str) -> Movement | None:
    """Return one movement; None where it says neither what happened nor when."""
    finer = told.get("substatus")
    code = text(finer.get("code")) if isinstance(finer, dict) else text(finer)
    state = state_told(text(told.get("status")), code)
    at = _when(told)
    if state is None or at is None:
        return None
    return Movement(
        carrier=name,
        tracking_number=number,
        state=state,
        occurred_at=at,
        text=text(told.get("status_details"))[:200],
        place=_place(told.get("location")),
        code=(code or text(told.get("status")).lower())[:40],
    )


def _same(told: dict[str, Any]) -> tuple[object, object, object]:
    return told.get("status"), told.get("status_date"), told.get("status_details")


def _when(told: dict[str, Any]) -> datetime | None:
    return moment(told.get("status_date")) or moment(told.get("object_created"))


def _place(told: object) -> str:
    if not isinstance(told, dict):
        return ""
    parts = (text(told.get("city")), text(told.get("state")), text(told.get("country")))
    return ", ".join(part for part in parts if part)[:100]
