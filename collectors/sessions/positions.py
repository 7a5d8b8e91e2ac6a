"""How far each session file was read, and which are open to be read on."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping

from collectors.session_progress import Transcript
from collectors.sessions.session_file import SessionFile
from collectors.sessions.tail import Tail

_TAILS = 16
"""Files whose conversation is kept in mind: those that several sessions write to at once."""


class Positions:
    """Those of all files, beginning with what an earlier perfdash stored."""

    def __init__(self, known: Mapping[str, Transcript]) -> None:
        self._known = dict(known)
        self._settled: dict[str, tuple[int, int, int, int]] = {}
        self._tails: OrderedDict[str, Tail] = OrderedDict()

    def knows(self, file: SessionFile) -> bool:
        """Whether some of a file was read."""
        return file.id in self._known

    def wants(self, file: SessionFile) -> bool:
        """Whether a file may hold what was not read."""
        settled = self._settled.get(file.id)
        return settled != file.state if settled else self.left(file) > 0

    def left(self, file: SessionFile) -> int:
        """Bytes of a file that were not read."""
        known = self._known.get(file.id)
        if known and (known.device, known.inode) == (file.device, file.inode):
            return file.size - known.offset if file.size >= known.offset else file.size
        return file.size

    def tail(self, file: SessionFile) -> Tail:
        """What reads a file on; few are kept."""
        tail = self._tails.pop(file.id, None) or Tail(file, self.of(file))
        self._tails[file.id] = tail
        if len(self._tails) > _TAILS:
            self._tails.popitem(last=False)
        return tail

    def drop_tail(self, file: SessionFile) -> None:
        """Have another one read a file on."""
        self._tails.pop(file.id, None)

    def of(self, file: SessionFile) -> Transcript | None:
        """How far a file was read; None when nothing of it was."""
        return self._known.get(file.id)

    def note(self, position: Transcript) -> None:
        """Remember how far a file was read."""
        self._known[position.file] = position

    def settle(self, file: SessionFile) -> None:
        """Leave a file alone until it changes."""
        self._settled[file.id] = file.state
