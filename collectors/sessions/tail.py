"""One session file, read on from where it was left.

A file that was cut, rotated or replaced is read again from its start: what it tells completes what
is stored, so that telling it twice is harmless.
"""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from hashlib import blake2b
from itertools import count

from collectors import flat_record as flat
from collectors.framework.regular_file import OPENING, FileRead, read
from collectors.session import Counts, hashed
from collectors.session_progress import Transcript
from collectors.sessions.conversation import Conversation
from collectors.sessions.line_reader import LineReader
from collectors.sessions.session_file import SessionFile

_HEAD_BYTES = 1024
_CHUNKS = 4
"""So many are read before what they tell is told: each thing but once."""


class Tail:
    """How far one file was read, and what its lines told that later lines need."""

    def __init__(self, file: SessionFile, known: Transcript | None = None) -> None:
        """Go on where an earlier reader left the file."""
        self.position = known or _unread(file)
        self._conversation: Conversation | None = None
        self._before = self.position
        self._searched = 0
        self._too_long = 0
        self._agent_noted = False
        self.at_end = False
        """Whether nothing followed what was read, or no whole line."""

    def read(self, file: SessionFile, *, enough: Callable[[], bool]) -> Iterator[flat.Row]:
        """Yield what whole lines tell up to the file's end, at least a chunk, and the position.

        Raises `OSError` when the file is not there or may not be read.
        """
        descriptor = os.open(file.path, OPENING)
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise OSError(f"{file.path} is no regular file")
            yield from self._read(descriptor, file, enough)
        finally:
            os.close(descriptor)

    def _read(
        self, descriptor: int, file: SessionFile, enough: Callable[[], bool]
    ) -> Iterator[flat.Row]:
        if not _goes_on(descriptor, self.position):
            self.position, self._conversation, self._searched = _unread(file), None, 0
        lines = LineReader(descriptor, self.position.offset, searched=self._searched)
        begun = lines.offset + lines.searched
        for number in count(1):
            chunk = lines.next()
            self.at_end = chunk is None or lines.at >= os.fstat(descriptor).st_size
            if chunk:
                conversation = self._conversation or self._resumed(file)
                self._note_agent(conversation, file)
                conversation.read(chunk)
            ends = self.at_end or (lines.offset + lines.searched > begun and enough())
            if self._conversation and (ends or number % _CHUNKS == 0):
                yield from self._conversation.take()
            if ends:
                break
        self._searched = lines.searched
        if lines.offset != self.position.offset:
            self.position = self._moved(descriptor, file, lines)
            yield flat.row(self.position)

    def _resumed(self, file: SessionFile) -> Conversation:
        self._before, self._too_long = self.position, 0
        self._conversation = Conversation(
            session_id=file.session_id,
            agent_id=file.agent_id,
            standing=self.position.modified_ms,
            carry=self.position.carry,
        )
        self._agent_noted = not file.meta
        return self._conversation

    def _note_agent(self, conversation: Conversation, file: SessionFile) -> None:
        """Tell of the sub-agent once; its note may be written after its first lines."""
        if not self._agent_noted and isinstance(meta := read(file.meta, ""), FileRead):
            conversation.note_agent(meta.content)
            self._agent_noted = True

    def _moved(self, descriptor: int, file: SessionFile, lines: LineReader) -> Transcript:
        conversation = self._conversation or self._resumed(file)
        status, head = os.fstat(descriptor), os.pread(descriptor, _HEAD_BYTES, 0)
        self._too_long += lines.too_long
        return replace(
            self.position,
            device=status.st_dev,
            inode=status.st_ino,
            offset=lines.offset,
            head=_digest(head),
            head_bytes=len(head),
            lines=self._before.lines + conversation.lines + self._too_long,
            broken_lines=self._before.broken_lines + conversation.broken_lines + self._too_long,
            unknown=_sum(self._before.unknown, conversation.unknown),
            carry=conversation.carry,
        )


def _unread(file: SessionFile) -> Transcript:
    return Transcript(
        file.id,
        hashed(file.session_id),
        device=file.device,
        inode=file.inode,
        head=_digest(b""),
        modified_ms=file.modified_ns // 1_000_000,
    )


def _goes_on(descriptor: int, known: Transcript) -> bool:
    """Whether an open file is the one that was read, grown or as it was."""
    status = os.fstat(descriptor)
    return (
        (status.st_dev, status.st_ino) == (known.device, known.inode)
        and status.st_size >= known.offset
        and _digest(os.pread(descriptor, known.head_bytes, 0)) == known.head
        and (not known.offset or os.pread(descriptor, 1, known.offset - 1) == b"\n")
    )


def _digest(head: bytes) -> str:
    return blake2b(head, digest_size=16).hexdigest()


def _sum(known: Counts, more: Mapping[str, int]) -> Counts:
    return tuple(sorted((Counter(dict(known)) + Counter(more)).items()))
