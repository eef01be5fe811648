"""The command that runs a whole installation in one terminal."""

import importlib
import importlib.util
import os
import signal
import socket
import sys
import threading
import urllib.error
import urllib.request
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, connections
from typing_extensions import override

from portal import access, supervisor

OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Command(BaseCommand):
    """Prepare the database, then run web server and worker until told to end."""

    help = "Runs everything: the web server and the worker. Ctrl-C ends both."

    @override
    def handle(self, *arguments: Any, **options: Any) -> None:
        """Run until told to end."""
        stop = threading.Event()

        def end(number: int, frame: FrameType | None) -> None:
            stop.set()

        if settings.DEMO and not _is_here(host()):
            raise CommandError(
                "The demo's passwords are known to everybody: set DEMO=0 to listen on "
                f"{host()}, or leave RETURNWELL_HOST out."
            )
        refuse_a_taken_port()
        prepare()
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, end)
        # The server in its own process must not inherit an open database.
        connections.close_all()
        children = [
            supervisor.Child("The web server", web_command()),
            supervisor.Child("The worker", worker_command()),
        ]
        greeter = threading.Thread(target=self.greet, args=(stop,), daemon=True)
        greeter.start()
        supervisor.run(children, stop=stop, say=self.say)
        self.say("Everything has ended.")

    def greet(self, stop: threading.Event) -> None:
        """Say where to look, once the web server answers."""
        while not stop.wait(0.2):
            if answers():
                self.say(welcome())
                return

    def say(self, text: str) -> None:
        """Print at once, also into a pipe."""
        self.stdout.write(text)
        self.stdout.flush()


def refuse_a_taken_port() -> None:
    """
    Try to listen, once, before anything is begun.

    The web server shares its port with whoever asks, so that two installations on
    one port would take turns in answering. Raises CommandError.
    """
    family = socket.AF_INET6 if ":" in host() else socket.AF_INET
    try:
        socket.create_server((host(), settings.PORT), family=family).close()
    except OSError as problem:
        why = (problem.strerror or "").partition(" (")[0]
        raise CommandError(
            f"Can't listen on {host()}, port {settings.PORT}: {why}. "
            "Set PORT or RETURNWELL_HOST to another."
        ) from None


def prepare() -> None:
    """Bring the database up to date; fill an empty one with the demo where asked."""
    call_command("messages", compile=True)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    if not settings.DEMO or "seed_demo" not in get_commands():
        return
    if not access.has_accounts():
        call_command("seed_demo")


def web_command() -> list[str]:
    """Name the web server's command, fitted to the database."""
    # SQLite has one writer: more processes only queue. Threads wait for the disk.
    workers, threads = ("1", "4") if connection.vendor == "sqlite" else ("2", "4")
    return [
        sys.executable, "-m", "granian", "config.wsgi:application",
        "--working-dir", str(settings.ROOT), "--interface", "wsgi",
        "--http", "1", "--no-ws",
        "--host", host(), "--port", str(settings.PORT),
        "--workers", workers, "--blocking-threads", threads,
        "--backpressure", "64", "--respawn-failed-workers",
        "--workers-kill-timeout", "15", "--log-level", "warning",
    ]  # fmt: skip


def worker_command() -> list[str]:
    """Name the worker's command; it ends with this process, however that ends."""
    manage = str(settings.ROOT / "manage.py")
    return [sys.executable, manage, "work", "--parent", str(os.getpid())]


def host() -> str:
    """Return the address to listen on; only this machine unless told otherwise."""
    return os.environ.get("RETURNWELL_HOST") or "127.0.0.1"


def _is_here(address: str) -> bool:
    return address in ("127.0.0.1", "::1", "localhost")


def answers() -> bool:
    """Say whether the web server answers at all, whatever it says."""
    place = "127.0.0.1" if host() in ("0.0.0.0", "127.0.0.1") else host()  # noqa: S104
    try:
        with OPENER.open(f"http://{place}:{settings.PORT}/", timeout=10):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def welcome() -> str:
    """Tell the addresses and, in the demo, whom to sign in as."""
    home = settings.RETURNWELL_URL
    lines = [
        f"Returnwell answers at {home}/",
        f"  The desk:    {home}/desk/",
        f"  The station: {home}/station/",
    ]
    if settings.DEMO and importlib.util.find_spec("rma.demo") is not None:
        demo = importlib.import_module("rma.demo")
        lines += [f"  {line}" for line in getattr(demo, "sign_ins", list)()]
    elif not access.has_staff():
        lines += [
            "  Nobody can sign in yet. Make the first owner in another terminal, with",
            "  the same RETURNWELL_DATA:",
            "    .venv/bin/python manage.py add_staff you@example.com --role admin",
        ]
    return "\n".join([*lines, "Ctrl-C ends everything."])
