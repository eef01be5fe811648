"""Which values of a history are somebody's own words, and what is left without them."""

import re
from collections.abc import Mapping

# What people type, by the name under which facts keep it.
_WORDS = frozenset(
    {"accepted_by", "instead", "note", "problem", "question", "reason", "text", "words"}
)
# Of one fact only; of others the same name is a word of ours.
_WORDS_OF = {
    "information.given": frozenset({"answer"}),
    "line.added": frozenset({"what"}),
    "question.asked": frozenset({"phone"}),
}
# What no person can be read from: ids, dates, numbers and words of ours.
NO_WORDS = frozenset(
    {
        "after", "amount", "answer", "before", "begins_at", "bought_on", "box", "came",
        "carrier", "channel", "choice", "city", "claim", "code", "confirmation",
        "country", "credit", "deed", "differs", "direction", "due_at", "due_on",
        "ending", "ends_at", "fallback", "fee", "file_by", "filing", "finding",
        "follows", "grade", "how", "is_agreed_before", "is_default", "key", "kind",
        "label_format", "loaner", "method", "number", "of", "options", "outcome",
        "price", "proof", "ruled", "send_back_on", "serial", "state", "status", "step",
        "terms", "title", "tracking_number", "unit", "until", "verdict", "was",
        "was_due_at", "way",
    }
)  # fmt: skip
# A reason of ours is one word that we made up; nobody writes a sentence like that.
_CODE = re.compile(r"[a-z]+(?:[._-][a-z]+)*")
LEFT = "…"


def are_words(event: str, name: str) -> bool:
    """Return whether what a fact keeps under a name is somebody's own words."""
    return name in _WORDS | _WORDS_OF.get(event, frozenset())


def without_words(event: str, facts: Mapping[str, object]) -> dict[str, object]:
    """Return the values of a fact with a mark where somebody's own words were."""
    return {name: _kept(event, name, value) for name, value in facts.items()}


def _kept(event: str, name: str, value: object) -> object:
    if not are_words(event, name):
        return value
    is_ours = name in {"problem", "reason"} and event != "case.cancelled"
    return value if is_ours and _CODE.fullmatch(str(value)) else LEFT
