"""A line between the station and its server that a test can cut."""

import contextlib
import select
import socket
import threading
from urllib.parse import urlsplit


class Wire:
    """
    Carry bytes between a browser and the server, unless it is cut.

    A browser told to be offline still lets its service worker through; a cut wire
    lets nothing through, and the browser goes on believing that it has a network.
    """

    def __init__(self, address):
        """Listen on a port of its own for what goes to an address."""
        there = urlsplit(address)
        self._there = (there.hostname, there.port)
        self._ears = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://{there.hostname}:{self._ears.getsockname()[1]}"
        self._is_cut = False
        self._is_over = False
        self._pairs = set()
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def cut(self):
        """Let nothing through any more, what is under way included."""
        self._is_cut = True
        for ends in [*self._pairs]:
            for end in ends:
                with contextlib.suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)

    def mend(self):
        """Let everything through again."""
        self._is_cut = False

    def close(self):
        """End it."""
        self.cut()
        self._is_over = True
        self._thread.join(timeout=5)
        self._ears.close()

    def _listen(self):
        self._ears.settimeout(0.1)
        while not self._is_over:
            try:
                near, _address = self._ears.accept()
            except TimeoutError:
                continue
            if self._is_cut:
                near.close()
                continue
            far = socket.create_connection(self._there)
            threading.Thread(target=self._carry, args=(near, far), daemon=True).start()

    def _carry(self, near, far):
        ends = (near, far)
        self._pairs.add(ends)
        other = {near: far, far: near}
        with contextlib.suppress(OSError), near, far:
            while not self._is_cut:
                for end in select.select(ends, (), (), 0.1)[0]:
                    content = end.recv(65536)
                    if not content:
                        return
                    other[end].sendall(content)
        self._pairs.discard(ends)
