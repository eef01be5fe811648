"""A mail server of a few lines, which takes a letter or refuses it as it is told."""

import socketserver
import threading


class _Talk(socketserver.StreamRequestHandler):
    def handle(self):
        self._say("220 here")
        while line := self.rfile.readline().decode().strip():
            word = line.split(":")[0].split()[0].upper()
            if word == "RCPT":
                self._say(self.server.answer)
            elif word == "DATA":
                self._say("354 go on")
                self._take()
                self._say("250 taken")
            elif word == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 fine")

    def _say(self, text):
        self.wfile.write(f"{text}\r\n".encode())

    def _take(self):
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line)
        self.server.taken.append(b"".join(lines))


class PostOffice(socketserver.ThreadingTCPServer):
    """Answer every reader with `answer`; keep in `taken` what was handed in."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Talk)
        self.answer, self.taken = "250 fine", []
        threading.Thread(target=self.serve_forever, daemon=True).start()
