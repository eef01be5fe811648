"""What went over the wire in other processes: written down there, judged here."""

import json
from dataclasses import dataclass, field

from werkzeug.datastructures import Headers

from tests.contracts import judge


@dataclass(frozen=True)
class Said:
    """One answer as a web server gives it."""

    status: str
    content: bytes
    headers: list = field(default_factory=list)


def line(environ, content, said, *, is_honest):
    """Return one exchange as a line; `is_honest` says whether the answer counts."""
    request = judge.request_of(environ, content)
    return json.dumps(
        {
            "method": request.method,
            "path": request.path,
            "query": request.query,
            "headers": request.headers,
            "body": content.decode("latin-1"),
            "status": int(said.status.split()[0]),
            "data": said.content.decode("latin-1"),
            "told": said.headers,
            "is_honest": is_honest,
        }
    )


def judged(text):
    """Return how many exchanges stand in a text, and what the document objects to."""
    lines = [json.loads(each) for each in text.splitlines() if each.endswith("}")]
    complaints = []
    for answers in (True, False):
        some = [_exchange(said) for said in lines if said["is_honest"] is answers]
        one = judge.Judged(answers=answers, exchanges=some)
        complaints += one.complaints() if judge.book() is not None else []
    return len(lines), complaints


def _exchange(said):
    return (
        judge.Request(
            said["method"],
            said["path"],
            said["query"],
            said["headers"],
            said["body"].encode("latin-1"),
        ),
        judge.Answer(
            said["status"],
            said["data"].encode("latin-1"),
            Headers([tuple(each) for each in said["told"]]),
        ),
    )
