"""Serial numbers as people type and scanners read them."""

import re
import unicodedata

_SEPARATORS = re.compile(r"[\s\-_./:#]+")
# "SN 1" may be a serial of its own; only what can be nothing else is a label.
_LABEL = re.compile(
    r"^(?:S/N|SERIAL(?:\s*(?:NO|NUMBER))?)\s*[:#.]?\s+|^S/?N\s*[:#]\s*",
    re.IGNORECASE,
)


def key_of(serial: str) -> str:
    """Return the serial in one form: upper case, no separators, at most 80 long."""
    plain = unicodedata.normalize("NFKC", serial).strip()
    return _SEPARATORS.sub("", _LABEL.sub("", plain)).upper()[:80]
