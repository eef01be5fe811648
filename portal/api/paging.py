"""Lists page by page: a cursor that stays right while rows are added."""

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Annotated

from ninja import Query

from portal.api.problem import FieldRefused

_MOST = 200
_LAST_ID = 2**63 - 1

Limit = Annotated[int, Query(ge=1, le=_MOST, description="How many, 25 if not said.")]
Cursor = Annotated[
    str, Query(max_length=40, description="What `next` of the page before said.")
]


def after(cursor: str) -> int | None:
    """Return the id a page goes on after, or None; raises FieldRefused."""
    if not cursor:
        return None
    try:
        place = int(urlsafe_b64decode(cursor.encode("ascii")))
    except (binascii.Error, ValueError):
        place = 0
    if not 0 < place <= _LAST_ID:
        raise FieldRefused("cursor", "This is no cursor of ours.")
    return place


def cursor_for(last_id: int) -> str:
    """Return the cursor of the page after a row."""
    return urlsafe_b64encode(str(last_id).encode()).decode()
