"""What is asked of the HTTP face and what it replies, before it is on the wire."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from shipping.carriers.sandbox.scenarios import Scenario


@dataclass(frozen=True, slots=True)
class Ask:
    """This will hold one request, read."""

    method: str
    path: str
    query: dict[str, str]
    body: dict[str, Any]
    at: datetime
    home: str
    scenario: Scenario = Scenario.NONE
    strict: bool = True


@dataclass(frozen=True, slots=True)
class Reply:
    """
    This will hold one reply; what it lacks in honesty is asked for by a scenario.

    `missing` bytes are promised and never sent; `pause` keeps the asker waiting.
    """

    status: int
    content: bytes
    media_type: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)
    missing: int = 0
    pause: bool = False


def told(status: int, body: object) -> Reply:
    """Return a reply in JSON."""
    return Reply(status, json.dumps(body).encode())


def complaint(status: int, sentence: str) -> Reply:
    """Return a refusal in one sentence."""
    return told(status, {"detail": sentence})
