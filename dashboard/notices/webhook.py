"""A web address as a place for notices.

`http.client` by itself follows no redirect, asks no proxy and sends no cookie, which is what is
wanted here; a timer bounds what its timeout does not: an answer that comes byte by byte.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from queue import Empty, SimpleQueue
from socket import SHUT_RDWR
from threading import Thread, Timer

from collectors.address import Address
from collectors.attempt import attempt, described
from dashboard.notices.channel import Outcome
from dashboard.notices.notice import Notice, document

_SECONDS = 5.0
"""For each step: to connect, to send, to hear anything."""
_DEADLINE_SECONDS = 15.0
"""For all of them."""
_A_MOMENT = 0.05
"""Seconds between two looks whether perfdash ends."""
_LONGEST = 64 * 1024
_HEADERS = {"Content-Type": "application/json", "User-Agent": "perfdash", "Connection": "close"}


@dataclass(frozen=True, slots=True)
class Webhook:
    """An address that every notice is posted to as JSON."""

    address: Address
    is_trusted: Callable[[], bool] = lambda: True
    """Asked before each delivery: what it was trusted for may have changed."""
    seconds: float = _SECONDS
    deadline_seconds: float = _DEADLINE_SECONDS
    name: str = "notify.webhook"

    def send(self, notice: Notice, halted: Callable[[], bool]) -> Outcome:
        """Post it, and say what the host answered; its address is told to nobody."""
        if halted() or not self.is_trusted():
            said = "not sent: what was trusted has changed: perfdash trust shows it"
            return Outcome(self.name, said, failed=True)
        answers: SimpleQueue[Outcome] = SimpleQueue()
        # Looking up a name and connecting cannot be broken off, and an exit must not wait for them.
        Thread(target=self._answer, args=(notice, answers), daemon=True).start()
        while not halted():
            with suppress(Empty):
                return answers.get(timeout=_A_MOMENT)
        return Outcome(self.name, f"{self.address.host}: given up, for perfdash ended", failed=True)

    def _answer(self, notice: Notice, answers: SimpleQueue[Outcome]) -> None:
        """In a thread of its own."""
        error = attempt(lambda: answers.put(self._outcome(notice)))
        if error is not None:
            answers.put(Outcome(self.name, described(error), failed=True))

    def _outcome(self, notice: Notice) -> Outcome:
        host = self.address.host
        try:
            status = self._post(document(notice))
        except (OSError, HTTPException, ValueError) as error:
            return Outcome(self.name, f"{host}: {error or type(error).__name__}", failed=True)
        said = f"{host} answered {status}"
        if 300 <= status < 400:
            said += "; redirects are not followed"
        return Outcome(self.name, said, failed=not 200 <= status < 300)

    def _post(self, body: bytes) -> int:
        with closing(self._connection()) as connection, _bounded(connection, self.deadline_seconds):
            connection.request("POST", self.address.path, body, _HEADERS)
            response = connection.getresponse()
            response.read(_LONGEST)
            return response.status

    def _connection(self) -> HTTPConnection:
        host, port = self.address.host, self.address.port
        if not self.address.secure:
            return HTTPConnection(host, port, timeout=self.seconds)
        context = ssl.create_default_context()
        return HTTPSConnection(host, port, timeout=self.seconds, context=context)


@contextmanager
def _bounded(connection: HTTPConnection, seconds: float) -> Iterator[None]:
    """Hang up after some seconds, whatever is going on."""

    def hang_up() -> None:
        with suppress(OSError, AttributeError):  # it has no socket before it connects
            connection.sock.shutdown(SHUT_RDWR)

    timer = Timer(seconds, hang_up)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
