"""Which languages are offered: English, and each that has a compiled catalog."""

from collections.abc import Iterable
from pathlib import Path

from django.conf.locale import LANG_INFO

ENGLISH = ("en", "English")
# For trying: made by `manage.py messages --pseudo`.
_PSEUDO = {"en-xa": "⟦Long⟧", "ar-xb": "⟦Right to left⟧"}
NAMES = _PSEUDO | {
    code: info["name_local"] for code, info in LANG_INFO.items() if "name_local" in info
}


def offered(folders: Iterable[Path]) -> list[tuple[str, str]]:
    """Return code and own name of each language found, English first."""
    codes = {
        path.parent.parent.name.replace("_", "-").lower()
        for folder in folders
        for path in folder.glob("*/LC_MESSAGES/django.mo")
    }
    known = sorted(codes & NAMES.keys() - {ENGLISH[0]})
    return [ENGLISH, *((code, str(NAMES[code])) for code in known)]
