"""What one transcript tells, line by line."""

from __future__ import annotations

from collections.abc import Iterable

from collectors.session import SessionRecord


class Conversation:
    """What one transcript tells, line by line.

    `file` is the hash of its path, `session_id` and `agent_id` are raw, as its path names them;
    `standing` is the claim on what the file may have copied; `carry` is what an earlier reader
    of the same file left.
    """

    def __init__(
        self,
        *,
        file: str,
        session_id: str,
        agent_id: str = "",
        standing: int,
        carry: bytes = b"",
    ) -> None:
        self._file = file
        self._session_id = session_id
        self._agent_id = agent_id
        self._standing = standing
        self._carry = carry
        self.lines = 0
        self.broken_lines = 0
        self.unknown: dict[str, int] = {}

    def read(self, lines: Iterable[bytes]) -> None:
        """Take whole lines without their newline, whatever bytes they are."""
        for _ in lines:
            self.lines += 1

    def note_agent(self, meta: bytes) -> None:
        """Take what the file beside a sub-agent's transcript says of it."""

    def take(self) -> list[SessionRecord]:
        """Return what is new or changed since the last call, each once."""
        return []

    @property
    def carry(self) -> bytes:
        """What a later reader has to know to go on, without any text."""
        return self._carry
