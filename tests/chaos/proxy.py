"""What stands between us and the carrier, and lets it be slow, or worse."""

import contextlib
import http.client
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.contracts import record


class Handler(BaseHTTPRequestHandler):
    """Hear one request, and answer as the proxy is told to at that moment."""

    def do_GET(self):
        self.take()

    def do_POST(self):
        self.take()

    def take(self):
        content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.asked.append(self.path)
        with contextlib.suppress(OSError):
            getattr(self, self.server.manner)(content)

    def silent(self, content):
        time.sleep(self.server.slow)
        self.say(504, b"")

    def drip(self, content):
        self.send_response(201)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        for _ in range(int(self.server.slow * 20)):
            self.wfile.write(b" ")
            time.sleep(0.2)

    def failing(self, content):
        self.say(500, b"<html><h1>Something went wrong</h1></html>")

    def well(self, content):
        line = http.client.HTTPConnection("127.0.0.1", self.server.behind, timeout=60)
        with contextlib.closing(line):
            line.request(self.command, self.path, content, dict(self.headers))
            answer = line.getresponse()
            said = record.Said(f"{answer.status}", answer.read(), answer.getheaders())
        path, _, query = self.path.partition("?")
        environ = {"REQUEST_METHOD": self.command, "PATH_INFO": path}
        environ |= {"QUERY_STRING": query, "CONTENT_TYPE": "application/json"}
        environ |= {
            f"HTTP_{name.upper().replace('-', '_')}": value
            for name, value in self.headers.items()
        }
        self.server.heard.append(record.line(environ, content, said, is_honest=True))
        self.say(answer.status, said.content, dict(said.headers)["Content-Type"])

    def say(self, status, content, media_type="text/html"):
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        """Write nothing."""


class Proxy(ThreadingHTTPServer):
    """Pass on, or not: `manner` names how; `asked` and `heard` keep what happened."""

    daemon_threads = True

    def __init__(self, behind, slow):
        super().__init__(("127.0.0.1", 0), Handler)
        self.behind, self.slow, self.manner = behind, slow, "well"
        self.asked, self.heard = [], []
        threading.Thread(target=self.serve_forever, daemon=True).start()
