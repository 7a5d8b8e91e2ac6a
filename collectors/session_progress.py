"""How far the files of sessions were read."""

from __future__ import annotations

from dataclasses import dataclass

from collectors.session import Counts, Id, Unsigned


@dataclass(frozen=True, slots=True)
class Transcript:
    """How far one file was read."""

    file: Id
    """Hash of its path."""
    session: Id
    device: Unsigned = 0
    inode: Unsigned = 0
    offset: int = 0
    """Bytes read, always the end of a line."""
    head: str = ""
    """Digest of its first bytes: another one is another file, whatever its inode."""
    head_bytes: int = 0
    modified_ms: int = 0
    """When it was last written, as first seen: the younger of two copies is the fork."""
    lines: int = 0
    broken_lines: int = 0
    """No JSON, or longer than is read."""
    unknown: Counts = ()
    """Record types that are not known, with how many there were."""
    carry: bytes = b""
    """What the reader has to remember to go on, as JSON; ids hashed, no text."""


@dataclass(frozen=True, slots=True)
class Backlog:
    """How much of the transcripts is still to be read."""

    files: int = 0
    bytes: int = 0
    of_bytes: int = 0
    """All that was to be read when reading began."""
    refused: int = 0
    """Files and folders that cannot be read; they are not waited for."""
