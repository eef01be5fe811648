"""Typed reads of the environment that refuse nonsense with the variable's name."""

import ipaddress
import os
import re
import secrets
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

# A name, an IPv4 address, or an IPv6 address as it stands between its brackets.
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|[0-9a-f]*:[0-9a-f:.]+")


def text(name: str, default: str = "") -> str:
    """Return the variable, or the default where it is unset or empty."""
    return os.environ.get(name) or default


def flag(name: str, *, default: bool) -> bool:
    """
    Return whether the variable is 1 (yes) or 0 (no).

    Raises ImproperlyConfigured for any other word.
    """
    value = os.environ.get(name)
    if value in (None, ""):
        return default
    if value not in ("0", "1"):
        raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")
    return value == "1"


def whole_number(name: str, *, default: int, least: int, most: int) -> int:
    """
    Return the variable as a whole number between two bounds, both allowed.

    Raises ImproperlyConfigured where it is no number or out of bounds.
    """
    value = os.environ.get(name)
    if value in (None, ""):
        return default
    try:
        number = int(str(value))
    except ValueError:
        raise ImproperlyConfigured(
            f"{name} must be a whole number, not {value!r}."
        ) from None
    if not least <= number <= most:
        raise ImproperlyConfigured(
            f"{name} must be between {least} and {most}, not {number}."
        )
    return number


def choice(name: str, *, default: str, among: tuple[str, ...]) -> str:
    """
    Return the variable where it is one of the words allowed.

    Raises ImproperlyConfigured for any other word.
    """
    value = text(name, default)
    if value not in among:
        allowed = ", ".join(among)
        raise ImproperlyConfigured(f"{name} must be one of {allowed}, not {value!r}.")
    return value


def web_address(name: str, *, default: str) -> str:
    """
    Return the variable as an http or https address: a host, perhaps a port.

    Raises ImproperlyConfigured for anything else, and for a path: pages, links in
    letters and codes on parcels all stand at the root.
    """
    value = text(name, default).rstrip("/")
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError as problem:
        raise ImproperlyConfigured(f"{name} is no address: {problem}.") from None
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(
        parts.hostname or ""
    ):
        raise ImproperlyConfigured(
            f"{name} must be like https://returns.example.com, not {value!r}."
        )
    plain = f"{parts.scheme}://{host_of(value)}" + (
        f":{port}" if port is not None else ""
    )
    if plain != value.lower():
        raise ImproperlyConfigured(
            f"{name} must end after the host or port, not {value!r}."
        )
    return plain


def host_of(address: str) -> str:
    """Return the host of a web address, an IPv6 one in its brackets."""
    host = urlsplit(address).hostname or ""
    return f"[{host}]" if ":" in host else host


def folder(name: str, *, default: Path) -> Path:
    """
    Return the variable as a folder, made if it is not there yet.

    Raises ImproperlyConfigured where it can't be made.
    """
    place = Path(text(name, str(default))).expanduser().resolve()
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise ImproperlyConfigured(
            f"{name} names {place}, which can't be made: {problem.strerror}."
        ) from None
    return place


