"""An HTTP server for this machine alone, to which Claude Code exports as `http/json`.

It answers one connection at a time and none for long, takes bodies of a few megabytes at most, and
refuses what a web page could send: foreign Host headers, any Origin, anything but JSON.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, HTTPServer
from socket import SHUT_RDWR, socket
from threading import Thread, Timer
from typing import TypeAlias

import orjson

from collectors.errors import TelemetryError
from collectors.telemetry.attributes import Json

Hear: TypeAlias = Callable[[str, Mapping[str, Json]], None]
"""Called in the server's thread with a signal (logs, metrics, traces) and what was exported."""

LOOPBACK = "127.0.0.1"
MOST_BYTES = 8 * 1024 * 1024
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
        self._server.hush()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(HTTPServer):
    """A server that knows who listens to it, and who speaks."""

    def __init__(self, port: int, hear: Hear, deadline_seconds: float) -> None:
        super().__init__((LOOPBACK, port), _Exporting)
        self.hear = hear
        self._deadline_seconds = deadline_seconds
        self._speaker: socket | None = None
        self._hushed = False

    @contextmanager
    def hearing(self, speaker: socket) -> Iterator[None]:
        """Hear a connection out, but hang up when that takes too long or nobody listens."""
        timer = Timer(self._deadline_seconds, _hang_up, (speaker,))
        timer.daemon = True
        timer.start()
        self._speaker = speaker
        if self._hushed:
            _hang_up(speaker)
        try:
            yield
        finally:
            self._speaker = None
            timer.cancel()

    def hush(self) -> None:
        """Hang up, now and on whoever comes."""
        self._hushed = True
        if (speaker := self._speaker) is not None:
            _hang_up(speaker)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of who left before the answer: the screen belongs to others."""


def _hang_up(speaker: socket) -> None:
    with suppress(OSError):  # the other side may have done so
        speaker.shutdown(SHUT_RDWR)


class _Exporting(BaseHTTPRequestHandler):
    """One export."""

    timeout = _PATIENCE_SECONDS
    server: _Server

    def handle(self) -> None:
        """Hear it out, within limits."""
        with self.server.hearing(self.connection):
            super().handle()

    def do_POST(self) -> None:
        """Take what was exported, or say why not."""
        refusal = self._refusal()
        document = None if refusal else self._document()
        if refusal or document is None:
            self._answer(refusal or HTTPStatus.BAD_REQUEST)
        else:
            self.server.hear(_SIGNALS[self.path], document)
            self._answer(HTTPStatus.OK)

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

    def _document(self) -> Mapping[str, Json] | None:
        try:
            document = orjson.loads(self.rfile.read(int(self.headers["Content-Length"])))
        except (orjson.JSONDecodeError, OSError):
            return None
        return document if isinstance(document, dict) else None

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
