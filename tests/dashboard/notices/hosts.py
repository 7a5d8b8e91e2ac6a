"""Hosts on this machine that answer as badly as hosts do."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from collectors.address import Address

Answer = Callable[[socket.socket, bytes], None]


@contextmanager
def host(answer: Answer) -> Iterator[tuple[Address, list[bytes]]]:
    """A host that answers each request so, and the requests it got."""
    requests: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(10.0)
        thread = threading.Thread(target=_serve, args=(server, answer, requests), daemon=True)
        thread.start()
        port = server.getsockname()[1]
        yield Address(secure=False, host="127.0.0.1", port=port, path="/s3cret?x=1"), requests
        server.shutdown(socket.SHUT_RDWR)
        thread.join(10.0)


def says(text: str) -> Answer:
    """A host that says this and hangs up."""
    return lambda line, _: line.sendall(text.encode())


def says_for_ever(text: bytes) -> Answer:
    """A host that says this again and again, until nobody listens."""

    def answer(line: socket.socket, _: bytes) -> None:
        line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 10737418240\r\n\r\n")
        while True:
            line.sendall(text)

    return answer


def drips(line: socket.socket, _: bytes) -> None:
    """Say the first line byte by byte, each soon enough, and never end."""
    line.sendall(b"HTTP/1.1 ")
    line.settimeout(0.02)
    while True:
        line.sendall(b"2")
        with suppress(TimeoutError):
            if not line.recv(1):
                return


def is_silent(line: socket.socket, _: bytes) -> None:
    """Say nothing until the other side hangs up."""
    line.recv(1)


def _serve(server: socket.socket, answer: Answer, requests: list[bytes]) -> None:
    while True:
        try:
            line, _ = server.accept()
        except OSError:
            return
        with line, suppress(OSError):
            line.settimeout(10.0)
            requests.append(_request(line))
            answer(line, requests[-1])


def _request(line: socket.socket) -> bytes:
    """All of a request, as long as its header says."""
    text = b""
    while b"\r\n\r\n" not in text:
        text += line.recv(65_536)
    head, _, body = text.partition(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0])
    while len(body) < length:
        body += line.recv(65_536)
    return head + b"\r\n\r\n" + body
