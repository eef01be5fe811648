"""Settings that keep an installation on the open net safe."""

import json
import os
import subprocess
import sys

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
