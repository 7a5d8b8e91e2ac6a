"""An HTTP server for this machine alone, to which Claude Code exports as `http/json`.

It hears few connections at a time and none for long, takes a few megabytes at most, and refuses
what a web page could send: foreign Host headers, any Origin, anything but JSON.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http import HTTPStatus
from http.client import HTTPException
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BufferedReader
from socket import SHUT_RDWR, socket
from socketserver import ThreadingMixIn
from threading import Lock, Semaphore, Thread
from typing import TypeAlias

import orjson

from collectors.errors import TelemetryError
from collectors.telemetry.attributes import Json

Hear: TypeAlias = Callable[[str, Mapping[str, Json]], None]
"""Called in a thread of the server, never in two at once, with a signal (logs, metrics, traces)
and what was exported."""

LOOPBACK = "127.0.0.1"
MOST_BYTES = 8 * 1024 * 1024
MOST_SPEAKERS = 16
"""Connections that are heard at a time: for one more, who has spoken longest is hung up on."""
_MOST_BYTES_AT_ONCE = 3 * MOST_BYTES
_MOST_HEADER_BYTES = 16 * 1024
_PATIENCE_SECONDS = 2.0
"""For anything to come at all."""
_DEADLINE_SECONDS = 5.0
"""For all of an export: a body may come byte by byte."""
_SIGNALS = {f"/v1/{signal}": signal for signal in ("logs", "metrics", "traces")}
_NAMES = ("127.0.0.1", "localhost")


class Endpoint:
    """Listens on a port of the loopback interface until it is closed."""

    def __init__(
        self, port: int, hear: Hear, *, deadline_seconds: float = _DEADLINE_SECONDS
    ) -> None:
        """Begin to listen; port 0 takes any. Raises `TelemetryError` when the port is taken."""
        try:
            self._server = _Server(port, hear, deadline_seconds)
        except OSError as error:
            raise TelemetryError(
                f"cannot listen on {LOOPBACK}:{port}: {error.strerror}; set sessions.otlp_port to"
                " a free port"
            ) from error
        self._thread = Thread(
            target=self._server.serve_forever, name="perfdash-telemetry", daemon=True
        )
        self._thread.start()

    @property
    def address(self) -> str:
        """Where it listens, as exporters are told."""
        return f"http://{LOOPBACK}:{self._server.server_port}"

    def close(self) -> None:
        """Listen no more, whoever speaks."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
        self._server.hush()


