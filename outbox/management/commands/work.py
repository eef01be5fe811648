"""The command that does the work of the outbox in this process."""

import signal
import threading
from datetime import timedelta
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from typing_extensions import override

from outbox.loop import Loop


class Command(BaseCommand):
    """Do posted jobs until told to stop; SIGTERM ends it after the job in hand."""

    help = "Does the work of the outbox, without a broker, until told to stop."

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        """Name what may be chosen."""
        parser.add_argument("--lease", type=float, default=60.0, metavar="SECONDS")
        parser.add_argument("--pause", type=float, default=0.5, metavar="SECONDS")
        parser.add_argument("--grace", type=float, default=15.0, metavar="SECONDS")
        parser.add_argument("--parent", type=int, metavar="PID")

    @override
    def handle(self, **options: Any) -> None:
        """Run the loop."""
        stop = threading.Event()

        def end(number: int, frame: FrameType | None) -> None:
            stop.set()

        signal.signal(signal.SIGTERM, end)
        signal.signal(signal.SIGINT, end)
        Loop(
            stop=stop,
            lease_for=timedelta(seconds=options["lease"]),
            longest_pause=options["pause"],
            grace=options["grace"],
            parent=options["parent"],
        ).run()