def secret(name: str, *, kept_in: Path) -> str:
    """
    Return the variable, or the secret kept in a file that only its owner reads.

    The file is made on first use, so that a fresh installation needs no setting.
    Raises ImproperlyConfigured where the variable is shorter than 32 characters.
    """
    value = os.environ.get(name)
    if value:
        if len(value) < 32:
            raise ImproperlyConfigured(f"{name} must have at least 32 characters.")
        return value
    try:
        handle = os.open(kept_in, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return kept_in.read_text().strip()
    made = secrets.token_urlsafe(64)
    with os.fdopen(handle, "w") as file:
        file.write(made)
    return made


def path_secret(name: str) -> str:
    """
    Return a secret that stands in an address, or nothing where it is unset.

    Raises ImproperlyConfigured where it is short or does not fit into an address.
    """
    value = text(name)
    if value and not re.fullmatch(r"[A-Za-z0-9_.~-]{12,100}", value):
        raise ImproperlyConfigured(
            f"{name} must have 12 to 100 letters, digits, dots, dashes or underscores."
        )
    return value


def several(name: str) -> tuple[str, ...]:
    """Return the values of a variable that lists them with commas."""
    return tuple(part for part in map(str.strip, text(name).split(",")) if part)


def long_secrets(name: str) -> tuple[str, ...]:
    """
    Return the secrets that a variable lists with commas.

    Raises ImproperlyConfigured where one has fewer than 12 characters.
    """
    found = several(name)
    if any(len(secret) < 12 for secret in found):
        raise ImproperlyConfigured(f"{name}: each secret must have 12 characters.")
    return found


def fault(name: str) -> str:
    """
    Return where a test wants a fault and which one, or nothing.

    Raises ImproperlyConfigured where it is none that we know.
    """
    value = text(name)
    if value and not re.fullmatch(
        r"[a-z.-]+=(crash|stop|raise|sleep(:\d+(\.\d+)?)?)", value
    ):
        raise ImproperlyConfigured(
            f"{name} must be like finish.inside=crash, not {value!r}."
        )
    return value


def ip_addresses(name: str) -> tuple[str, ...]:
    """
    Return the addresses that a variable lists with commas.

    Raises ImproperlyConfigured where one of them is no IP address.
    """
    try:
        return tuple(str(ipaddress.ip_address(part)) for part in several(name))
    except ValueError as problem:
        raise ImproperlyConfigured(
            f"{name} must list IP addresses with commas: {problem}."
        ) from None


_BROKERS = ("redis", "rediss", "amqp", "amqps")
# These keep letters on this machine or throw them away: they name no host.
_HOSTLESS_MAIL = ("consolemail", "dummymail", "filemail", "memorymail")


def broker(name: str) -> str:
    """
    Return the address of a broker, or nothing where the variable is unset.

    Raises ImproperlyConfigured for anything but Redis or an AMQP server.
    """
    value = text(name)
    if value:
        parts = _parts(name, value, "redis://host:6379/0 or amqp://host")
        if parts.scheme not in _BROKERS or not parts.hostname:
            raise ImproperlyConfigured(
                f"{name} must be like redis://host:6379/0 or amqp://host."
            )
    return value


def postgres(name: str) -> dict[str, Any]:
    """
    Return the PostgreSQL database that the variable names; none where it is unset.

    Raises ImproperlyConfigured for another kind, and for one without a name.
    """
    value = text(name)
    if not value:
        return {}
    like = "postgres://user:password@host:5432/name"
    parts = _parts(name, value, like)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise ImproperlyConfigured(
            f"{name} must be like {like} (leave it out for SQLite)."
        )
    return dict(environ.Env.db_url_config(value))


_HERE = ("localhost", "127.0.0.1", "::1")


def mail_server(name: str, *, home: str = "") -> dict[str, Any]:
    """
    Return the settings of the mail server that the variable names, if it is set.

    Raises ImproperlyConfigured where letters could never leave by it, or where they
    would lead people to their own machine: `home` is where these pages are reached.
    """
    value = text(name)
    if not value:
        return {}
    parts = _parts(name, value, "smtp://user:password@host:587")
    is_hostless = parts.scheme in _HOSTLESS_MAIL
    if parts.scheme not in environ.Env.EMAIL_SCHEMES or not (
        parts.hostname or is_hostless
    ):
        raise ImproperlyConfigured(
            f"{name} must be like smtp://user:password@host:587."
        )
    is_elsewhere = bool(parts.hostname) and parts.hostname not in _HERE
    if is_elsewhere and urlsplit(home).hostname in _HERE:
        raise ImproperlyConfigured(
            f"{name} sends letters to people, whose links would lead to {home}: "
            "their own machine. Set RETURNWELL_URL to the address they reach us at."
        )
    return dict(environ.Env.email_url_config(value))


def sender(name: str, *, default: str) -> str:
    """
    Return the variable as a sender of letters, `Name <address>` or an address.

    Raises ImproperlyConfigured where it holds no e-mail address.
    """
    value = text(name, default)
    try:
        validate_email(parseaddr(value)[1])
    except ValidationError:
        raise ImproperlyConfigured(
            f"{name} must be like Returns <returns@example.com>, not {value!r}."
        ) from None
    return value


def _parts(name: str, value: str, like: str) -> SplitResult:
    """Return an address in its parts; its text may hold a password and is not told."""
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be like {like}.") from None
    return parts
