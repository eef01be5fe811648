"""Settings that keep an installation on the open net safe."""

import json
import os
import socket
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import CommandError
from django.http.request import validate_host

from config import env
from portal.management.commands import run

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


_MAIL = "smtp://me:secret@mail.example:587"


@pytest.mark.parametrize(
    ("read", "name", "fine", "wrong"),
    [
        (
            env.broker,
            "BROKER_URL",
            ("redis://127.0.0.1:6379/0", "rediss://r:6379", "amqp://me:secret@host//"),
            ("nonsense", "http://host", "redis://", "redis://host:99999"),
        ),
        (
            env.postgres,
            "DATABASE_URL",
            ("postgres://me:secret@host:5432/name", "postgresql:///name"),
            ("nonsense", "mysql://host/name", "postgres://host", "postgres://h:x/name"),
        ),
        (
            env.mail_server,
            "EMAIL_URL",
            (_MAIL, "smtp+tls://mail.example", "consolemail://"),
            ("nonsense", "http://host", "smtp://", "smtp://me:secret@host:99999"),
        ),
    ],
)
def test_a_server_nobody_could_reach_is_refused_by_name_and_its_password_not_told(
    monkeypatch, read, name, fine, wrong
):
    monkeypatch.delenv(name, raising=False)
    assert not read(name)
    for value in fine:
        monkeypatch.setenv(name, value)
        assert read(name), value
    for value in wrong:
        monkeypatch.setenv(name, value)
        with pytest.raises(ImproperlyConfigured, match=name) as refusal:
            read(name)
        assert "secret" not in str(refusal.value)


def test_a_sender_without_an_address_is_refused_by_name(monkeypatch):
    for value in ("Returns <returns@example.com>", "returns@example.com"):
        monkeypatch.setenv("MAIL_FROM", value)
        assert env.sender("MAIL_FROM", default="") == value
    for value in ("nonsense", "Returns <nobody>", "<>"):
        monkeypatch.setenv("MAIL_FROM", value)
        with pytest.raises(ImproperlyConfigured, match="MAIL_FROM"):
            env.sender("MAIL_FROM", default="")


def test_nonsense_is_answered_in_one_line(tmp_path):
    told = subprocess.run(
        [sys.executable, "manage.py", "check"],
        env={"PATH": os.environ["PATH"], "RETURNWELL_DATA": str(tmp_path), "PORT": "x"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 1
    assert told.stderr == "Not started: PORT must be a whole number, not 'x'.\n"


@pytest.mark.slow
def test_the_server_is_ready_before_its_first_caller(tmp_path):
    """The pages are loaded by then: a carrier waits a quarter of a second for us."""
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import config.wsgi, sys; print('portal.hooks.shippo' in sys.modules)",
        ],
        env={"PATH": os.environ["PATH"], "RETURNWELL_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "True"


class TestRefuseATakenPort:
    """Two servers on one port would take turns: half of what one says is lost."""

    def test_says_so_before_anything_is_begun(self, settings, monkeypatch):
        monkeypatch.delenv("RETURNWELL_HOST", raising=False)
        with socket.socket() as other:
            # As the web server does it, which then shares its port.
            other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            other.bind(("127.0.0.1", 0))
            other.listen()
            settings.PORT = other.getsockname()[1]
            with pytest.raises(CommandError, match=f"port {settings.PORT}"):
                run.refuse_a_taken_port()
        run.refuse_a_taken_port()

    def test_names_a_host_that_is_none_of_ours(self, settings, monkeypatch):
        monkeypatch.setenv("RETURNWELL_HOST", "192.0.2.1")
        with pytest.raises(CommandError, match="RETURNWELL_HOST"):
            run.refuse_a_taken_port()


@pytest.mark.parametrize(
    ("read", "name", "nonsense", "sense"),
    [
        (env.long_secrets, "SHIPPO_WEBHOOK_HMAC", "x", "whsec_0123456789"),
        (env.long_secrets, "SHIPPO_WEBHOOK_HMAC", "whsec_0123456789,x", ""),
        (env.fault, "OUTBOX_FAULT", "bogus", "finish.inside=sleep:2"),
        (env.fault, "OUTBOX_FAULT", "finish.inside=bogus", "claim.after=crash"),
    ],
)
def test_a_secret_too_short_and_a_fault_unknown_are_refused_by_name(
    monkeypatch, read, name, nonsense, sense
):
    monkeypatch.setenv(name, nonsense)
    with pytest.raises(ImproperlyConfigured, match=name):
        read(name)
    monkeypatch.setenv(name, sense)
    assert read(name) in (sense, (sense,), ())


@pytest.mark.parametrize(
    ("server", "home", "is_fine"),
    [
        ("smtp://mail.example:587", "https://returns.example", True),
        ("smtp://mail.example:587", "http://localhost:8000", False),
        ("smtp://mail.example:587", "http://127.0.0.1:8000", False),
        ("smtp://mail.example:587", "http://[::1]:8000", False),
        # A mail catcher on the same machine: nobody else reads these.
        ("smtp://localhost:1025", "http://localhost:8000", True),
        ("smtp://127.0.0.1:1025", "http://localhost:8000", True),
    ],
)
def test_letters_never_leave_with_links_to_this_machine(
    monkeypatch, server, home, is_fine
):
    monkeypatch.setenv("EMAIL_URL", server)
    if is_fine:
        assert env.mail_server("EMAIL_URL", home=home)["EMAIL_HOST"]
    else:
        with pytest.raises(ImproperlyConfigured, match="RETURNWELL_URL") as refusal:
            env.mail_server("EMAIL_URL", home=home)
        assert home in str(refusal.value)
