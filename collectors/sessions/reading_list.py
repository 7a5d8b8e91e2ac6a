"""Which session files are to be read, and in what order: what the user looks at now comes first."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from collectors.session_progress import Backlog
from collectors.sessions.session_file import SessionFile

_DAY_NS = 24 * 60 * 60 * 1_000_000_000


class ReadingList:
    """Files that wait to be read; the caller says how many bytes are left of each."""

    def __init__(self, left: Callable[[SessionFile], int]) -> None:
        self._left = left
        self._waiting: dict[str, SessionFile] = {}
        self._order: list[str] = []
        self._most = 0

    def __len__(self) -> int:
        return len(self._waiting)

    @property
    def files(self) -> tuple[SessionFile, ...]:
        """All that wait, the next one first."""
        order = dict.fromkeys(reversed(self._order))
        return tuple(self._waiting[id_] for id_ in order if id_ in self._waiting)

    def put(self, files: Iterable[SessionFile], now: int) -> None:
        """Let these files wait in place of all others, in an order that suits `now` (unix ms)."""
        self._waiting = {file.id: file for file in files}
        ranked = sorted(self._waiting.values(), key=rank(self._waiting.values(), now), reverse=True)
        self._order = [file.id for file in ranked]

    def add(self, file: SessionFile) -> None:
        """Let one more file wait, before all others."""
        if file.id not in self._waiting:
            self._order.append(file.id)
        self._waiting[file.id] = file

    def next(self) -> SessionFile | None:
        """The file to read now; it waits until it is dropped."""
        while self._order and self._order[-1] not in self._waiting:
            self._order.pop()
        return self._waiting[self._order[-1]] if self._order else None

    def drop(self, file: SessionFile) -> None:
        """Let a file wait no longer."""
        self._waiting.pop(file.id, None)

    def backlog(self) -> Backlog:
        """How much waits, and how much did when most of it waited."""
        left = sum(map(self._left, self._waiting.values()))
        self._most = max(self._most, left) if self._waiting else 0
        return Backlog(len(self._waiting), left, self._most)


def rank(
    files: Iterable[SessionFile], now: int
) -> Callable[[SessionFile], tuple[bool, bool, bool, int, str]]:
    """How late a file is read, as a key to sort by.

    The root's newest session is first, then what was written within a day, then the root's own,
    each from the newest backwards.
    """
    newest = max((file for file in files if file.near), key=_modified, default=None)
    session_id = newest.session_id if newest else ""

    def key(file: SessionFile) -> tuple[bool, bool, bool, int, str]:
        is_newest = file.near and file.session_id == session_id != ""
        is_old = file.modified_ns < now * 1_000_000 - _DAY_NS
        return not is_newest, is_old, not file.near, -file.modified_ns, file.path

    return key


def _modified(file: SessionFile) -> tuple[int, str]:
    return file.modified_ns, file.path
