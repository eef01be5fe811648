"""Settings that keep an installation on the open net safe."""

import json
import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http.request import validate_host

from config import env

ASKED = (
    "DEBUG",
    "SESSION_COOKIE_SECURE",
    "CSRF_COOKIE_SECURE",
    "SECURE_PROXY_SSL_HEADER",
    "ALLAUTH_TRUSTED_PROXY_COUNT",
    "NINJA_NUM_PROXIES",
)
_TELL = (
    "import json; from config import settings;"
    f"print(json.dumps([getattr(settings, name) for name in {ASKED!r}]))"
)


def settings_under(data, **environment):
    """Return what was asked for, as a fresh process reads it."""
    found = subprocess.run(
        [sys.executable, "-c", _TELL],
        env={"PATH": os.environ["PATH"], "RETURNWELL_DATA": str(data), **environment},
        capture_output=True,
        check=True,
        text=True,
    )
    return dict(zip(ASKED, json.loads(found.stdout), strict=True))


def test_no_header_of_a_stranger_is_believed_without_a_proxy(tmp_path):
    told = settings_under(tmp_path)
    assert told["DEBUG"] is False
    assert told["SECURE_PROXY_SSL_HEADER"] is None
    assert told["ALLAUTH_TRUSTED_PROXY_COUNT"] == told["NINJA_NUM_PROXIES"] == 0


def test_behind_a_proxy_limits_and_cookies_follow_it(tmp_path):
    told = settings_under(
        tmp_path, RETURNWELL_URL="https://returns.example", PROXIES="1"
    )
    assert told["SESSION_COOKIE_SECURE"] is told["CSRF_COOKIE_SECURE"] is True
    assert told["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]
    assert told["ALLAUTH_TRUSTED_PROXY_COUNT"] == told["NINJA_NUM_PROXIES"] == 1


@pytest.mark.parametrize(
    ("address", "is_fine"),
    [
        ("https://returns.example.com", True),
        ("https://returns.example.com:8443/", True),
        ("http://[::1]", True),
        ("http://[::1]:8000", True),
        ("https://example.com/returns", False),
        ("https://user@example.com", False),
        ("https://example.com?x=1", False),
        ("https://example.com#top", False),
        ("http://::1", False),
        ("http://[::1", False),
        ("http://example.com:99999", False),
        ("http://a b", False),
        ("ftp://example.com", False),
        ("https://", False),
    ],
)
def test_an_address_that_would_break_later_is_refused_by_name(
    monkeypatch, address, is_fine
):
    monkeypatch.setenv("RETURNWELL_URL", address)
    if is_fine:
        found = env.web_address("RETURNWELL_URL", default="")
        assert found == address.rstrip("/")
        assert validate_host(env.host_of(found), [env.host_of(found)])
    else:
        with pytest.raises(ImproperlyConfigured, match="RETURNWELL_URL"):
            env.web_address("RETURNWELL_URL", default="")
