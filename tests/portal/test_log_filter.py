"""No secret of a mailed address stands in the log."""

import logging

import pytest
from django.test import Client

from portal.log_filter import NoSecrets


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Not Found: /t/AbC-_9", "Not Found: /t/…"),
        ("failed, reference X: /o/WyJT.1a:b?x=1", "failed, reference X: /o/…?x=1"),
        ("Not Found: /hooks/shippo/abc-123", "Not Found: /hooks/shippo/…"),
        ("Not Found: /w/MQ:x-1_a", "Not Found: /w/…"),
        ("Not Found: /track", "Not Found: /track"),
    ],
)
def test_leaves_the_token_out(said, kept):
    record = logging.LogRecord("x", 40, "", 1, "%s", (said,), None)
    assert NoSecrets().filter(record)
    assert record.getMessage() == kept


def test_stands_before_the_console():
    (console,) = [h for h in logging.getLogger().handlers if h.name == "console"]
    assert any(isinstance(each, NoSecrets) for each in console.filters)


def test_a_page_is_marked_for_https_where_the_house_has_it(settings, db):
    settings.SESSION_COOKIE_SECURE = True
    client = Client()
    client.post("/", {"find": "SN-1", "without": "1"})
    assert client.cookies["draft"]["secure"]
