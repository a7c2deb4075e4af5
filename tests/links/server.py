"""A server of this machine that misbehaves in the ways that servers do, each at its own path."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

_REDIRECTS = {
    "/moved": (301, "/ok"),
    "/moved-twice": (308, "/moved"),
    "/moved-then-elsewhere": (301, "/elsewhere"),
    "/moved-to-gone": (301, "/gone"),
    "/elsewhere": (302, "/ok"),
    "/elsewhere-then-moved": (307, "/moved"),
    "/circle": (302, "/circle-back"),
    "/circle-back": (302, "/circle"),
    "/to-file": (301, "file:///etc/passwd"),
    "/to-nonsense": (302, "http://["),
    "/to-nowhere": (302, ""),
}
_STATUSES = {
    "/gone": 410,
    "/missing": 404,
    "/forbidden": 403,
    "/login": 401,
    "/law": 451,
    "/broken": 500,
    "/odd": 799,
    "/always-busy": 429,
}


@dataclass
class Server:
    """A running server."""

    url: str
    asked: list[tuple[str, str]] = field(default_factory=list)
    """Each request, as method and path."""
    agents: set[str] = field(default_factory=set)
    arrived: threading.Event = field(default_factory=threading.Event)
    """Set when somebody asks for /silent."""
    over: threading.Event = field(default_factory=threading.Event)

    def methods(self, path: str) -> list[str]:
        """How a path was asked for, in order."""
        return [method for method, asked in self.asked if asked == path]


@contextmanager
def serving() -> Iterator[Server]:
    """A server while it runs."""
    http = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    http.daemon_threads = True
    http.state = Server(f"http://127.0.0.1:{http.server_port}")  # type: ignore[attr-defined]  # ours, on the library's server
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield http.state  # type: ignore[attr-defined]  # ours, on the library's server
    finally:
        http.state.over.set()  # type: ignore[attr-defined]  # ours, on the library's server
        http.shutdown()
        thread.join()
        http.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def log_message(self, *_: object) -> None:
        pass

    def _answer(self) -> None:
        state: Server = self.server.state  # type: ignore[attr-defined]  # ours, on the library's server
        state.asked.append((self.command, self.path))
        state.agents.add(self.headers["User-Agent"])
        if self.path in _REDIRECTS:
            self._send(_REDIRECTS[self.path][0], Location=_REDIRECTS[self.path][1])
        elif self.path in _STATUSES:
            self._send(_STATUSES[self.path])
        else:
            name = self.path.split("/")[1].replace("-", "_")
            getattr(self, f"_{name}", self._page)(state, len(state.methods(self.path)))

    def _page(self, _state: Server, _time: int) -> None:
        self._send(200, body=b"a page")

    def _endless(self, _state: Server, _time: int) -> None:
        self._send(302, Location=f"/endless/{int(self.path.rpartition('/')[2]) + 1}")

    def _cookie(self, _state: Server, _time: int) -> None:
        if "seen=1" in (self.headers["Cookie"] or ""):
            self._send(200)
        else:
            self._send(302, Location="/cookie", Set_Cookie="seen=1")

    def _no_head(self, _state: Server, _time: int) -> None:
        self._send(405 if self.command == "HEAD" else 200)

    def _not_made_for_head(self, _state: Server, _time: int) -> None:
        self._send(501 if self.command == "HEAD" else 200)

    def _lies_to_head(self, _state: Server, _time: int) -> None:
        self._send(404 if self.command == "HEAD" else 200)

    def _slow_down(self, _state: Server, time: int) -> None:
        self._send(429, Retry_After="7") if time == 1 else self._send(200)

    def _slow_down_until(self, _state: Server, time: int) -> None:
        if time > 1:
            self._send(200)
            return
        self.send_response_only(503)
        self.send_header("Date", "Wed, 21 Oct 2026 07:28:00 GMT")
        self.send_header("Retry-After", "Wed, 21 Oct 2026 07:28:09 GMT")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _go_away(self, _state: Server, _time: int) -> None:
        self._send(429, Retry_After="86400")

    def _flaky(self, _state: Server, time: int) -> None:
        self._send(500 if time <= 2 else 200)

    def _silent(self, state: Server, _time: int) -> None:
        state.arrived.set()
        state.over.wait(60)
        self.close_connection = True

    def _drops(self, _state: Server, _time: int) -> None:
        self.close_connection = True

    def _drops_head(self, _state: Server, _time: int) -> None:
        if self.command == "HEAD":
            self.close_connection = True
        else:
            self._send(200)

    def _garbage(self, _state: Server, _time: int) -> None:
        self.wfile.write(b"\x00\x01 no http at all\r\n\r\n")
        self.close_connection = True

    def _huge(self, state: Server, _time: int) -> None:
        if self.command == "HEAD":
            self._send(405)
            return
        self.send_response(200)
        self.send_header("Content-Length", str(10**15))
        self.end_headers()
        try:
            while not state.over.is_set():
                self.wfile.write(bytes(65536))
        except OSError:
            self.close_connection = True

    def _send(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status, "Of No Matter")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
