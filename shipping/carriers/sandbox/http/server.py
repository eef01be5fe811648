"""Serves the sandbox on this machine, one thread for each caller."""

from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer
from wsgiref.types import WSGIApplication

from typing_extensions import override


class Quiet(WSGIRequestHandler):
    """This will write no line for each request."""

    @override
    def log_message(self, format: str, *args: object) -> None:
        """Write nothing."""


class Threads(ThreadingMixIn, WSGIServer):
    """This will answer each caller in a thread, so that a silent answer blocks none."""

    daemon_threads = True


def serve_here(application: WSGIApplication, *, port: int) -> WSGIServer:
    """Return a server on this machine's own address; the caller runs it."""
    server = Threads(("127.0.0.1", port), Quiet)
    server.set_app(application)
    return server
