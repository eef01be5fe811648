"""What was said to a carrier as people may read it: shapes stay, secrets don't."""

import json
import re
from typing import Any

# Only these are shown as they are. Names, streets, telephone numbers, tokens and
# links with a signature in them are none of them.
_SHOWN = frozenset(
    {
        "action", "amount", "attempt", "carrier", "cents", "code", "complete",
        "country", "created", "currency", "eta", "from", "grams", "id", "is_return",
        "label_file_type", "metadata", "object_created", "object_id", "object_state",
        "object_status", "object_updated", "provider", "provider_id", "purchased_at",
        "rate", "rate_id", "ref", "refund", "service", "source", "state", "status",
        "substatus", "test", "text", "to", "tracking_number", "tracking_status",
        "transaction",
    }
)  # fmt: skip
_HIDDEN = "…"
_LONGEST = 300
_LINK = re.compile(r"(https?://[^/\s\"'?#@]+)[^\s\"']*")
_LINK_WITH_USER = re.compile(r"(https?://)[^/\s\"']*@[^\s\"']*")
_MAIL = re.compile(r"[^\s@<>\"']+@[^\s@<>\"']+")
_DEEPEST = 12


def asked(values: Any) -> str:  # noqa: ANN401 - whatever JSON holds
    """Return what was asked, laid out, with what nobody needs to read left out."""
    return _laid_out(_shown(values, "", 0))


def answered(raw: str) -> str:
    """
    Return an answer that was kept raw, laid out and without secrets.

    One that can't be read is not shown at all: nobody knows what stands in it.
    """
    if not raw.strip():
        return ""
    try:
        values = json.loads(raw)
    except (ValueError, RecursionError):
        return f"{_HIDDEN} ({len(raw)})"
    if isinstance(values, list) and all(isinstance(each, str) for each in values):
        values = {"id": values}
    return _laid_out(_shown(values, "", 0))


def _laid_out(values: object) -> str:
    return json.dumps(values, indent=2, ensure_ascii=False)


def _shown(value: Any, key: str, depth: int) -> Any:  # noqa: ANN401
    if depth > _DEEPEST:
        return _HIDDEN
    if isinstance(value, dict):
        pairs = value.items()
        return {str(name): _shown(each, str(name), depth + 1) for name, each in pairs}
    if isinstance(value, list):
        return [_shown(each, key, depth + 1) for each in value]
    if value is None or isinstance(value, bool) or value == "":
        return value
    if key not in _SHOWN:
        return _HIDDEN
    return _scrubbed(value) if isinstance(value, str) else value


def _scrubbed(text: str) -> str:
    bare = _LINK_WITH_USER.sub(rf"\1{_HIDDEN}", text)
    bare = _LINK.sub(rf"\1/{_HIDDEN}", bare)
    return _MAIL.sub(_HIDDEN, bare)[:_LONGEST]
