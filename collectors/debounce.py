"""When a burst of saves is over, and who is told."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

QUIET_SECONDS = 0.1
"""A burst is over when nothing was saved for this long."""
LONGEST_SECONDS = 0.5
"""A burst is cut when it lasts this long."""


class Debounce:
    """Gathers saved paths until their burst is over; the caller says what time it is."""

    def __init__(self, *, quiet: float = QUIET_SECONDS, longest: float = LONGEST_SECONDS) -> None:
        self._quiet = quiet
        self._longest = longest
        self._paths: set[str] = set()
        self._lost = False
        self._first = 0.0
        self._last = 0.0

    @property
    def empty(self) -> bool:
        """Whether no burst is under way."""
        return not (self._paths or self._lost)

    def note(self, path: str, now: float) -> None:
        """Add a saved path to the burst."""
        self._see(now)
        self._paths.add(path)

    def lose(self, now: float) -> None:
        """Admit that saves went unseen."""
        self._see(now)
        self._lost = True

    def wait(self, now: float) -> float | None:
        """Seconds until the burst is over; None when there is none."""
        if self.empty:
            return None
        return max(0.0, min(self._last + self._quiet, self._first + self._longest) - now)

    def take(self, now: float) -> frozenset[str] | None:
        """Hand over a burst that is over; empty when anything may have changed."""
        if self.wait(now) != 0.0:
            return None
        saved = frozenset[str]() if self._lost else frozenset(self._paths)
        self._paths, self._lost = set(), False
        return saved

    def _see(self, now: float) -> None:
        if self.empty:
            self._first = now
        self._last = now


class Bursts:
    """Tells of each burst once it is over, from a thread of its own."""

    def __init__(
        self,
        tell: Callable[[frozenset[str]], None],
        *,
        quiet: float = QUIET_SECONDS,
        longest: float = LONGEST_SECONDS,
    ) -> None:
        self._tell = tell
        self._debounce = Debounce(quiet=quiet, longest=longest)
        self._changed = threading.Condition()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="perfdash-bursts", daemon=True)

    @property
    def running(self) -> bool:
        """Whether anyone is told."""
        return self._thread.is_alive()

    def start(self) -> None:
        """Begin to tell."""
        self._thread.start()

    def note(self, path: str) -> None:
        """Add a saved path, from any thread."""
        with self._changed:
            self._wake()
            self._debounce.note(path, time.monotonic())

    def lose(self) -> None:
        """Admit that saves went unseen, from any thread."""
        with self._changed:
            self._wake()
            self._debounce.lose(time.monotonic())

    def stop(self) -> None:
        """Tell of nothing more; return when the last one told is done."""
        with self._changed:
            self._stopping = True
            self._changed.notify()
        if self.running:
            self._thread.join()

    def _wake(self) -> None:
        # Once a burst is under way the thread knows when to look again.
        if self._debounce.empty:
            self._changed.notify()

    def _run(self) -> None:
        while not self._stopping:
            saved = self._next()
            if saved is not None:
                self._tell(saved)

    def _next(self) -> frozenset[str] | None:
        with self._changed:
            if not self._stopping:
                self._changed.wait(self._debounce.wait(time.monotonic()))
            return self._debounce.take(time.monotonic())