class _Server(ThreadingMixIn, HTTPServer):
    """A server that knows who listens to it, and who speaks."""

    daemon_threads = True
    request_queue_size = 4 * MOST_SPEAKERS

    def __init__(self, port: int, hear: Hear, deadline_seconds: float) -> None:
        super().__init__((LOOPBACK, port), _Exporting)
        self._hear = hear
        self._deadline_seconds = deadline_seconds
        self._speakers: dict[socket, float] = {}
        """Since when each speaks, the longest first."""
        self._seats = Semaphore(MOST_SPEAKERS)
        self._lock = Lock()
        self._awaited = 0

    def process_request(self, request: object, client_address: object) -> None:
        """Hear a connection in a thread of its own, once there is a seat."""
        assert isinstance(request, socket)  # as the class binds no other
        if not self._seats.acquire(blocking=False):
            self._hang_up(older_than=0.0, most=1)
            if not self._seats.acquire(timeout=_PATIENCE_SECONDS):
                self.shutdown_request(request)
                return
        self._speakers[request] = time.monotonic()
        try:
            super().process_request(request, client_address)
        except RuntimeError:  # the machine has no thread left
            self._leave(request)
            raise

    def process_request_thread(self, request: object, client_address: object) -> None:
        """Hear it out, and leave the seat to another."""
        assert isinstance(request, socket)
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._leave(request)

    def service_actions(self) -> None:
        """Hang up on who has spoken for too long; called at least twice a second."""
        self._hang_up(older_than=self._deadline_seconds)

    @contextmanager
    def room(self, length: int) -> Iterator[bool]:
        """Say whether there is room for so many bytes, and keep it within the block."""
        with self._lock:
            fits = self._awaited + length <= _MOST_BYTES_AT_ONCE
            self._awaited += length if fits else 0
        try:
            yield fits
        finally:
            with self._lock:
                self._awaited -= length if fits else 0

    def take(self, signal: str, body: bytes) -> HTTPStatus:
        """Tell who listens what was exported; one export at a time is understood."""
        with self._lock:
            try:
                document = orjson.loads(body)
            except orjson.JSONDecodeError:
                return HTTPStatus.BAD_REQUEST
            if not isinstance(document, dict):
                return HTTPStatus.BAD_REQUEST
            self._hear(signal, document)
            return HTTPStatus.OK

    def hush(self) -> None:
        """Hang up on everyone, and wait until nobody speaks."""
        self._hang_up(older_than=0.0)
        for _ in range(MOST_SPEAKERS):
            self._seats.acquire(timeout=_PATIENCE_SECONDS)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of who left before the answer: the screen belongs to others."""

    def _leave(self, speaker: socket) -> None:
        del self._speakers[speaker]
        self._seats.release()

    def _hang_up(self, *, older_than: float, most: int = MOST_SPEAKERS) -> None:
        latest = time.monotonic() - older_than
        overdue = [it for it, since in list(self._speakers.items()) if since <= latest]
        for speaker in overdue[:most]:
            with suppress(OSError):  # the other side may have done so
                speaker.shutdown(SHUT_RDWR)


class _Lines(BufferedReader):
    """What a connection says, of which the lines before a body are bounded."""

    _left = _MOST_HEADER_BYTES

    def readline(self, size: int | None = -1, /) -> bytes:
        """Read a line; raise `HTTPException` when there are too many."""
        line = super().readline(
            self._left + 1 if size is None or size < 0 else min(size, self._left + 1)
        )
        self._left -= len(line)
        if self._left < 0:
            raise HTTPException("the headers are too long")
        return line


class _Exporting(BaseHTTPRequestHandler):
    """One export."""

    timeout = _PATIENCE_SECONDS
    rbufsize = 0
    server: _Server

    def setup(self) -> None:
        """Bound what comes before the body."""
        super().setup()
        self.rfile = _Lines(self.rfile)

    def do_POST(self) -> None:
        """Take what was exported, or say why not."""
        self._answer(self._refusal() or self._taken())

    def send_error(
        self,
        code: int,
        message: str | None = None,  # noqa: ARG002 - the base passes it
        explain: str | None = None,  # noqa: ARG002
    ) -> None:
        """Answer as exports are answered, and no page; of methods there is one alone."""
        unknown = code == HTTPStatus.NOT_IMPLEMENTED
        self._answer(HTTPStatus.METHOD_NOT_ALLOWED if unknown else HTTPStatus(code))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base names it so
        """Say nothing: the screen belongs to others."""

    def _refusal(self) -> HTTPStatus | None:
        kind = self.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if self.headers.get("Host") not in {f"{name}:{self.server.server_port}" for name in _NAMES}:
            return HTTPStatus.FORBIDDEN
        if "Origin" in self.headers:
            return HTTPStatus.FORBIDDEN
        if self.path not in _SIGNALS:
            return HTTPStatus.NOT_FOUND
        if kind != "application/json" or "Content-Encoding" in self.headers:
            return HTTPStatus.UNSUPPORTED_MEDIA_TYPE
        return self._length_refusal()

    def _length_refusal(self) -> HTTPStatus | None:
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdecimal()):
            return HTTPStatus.LENGTH_REQUIRED
        too_long = len(length) > len(str(MOST_BYTES)) or int(length) > MOST_BYTES
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE if too_long else None

    def _taken(self) -> HTTPStatus:
        length = int(self.headers["Content-Length"])
        with self.server.room(length) as fits:
            if not fits:
                return HTTPStatus.SERVICE_UNAVAILABLE
            try:
                body = self.rfile.read(length)
            except OSError:
                return HTTPStatus.BAD_REQUEST
            return self.server.take(_SIGNALS[self.path], body)

    def _answer(self, status: HTTPStatus) -> None:
        body = b"{}"
        self.send_response(status)
        if status is HTTPStatus.METHOD_NOT_ALLOWED:
            self.send_header("Allow", "POST")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
