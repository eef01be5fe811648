"""The session under the SDK: bounded in time and size, and it keeps what came back."""

import time
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import requests
from typing_extensions import override
from urllib3.exceptions import HTTPError

CONNECT_SECONDS, READ_SECONDS = 5, 60
LARGEST_ANSWER = 8 * 1024 * 1024
_PIECE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Kept:
    """This will hold one answer as it came, before anybody tried to understand it."""

    status: int
    content: bytes
    headers: requests.structures.CaseInsensitiveDict[str]


class TooMuch(requests.exceptions.RequestException):
    """The answer was larger than any honest one, or dripped for too long."""


class KeepingSession(requests.Session):
    """
    This will send each request once, follow nothing, and keep what came back.

    `kept` is None until an answer has come in whole. One session serves one call, so
    that no stale connection makes a purchase unclear and no two threads share it.
    """

    def __init__(self, read_seconds: float = READ_SECONDS) -> None:
        super().__init__()
        self._read_seconds = read_seconds
        # Neither a proxy nor a password of the machine's is meant for the carrier.
        self.trust_env = False
        self.kept: Kept | None = None

    @override
    def send(
        self, request: requests.PreparedRequest, **kwargs: Any
    ) -> requests.Response:
        kwargs["timeout"] = (CONNECT_SECONDS, self._read_seconds)
        kwargs["allow_redirects"] = False
        kwargs["stream"] = True
        request.headers["Accept-Encoding"] = "identity"
        answer = super().send(request, **kwargs)
        try:
            content = _whole(answer, self._read_seconds)
        finally:
            answer.close()
        self.kept = Kept(answer.status_code, content, answer.headers)
        # What decodes the answer later reads our bytes, not the wire.
        answer.raw = BytesIO(content)
        return answer


def _whole(answer: requests.Response, seconds: float) -> bytes:
    """
    Return the body, read within its time.

    Raises TooMuch where it is too large or too slow, ConnectionError where it breaks
    off.
    """
    ends_at = time.monotonic() + seconds
    pieces, size = [], 0
    # One piece at a time as it arrives: a drip would else be waited for without end.
    while piece := _piece(answer):
        pieces.append(piece)
        size += len(piece)
        if size > LARGEST_ANSWER or time.monotonic() > ends_at:
            raise TooMuch("too much, or too slowly")
    return b"".join(pieces)


def _piece(answer: requests.Response) -> bytes:
    try:
        piece: bytes = answer.raw.read1(_PIECE)
    except HTTPError as broken:
        raise requests.exceptions.ConnectionError(str(broken)) from broken
    return piece
