"""What failed again and an approver of the company decides on first."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from rma.actions import holding
from rma.models import Case, HeldRequest
from rma.rules.actors import Actor
from rma.rules.members import WhyHeld
from rma.steps import again
from rma.steps.requests import ReturnRequest


def hold(
    case: Case,
    positions: Collection[int],
    words: str,
    reasons: tuple[WhyHeld, ...],
    *,
    by: Actor,
    at: datetime,
) -> HeldRequest:
    """Keep what somebody of a company asks for; pressed twice it waits once."""
    wanted = again.request_of(case, positions, words)
    lines = [
        {
            "key": f"u{number}",
            "serial": line.serial or line.sku,
            "words": line.description,
            "wish": line.wish.value,
        }
        for number, line in enumerate(wanted.lines, start=1)
    ]
    told: dict[str, Any] = {"number": case.number, "words": words}
    return holding.hold(
        contact_id=case.contact_id,
        draft_id=None,
        data={"again": told | {"positions": sorted(positions)}, "lines": lines},
        reasons=reasons,
        repair_limit="",
        by=by,
        at=at,
    )


def asked_again(held: HeldRequest, case: Case) -> ReturnRequest:
    """Return what was asked for; who approves may, so nothing waits any more."""
    kept = held.data["again"]
    asked = again.request_of(case, kept["positions"], kept["words"])
    return replace(asked, asked_as=None, asked_by_guest=False)
