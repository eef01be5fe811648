"""Reading JSON strictly: what the standard leaves out is refused."""

import json
from typing import Any

from django.http import HttpRequest
from ninja.parser import Parser
from typing_extensions import override


class StrictParser(Parser):
    """Read a body as JSON, without NaN and without infinities."""

    @override
    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """Return what the body says; raises ValueError where it is no JSON."""
        parsed: dict[str, Any] = json.loads(request.body, parse_constant=_refuse)
        return parsed


def _refuse(constant: str) -> None:
    raise ValueError(constant)
