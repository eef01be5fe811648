"""Runs the sandbox carrier as a server of its own, speaking as Shippo does."""

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from typing_extensions import override

from shipping.carriers.sandbox.http.app import Sandbox
from shipping.carriers.sandbox.http.server import serve_here


class Command(BaseCommand):
    """This will answer on this machine until it is stopped."""

    help = "Answer as Shippo does, on this machine; its labels ship nothing."

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        """Take the port, and how closely answers follow Shippo's document."""
        parser.add_argument("--port", type=int, default=8090)
        parser.add_argument(
            "--as-observed",
            action="store_true",
            help="answer as Shippo has been seen to, not as its document says",
        )

    @override
    def handle(self, *args: object, **options: object) -> None:
        """Serve until somebody presses Ctrl-C."""
        port = int(str(options["port"]))
        application = Sandbox(clock=timezone.now, strict=not options["as_observed"])
        server = serve_here(application, port=port)
        self.stdout.write(
            f"The sandbox carrier answers at http://127.0.0.1:{server.server_port}\n"
            "To use it: SHIPPING_CARRIER=shippo SHIPPO_API_TOKEN=shippo_test_sandbox1"
            f" SHIPPO_API_BASE=http://127.0.0.1:{server.server_port}"
        )
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            self.stdout.write("Stopped.")
        finally:
            server.server_close()
