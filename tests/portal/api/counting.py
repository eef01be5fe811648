"""Counting the statements that do business."""

from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext

_FRAME = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")


@contextmanager
def statements(most):
    """Fail where more than so many statements run; transactions do not count."""
    with CaptureQueriesContext(connection) as captured:
        yield
    ran = [query["sql"] for query in captured.captured_queries]
    business = [sql for sql in ran if not sql.upper().startswith(_FRAME)]
    listed = "\n".join(sql[:120] for sql in business)
    assert len(business) <= most, f"{len(business)} statements:\n{listed}"
