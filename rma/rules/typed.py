"""What people type into one line, without what turns the line around or hides in it."""

import re

# Control signs, and those that turn writing around: in a name or a subject they make
# another text of what stands after them. Joiners stay, some scripts need them.
_UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff]"
)


def one_line(text: str) -> str:
    """Return a text on one line, each sign that nobody sees replaced by a space."""
    return " ".join(_UNSEEN.sub(" ", text).split())
