"""What every test may use, and what no test may do: reach the network."""

import ipaddress
import shutil
import socket
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.apps import apps
from django.conf import settings
from pytest_django.plugin import blocking_manager_key

from config import languages
from portal.catalogs import keeping

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")


def pytest_configure() -> None:
    """Leave out what costs time and is not what these tests ask about."""
    # Each test client would list all static files; the live server serves them itself.
    settings.WHITENOISE_USE_FINDERS = False
    # Letters wait for the next unit; only the tests about that wait with them.
    settings.LETTERS_GATHER_SECONDS = 0
    # The real hasher is slow by design.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


class NetworkBlocked(RuntimeError):
    """A test tried to leave this machine."""


def _is_here(host: object) -> bool:
    if isinstance(host, bytes):
        host = host.decode()
    if host in (None, "", "localhost", "localhost.localdomain", socket.gethostname()):
        return True
    try:
        address = ipaddress.ip_address(str(host))
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _guarded(call: Callable[..., Any]) -> Callable[..., Any]:
    """Refuse a socket's call where its last argument is an address elsewhere."""

    def guard(sock: socket.socket, *args: Any) -> Any:
        internet = sock.family in (socket.AF_INET, socket.AF_INET6)
        if internet and not _is_here(args[-1][0]):
            raise NetworkBlocked(f"tests stay on this machine, not {args[-1]}")
        return call(sock, *args)

    return guard


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """Let sockets and look-ups reach this machine only."""
    look_up = socket.getaddrinfo

    def look_up_here(host: Any, *args: Any, **kwargs: Any) -> Any:
        if not _is_here(host):
            raise NetworkBlocked(f"tests look up no names, not even {host!r}")
        return look_up(host, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", look_up_here)
        for name in ("connect", "connect_ex", "sendto"):
            patch.setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))
        yield


FIRST_MIGRATION = "rma.migrations.0001_squashed_0030_kits_sent_to_customers"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(
    item: pytest.Item, nextitem: pytest.Item | None
) -> Iterator[None]:
    """
    Put the first site and policies back after a test that commits for real.

    Such a test ends by emptying every table, those that a migration filled too.
    """
    yield
    if nextitem is None or not _commits(item):
        return
    with item.config.stash[blocking_manager_key].unblock():
        if not apps.get_model("rma", "Site").objects.exists():
            import_module(FIRST_MIGRATION).give_defaults(apps, None)


def _commits(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    if marker and marker.kwargs.get("transaction"):
        return True
    return bool({"transactional_db", "live_server"} & set(item.fixturenames))


@pytest.fixture(scope="session")
def catalogs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the two languages nobody speaks, once."""
    folder = tmp_path_factory.mktemp("locale")
    keeping.make_pseudo(folder, settings.ROOT)
    return folder


@pytest.fixture
def made_up(catalogs: Path, settings: Any) -> None:
    """Offer the two languages nobody speaks."""
    settings.LOCALE_PATHS = [catalogs]
    settings.LANGUAGES = languages.offered([catalogs])


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of the browser that the journeys drive."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.fail(
            "no chromium on the PATH: make test installs one or leaves these out"
        )
    return found
