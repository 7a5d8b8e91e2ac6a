"""How one perfdash asks another, which records, to write something down.

Only the holder of the lease writes to a store, so a command that finds it held leaves a file in a
folder beside the store that nobody else may enter. Whoever records looks there after every run.
A socket would need a thread that listens; a table would need a second writer.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Self

from collectors import decision_text
from collectors.baselines.requests import Answer, Request, answer_of, written
from collectors.decision import Word
from collectors.errors import BaselineError
from collectors.framework.regular_file import FileRead, read

_ASKED, _TAKEN, _ANSWERED = ".asked", ".taken", ".answered"
_FORGOTTEN_SECONDS = 600.0
"""An answer that nobody came for, or what a perfdash took that then died, is removed."""


class Inbox:
    """Requests and their answers, each a file that is renamed as it goes along."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @classmethod
    def beside(cls, store: Path) -> Self:
        """The inbox of whoever records to a store, which need not exist yet."""
        return cls(store.with_name(f"{store.name}.inbox"))

    def put(self, request: Request | Word) -> str:
        """Ask for something, and return what its answer is found by.

        Raises `BaselineError` where no file can be left, `DecisionError` for one that makes no
        sense.
        """
        text, ticket = _written(request), f"{time.time_ns():020d}-{os.getpid()}"
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            self._write(ticket, _ASKED, text)
        except OSError as error:
            raise BaselineError(
                f"{self._folder}: cannot leave a request there: {error.strerror}; stop the perfdash"
                " that records and ask again."
            ) from error
        return ticket

    def withdraw(self, ticket: str) -> bool:
        """Take a request back; False when it was taken up already."""
        return self._remove(ticket, _ASKED)

    def answered(self, ticket: str) -> Answer | None:
        """The answer to a request, once; None while there is none."""
        text = self._read(ticket, _ANSWERED)
        if text is None:
            return None
        self._remove(ticket, _ANSWERED)
        return answer_of(text)

    def take(self) -> Iterator[tuple[str, bytes]]:
        """Take up what waits, oldest first: what the answer goes to, and the request as written."""
        for ticket in self._waiting():
            text = self._read(ticket, _ASKED)
            if self._rename(ticket, _ASKED, _TAKEN):
                yield ticket, text or b""

    def answer(self, ticket: str, answer: Answer) -> None:
        """Answer a request that was taken up; if it cannot be written, nobody will know."""
        with suppress(OSError):
            self._write(ticket, _ANSWERED, written(answer))
        self._remove(ticket, _TAKEN)

    def _waiting(self) -> list[str]:
        try:
            names = sorted(file.name for file in self._folder.iterdir())
        except OSError:
            return []
        for name in names:
            if not name.endswith(_ASKED):
                self._forget(name)
        return [name.removesuffix(_ASKED) for name in names if name.endswith(_ASKED)]

    def _forget(self, name: str) -> None:
        file = self._folder / name
        with suppress(OSError):
            if time.time() - file.lstat().st_mtime > _FORGOTTEN_SECONDS:
                file.unlink()

    def _write(self, ticket: str, state: str, text: bytes) -> None:
        """Write a file that is not seen before it is whole."""
        draft = self._folder / f"{ticket}.draft"
        flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_NOFOLLOW | os.O_CLOEXEC
        with os.fdopen(os.open(draft, flags, 0o600), "wb") as file:
            file.write(text)
        draft.rename(draft.with_suffix(state))

    def _read(self, ticket: str, state: str) -> bytes | None:
        result = read(str(self._folder / f"{ticket}{state}"), ticket)
        return result.content if isinstance(result, FileRead) else None

    def _rename(self, ticket: str, state: str, new: str) -> bool:
        file = self._folder / f"{ticket}{state}"
        try:
            file.rename(file.with_suffix(new))
        except OSError:
            return False
        return True

    def _remove(self, ticket: str, state: str) -> bool:
        try:
            (self._folder / f"{ticket}{state}").unlink()
        except OSError:
            return False
        return True


def _written(request: Request | Word) -> bytes:
    return written(request) if isinstance(request, Request) else decision_text.written(request)
