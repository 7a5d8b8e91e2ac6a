"""Which sessions of a root run now, as Claude Code itself notes beside its settings.

The notes are undocumented: whatever is not as expected is passed over. Keys lie beside them, and
nothing but `<pid>.json` is opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Self

import orjson

from collectors.framework.regular_file import FileRead, read
from collectors.presence import Living
from collectors.session import hashed
from collectors.sessions.config_dirs import config_dirs
from collectors.sessions.places import Places

_NAME = re.compile(r"[1-9][0-9]{0,9}\.json")
_MOST = 256
"""Notes that are read: each is of a process that runs, or that was killed."""
_ROUNDING_SECONDS = 2.0
"""A process cannot write before it began, but the system tells of its beginning roughly."""


class Roster:
    """The sessions that run in a root, or below it."""

    def __init__(self, places: Places, config_dirs: Sequence[Path]) -> None:
        self._places = places
        self._folders = tuple(path / "sessions" for path in config_dirs)

    @classmethod
    def of(cls, root: Path, named: Sequence[str]) -> Self:
        """That of a root; the environment and the configuration name the folders."""
        found = config_dirs(named=named)
        return cls(Places(root, found), found)

    def is_kept(self) -> bool:
        """Whether Claude Code notes anywhere which sessions run."""
        return any(map(Path.is_dir, self._folders))

    def living(self) -> tuple[Living, ...]:
        """Those that run now: those at work first, and the last to tell before others."""
        found = [each for path in self._folders for each in _noted(path) if self._holds(each)]
        found.sort(key=lambda each: (each.living.busy, each.noted_ns), reverse=True)
        return tuple(each.living for each in found)

    def _holds(self, noted: _Noted) -> bool:
        if self._places.own_all:
            return True
        return PurePosixPath(noted.folder).is_relative_to(self._places.project)


@dataclass(frozen=True, slots=True)
class _Noted:
    living: Living
    folder: str
    noted_ns: int


def _noted(folder: Path) -> Iterator[_Noted]:
    try:
        names = sorted(each.name for each in folder.iterdir() if _NAME.fullmatch(each.name))
    except OSError:
        return
    for name in names[:_MOST]:
        result = read(str(folder / name), name)
        noted = _understood(name, result) if isinstance(result, FileRead) else None
        if noted and _runs(noted.living.pid, noted.noted_ns / 1e9):
            yield noted


def _understood(name: str, result: FileRead) -> _Noted | None:
    try:
        fields = orjson.loads(result.content)
    except orjson.JSONDecodeError:
        return None
    if not isinstance(fields, dict):
        return None
    pid, session_id, folder = (fields.get(key) for key in ("pid", "sessionId", "cwd"))
    if f"{pid}.json" != name or not isinstance(session_id, str) or not isinstance(folder, str):
        return None
    living = Living(hashed(session_id), int(name[:-5]), fields.get("status") == "busy")
    return _Noted(living, folder, result.stamp.modified_ns)


def _runs(pid: int, noted_at: float) -> bool:
    """Whether the process that wrote a note runs, and not a later one of its number."""
    import psutil

    try:
        return psutil.Process(pid).create_time() <= noted_at + _ROUNDING_SECONDS
    except (psutil.Error, OverflowError):
        return False
