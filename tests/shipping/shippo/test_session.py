"""The session under the SDK, against a server that means no good."""

import socket
import threading
import time
from contextlib import contextmanager

import pytest
import requests

from shipping.carriers.shippo import session as sessions
from shipping.carriers.shippo.session import KeepingSession, TooMuch

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


@contextmanager
def serving(*pieces, pause=0.0):
    """Answer one request with pieces, a pause after each; yield its address."""
    server = socket.create_server(("127.0.0.1", 0))
    stop = threading.Event()

    def answer():
        line, _caller = server.accept()
        with line:
            line.recv(65536)
            for piece in pieces:
                try:
                    line.sendall(piece)
                except OSError:
                    return
                if stop.wait(pause):
                    return

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"
    finally:
        stop.set()
        server.close()
        thread.join(5)


class TestAnAnswer:
    def test_that_drips_is_given_up_in_its_time_not_the_drips(self):
        drops = [b"1\r\n.\r\n"] * 100
        chunked = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
        with serving(chunked, *drops, pause=0.1) as address:
            session, began = KeepingSession(read_seconds=0.5), time.monotonic()
            with pytest.raises(TooMuch):
                session.get(address)
            assert time.monotonic() - began < 5
            assert session.kept is None

    def test_that_never_comes_is_given_up_too(self):
        with serving(HEAD, pause=20) as address:
            session = KeepingSession(read_seconds=0.5)
            with pytest.raises(requests.exceptions.RequestException):
                session.get(address)
            assert session.kept is None

    def test_larger_than_any_honest_one_is_not_kept(self, monkeypatch):
        monkeypatch.setattr(sessions, "LARGEST_ANSWER", 1000)
        body = HEAD + b"Content-Length: 5000\r\n\r\n" + b"." * 5000
        with serving(body) as address, pytest.raises(TooMuch):
            KeepingSession().get(address)

    def test_cut_off_in_the_middle_is_no_answer(self):
        with serving(HEAD + b"Content-Length: 500\r\n\r\n{") as address:
            session = KeepingSession()
            with pytest.raises(requests.exceptions.ConnectionError):
                session.get(address)
            assert session.kept is None

    def test_that_sends_us_elsewhere_is_followed_nowhere(self):
        moved = (
            b"HTTP/1.1 301 Moved\r\nLocation: http://127.0.0.1:9/\r\n"
            b"Content-Length: 0\r\n\r\n"
        )
        with serving(moved) as address:
            assert KeepingSession().post(address, data=b"{}").status_code == 301
