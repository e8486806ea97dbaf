"""Real receivers on loopback ports: a mail server that speaks SMTP (RFC 5321), a web server that keeps what comes."""

from __future__ import annotations

import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Kept:
    """What came; ``answers`` are statuses (mail: reply codes) to give first, then all is well.
    ``slow``: seconds a post waits, to be lost then; ``garbage``: answers that are no HTTP."""

    url: str = ""
    answers: list[int] = field(default_factory=list)
    letters: list[str] = field(default_factory=list)
    posts: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    slow: float = 0.0
    garbage: bool = False


@contextmanager
def mail_server(*answers: int) -> Iterator[Kept]:
    """A mail server; ``answers`` are reply codes to the first recipients."""
    kept = Kept(answers=list(answers))

    class Talk(socketserver.StreamRequestHandler):
        def _say(self, line: str) -> None:
            self.wfile.write(f"{line}\r\n".encode())

        def handle(self) -> None:
            self._say("220 tests")
            for line in self.rfile:
                word = line.split(b" ")[0].strip().upper()
                if word == b"QUIT":
                    self._say("221 bye")
                    return
                if word == b"RCPT" and kept.answers:
                    self._say(f"{kept.answers.pop(0)} no")
                elif word == b"DATA":
                    self._take()
                else:
                    self._say("250 ok")

        def _take(self) -> None:
            self._say("354 go on")
            lines = []
            for line in self.rfile:
                if line.strip() == b".":
                    break
                lines.append(line)
            kept.letters.append(b"".join(lines).decode())
            self._say("250 kept")

    with _serving(socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk)) as port:
        kept.url = f"smtp://127.0.0.1:{port}"
        yield kept


@contextmanager
def web_server(*answers: int) -> Iterator[Kept]:
    """A web server that keeps posts; ``answers`` are statuses to give first."""
    kept = Kept(answers=list(answers))

    class Post(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            if kept.garbage:
                self.wfile.write(b"what?\r\n\r\n")
                return
            if kept.slow:  # answers after whoever asks has gone, and keeps nothing
                time.sleep(kept.slow)
                return
            status = kept.answers.pop(0) if kept.answers else 200
            if status < 300:
                kept.posts.append(({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(status)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *_: object) -> None:
            pass

    with _serving(ThreadingHTTPServer(("127.0.0.1", 0), Post)) as port:
        kept.url = f"http://127.0.0.1:{port}/hook"
        yield kept


@contextmanager
def _serving(server: socketserver.ThreadingTCPServer | ThreadingHTTPServer) -> Iterator[int]:
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
