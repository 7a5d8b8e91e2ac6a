"""The dev session's process and its descendants: which they are, and what they took."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from collectors.model import Status
from collectors.presence import Living

if TYPE_CHECKING:
    import psutil

SEARCH_SECONDS = 30.0
"""How often Claude Code is looked for while it is not there."""
WALK_SHARE = 0.001
"""Share of one core that looking for the session's children may take: it reads all of /proc."""

_RUNTIMES = frozenset({"node", "bun", "MainThread", "node-MainThread"})
"""What Claude Code is called until it names itself `claude`."""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Use:
    """What processes took since they began; `resident_bytes` is what they hold now."""

    cpu_seconds: float = 0.0
    """With that of the children waited for: a child that ends leaves its share to its parent."""
    resident_bytes: int = 0
    read_bytes: int = 0
    written_bytes: int = 0

    def __add__(self, other: Use) -> Use:
        return Use(
            self.cpu_seconds + other.cpu_seconds,
            self.resident_bytes + other.resident_bytes,
            self.read_bytes + other.read_bytes,
            self.written_bytes + other.written_bytes,
        )


class ProcessTree:
    """The dev session: the process that was named, or Claude Code at work in the root."""

    def __init__(
        self, root: Path, pid: int, *, living: Callable[[], tuple[Living, ...]] = lambda: ()
    ) -> None:
        """Take who tells of sessions that run in the root, the one most likely meant first."""
        self._root = root
        self._pid = pid
        self._living = living
        self._followed_at = 0.0
        self._process: psutil.Process | None = None
        self._children: list[psutil.Process] = []
        self._search_at = 0.0
        self._walk_at = 0.0

    def use(self, now: float) -> Use | None:
        """What the whole tree took by now (monotonic seconds); None while there is no session."""
        process = self._present(now)
        if process is None:
            return None
        if now >= self._walk_at:
            self._walk(process, now)
        return sum(map(_use, self._children), _use(process))

    def status(self) -> Status:
        """Which process was found, or what is waited for."""
        if self._process:
            name = _answer(self._process.name, "process")
            return Status("session", degraded=False, detail=f"{name} ({self._process.pid})")
        if self._pid:
            detail = f"process {self._pid}, named as the session, is not running"
            return Status("session", degraded=True, detail=detail)
        return Status("session", degraded=False, detail="waiting for Claude Code in this folder")

    def _present(self, now: float) -> psutil.Process | None:
        if self._process is None:
            self._process = self._found(now)
            self._walk_at = now
        elif not self._process.is_running():
            self._process, self._search_at = None, now
        elif now >= self._followed_at:
            self._followed_at = now + SEARCH_SECONDS
            self._follow()
        return self._process

    def _found(self, now: float) -> psutil.Process | None:
        if not self._pid and (living := self._living()):
            return find_process(living[0].pid)
        if now < self._search_at:
            return None
        self._search_at = now + SEARCH_SECONDS
        return find_process(self._pid) if self._pid else find_claude(self._root)

    def _follow(self) -> None:
        """Let go of a session that is idle, or of none of the root's, while another is at work."""
        living = () if self._pid else self._living()
        if not living or not self._process:
            return
        first, pid = living[0], self._process.pid
        known = next((each for each in living if each.pid == pid), None)
        if known is None or (first.busy and not known.busy):
            self._process = None

    def _walk(self, process: psutil.Process, now: float) -> None:
        began = time.perf_counter()
        self._children = _answer(lambda: process.children(recursive=True), [])
        self._walk_at = now + (time.perf_counter() - began) / WALK_SHARE


def find_process(pid: int) -> psutil.Process | None:
    """Find the process of this id, if it runs."""
    import psutil

    return _answer(lambda: psutil.Process(pid), None)


def find_claude(root: Path) -> psutil.Process | None:
    """Find the newest Claude Code at work in a folder or below it, none that another one began."""
    import psutil

    at_work = {
        process.pid: process
        for process in psutil.process_iter()
        if _is_claude(process) and _works_in(process, root)
    }
    first = [process for process in at_work.values() if _answer(process.ppid, 0) not in at_work]
    return max(first, key=lambda process: process.create_time(), default=None)


def is_claude_script(word: str) -> bool:
    """Whether a word of a command line is Claude Code's script, wherever it is installed."""
    return word.endswith("/claude") or "/claude-code/" in word


def _is_claude(process: psutil.Process) -> bool:
    name = _answer(process.name, "")
    if name not in _RUNTIMES:
        return name == "claude"
    words: list[str] = _answer(process.cmdline, [])
    return any(map(is_claude_script, words[1:4]))


def _works_in(process: psutil.Process, root: Path) -> bool:
    return Path(_answer(process.cwd, "")).is_relative_to(root)


def _use(process: psutil.Process) -> Use:
    """What one process took; nothing when it is gone."""
    cpu = _answer(process.cpu_times, None)
    memory = _answer(process.memory_info, None)
    moved = _answer(process.io_counters, None)
    return Use(
        sum(cpu[:4]) if cpu else 0.0,
        memory.rss if memory else 0,
        moved.read_bytes if moved else 0,
        moved.write_bytes if moved else 0,
    )


def _answer(question: Callable[[], _T], otherwise: _T) -> _T:
    """Ask a process that may have ended, or that belongs to somebody else."""
    import psutil

    try:
        return question()
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return otherwise
