"""Who may send telemetry, and what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, suppress
from http.client import HTTPConnection
from socket import SO_LINGER, SOL_SOCKET, create_connection, socket
from struct import pack

import pytest

from collectors.errors import TelemetryError
from collectors.telemetry.attributes import Json
from collectors.telemetry.endpoint import MOST_BYTES, MOST_SPEAKERS, Endpoint

JSON = {"Content-Type": "application/json"}


class Heard:
    """An endpoint and what it heard."""

    def __init__(self, *, deadline_seconds: float = 10.0) -> None:
        self.exports: list[tuple[str, Mapping[str, Json]]] = []
        self.endpoint = Endpoint(
            0, lambda *export: self.exports.append(export), deadline_seconds=deadline_seconds
        )
        self.port = int(self.endpoint.address.rpartition(":")[2])

    def promise(self) -> socket:
        """Begin an export that does not come."""
        connection = create_connection(("127.0.0.1", self.port), timeout=10)
        host = f"Host: 127.0.0.1:{self.port}\r\n"
        kind = "Content-Type: application/json\r\nContent-Length: 9\r\n\r\n"
        connection.sendall(f"POST /v1/logs HTTP/1.1\r\n{host}{kind} ".encode())
        return connection

    def post(
        self,
        path: str,
        body: bytes = b"{}",
        headers: Mapping[str, str] = JSON,
    ) -> int:
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=10)) as connection:
            connection.request("POST", path, body, dict(headers))
            return connection.getresponse().status


@pytest.fixture(scope="module")
def listening() -> Iterator[Heard]:
    heard = Heard()
    yield heard
    heard.endpoint.close()


@pytest.fixture
def heard(listening: Heard) -> Heard:
    """An endpoint that heard nothing yet."""
    listening.exports.clear()
    return listening


def test_an_export_is_heard(heard: Heard) -> None:
    assert heard.post("/v1/logs", b'{"resourceLogs": []}') == 200
    assert heard.exports == [("logs", {"resourceLogs": []})]


def test_a_name_of_this_machine_is_welcome(heard: Heard) -> None:
    assert heard.post("/v1/logs", headers={**JSON, "Host": f"localhost:{heard.port}"}) == 200


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/v1/logs", {**JSON, "Host": "evil.example"}, 403),
        ("/v1/logs", {**JSON, "Host": "127.0.0.1"}, 403),
        ("/v1/logs", {**JSON, "Origin": "http://evil.example"}, 403),
        ("/v1/secrets", JSON, 404),
        ("/v1/logs", {"Content-Type": "text/plain"}, 415),
        ("/v1/logs", {**JSON, "Content-Encoding": "gzip"}, 415),
        ("/v1/logs", {**JSON, "Content-Length": str(MOST_BYTES + 1)}, 413),
        ("/v1/logs", {**JSON, "Content-Length": "-1"}, 411),
        ("/v1/logs", {**JSON, "Content-Length": "9" * 400}, 413),
    ],
)
def test_what_nobody_on_this_machine_would_send_is_refused(
    heard: Heard, path: str, headers: dict[str, str], status: int
) -> None:
    assert heard.post(path, b"{}", headers) == status
    assert heard.exports == []


@pytest.mark.parametrize("many", [1, 50], ids=["long", "many"])
def test_headers_that_are_too_long_are_not_read_to_their_end(heard: Heard, many: int) -> None:
    headers = {f"X{number}": "x" * (50_000 // many) for number in range(many)}
    with suppress(ConnectionError):  # who is still speaking may not hear the answer
        assert heard.post("/v1/logs", b"{}", {**JSON, **headers}) == 431
    assert heard.exports == []


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"1", b'"x"', b"\xff"])
def test_a_body_that_is_no_object_is_refused(heard: Heard, body: bytes) -> None:
    assert heard.post("/v1/logs", body) == 400
    assert heard.exports == []


@pytest.mark.parametrize("method", ["GET", "PUT", "OPTIONS", "HEAD", "DELETE", "NOVEL"])
def test_nothing_but_an_export_is_answered(heard: Heard, method: str) -> None:
    with closing(HTTPConnection("127.0.0.1", heard.port, timeout=10)) as connection:
        connection.request(method, "/v1/logs")
        answer = connection.getresponse()
        assert (answer.status, answer.headers["Allow"]) == (405, "POST")
        assert answer.headers["Content-Type"] == "application/json"
        assert answer.read() == (b"" if method == "HEAD" else b"{}")


def test_what_is_no_request_gets_no_page(heard: Heard) -> None:
    with create_connection(("127.0.0.1", heard.port), timeout=10) as connection:
        connection.sendall(b"POST /v1/logs HTTP/9.x\r\n\r\n")
        answer = connection.makefile("rb").read()
    assert answer.endswith(b"{}")
    assert b"html" not in answer.lower()


def test_a_port_that_is_taken_is_told(heard: Heard) -> None:
    with pytest.raises(TelemetryError, match=r"sessions\.otlp_port"):
        Endpoint(heard.port, lambda *_: None)


def test_who_speaks_for_too_long_is_hung_up_on_and_others_are_heard() -> None:
    heard = Heard(deadline_seconds=0.1)
    with closing(heard.promise()), closing(heard.endpoint):
        assert heard.post("/v1/logs", b"{}") == 200
    assert heard.exports == [("logs", {})]


def test_who_speaks_for_too_long_gets_no_answer() -> None:
    heard = Heard(deadline_seconds=0.1)
    with closing(heard.endpoint), closing(heard.promise()) as slow:
        assert slow.makefile("rb").read() == b""
    assert heard.exports == []


WHOLE = (
    b"POST /v1/logs HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: application/json\r\n"
    b'Content-Length: 8\r\n\r\n{"a": 1}'
)


@pytest.mark.parametrize("reset", [False, True], ids=["closed", "reset"])
@pytest.mark.parametrize("left", [1, 7, 8, 12, 60, len(WHOLE)])
def test_who_hangs_up_in_the_middle_is_not_heard_and_leaves_the_seat(
    heard: Heard, capfd: pytest.CaptureFixture[str], left: int, *, reset: bool
) -> None:
    for _ in range(MOST_SPEAKERS + 1):
        with create_connection(("127.0.0.1", heard.port), timeout=10) as connection:
            if reset:
                connection.setsockopt(SOL_SOCKET, SO_LINGER, pack("ii", 1, 0))
            connection.sendall((WHOLE % heard.port)[:-left])
    assert heard.post("/v1/traces") == 200
    assert heard.exports == [("traces", {})]
    assert capfd.readouterr() == ("", "")


def test_one_export_at_a_time_is_understood(heard: Heard, monkeypatch: pytest.MonkeyPatch) -> None:
    server, kept = heard.endpoint._server, list[bool]()
    monkeypatch.setattr(server, "_hear", lambda *_: kept.append(server._lock.locked()))
    assert heard.post("/v1/logs") == 200
    assert kept == [True]


def test_room_is_counted_by_one_at_a_time(heard: Heard, monkeypatch: pytest.MonkeyPatch) -> None:
    server = heard.endpoint._server
    counted: list[int] = []

    class Watched:
        """A lock that says what was awaited when it was given back."""

        def __enter__(self) -> None:
            pass

        def __exit__(self, *_: object) -> None:
            counted.append(server._awaited)

    monkeypatch.setattr(server, "_lock", Watched())
    with server.room(5) as fits:
        assert fits
    assert counted == [5, 0]


def test_who_speaks_slowly_holds_up_nobody_and_is_heard_out() -> None:
    heard = Heard(deadline_seconds=600.0)
    with closing(heard.endpoint), closing(heard.promise()) as slow:
        assert heard.post("/v1/traces", b"{}") == 200
        slow.sendall(b'{"a": 1}')
        assert b" 200 " in slow.makefile("rb").readline()
    assert heard.exports == [("traces", {}), ("logs", {"a": 1})]


def test_of_too_many_who_speak_the_first_is_hung_up_on() -> None:
    heard = Heard(deadline_seconds=600.0)
    with closing(heard.endpoint), ExitStack() as leaving:
        first, *_ = [leaving.enter_context(heard.promise()) for _ in range(MOST_SPEAKERS)]
        assert heard.post("/v1/logs") == 200
        assert first.makefile("rb").read() == b""


def test_what_is_too_much_at_once_is_to_come_again_later(heard: Heard) -> None:
    with heard.endpoint._server.room(3 * MOST_BYTES) as fits:
        assert fits
        assert heard.post("/v1/logs") == 503
    assert heard.post("/v1/logs") == 200


def test_who_speaks_holds_up_no_end(capfd: pytest.CaptureFixture[str]) -> None:
    heard = Heard(deadline_seconds=600.0)
    with closing(heard.promise()):
        heard.endpoint.close()
    with pytest.raises(ConnectionRefusedError):
        heard.post("/v1/logs")
    assert capfd.readouterr().err == ""
