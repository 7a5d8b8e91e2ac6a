"""Runs that wait to be written, while the disk is full or read-only."""

from __future__ import annotations

from collections import deque

from collectors.model import Event, Run
from collectors.store.batch import Batch

_MOST = 120
"""Ten minutes of runs at one every five seconds."""


class WaitingRuns:
    """Runs and what they brought, oldest first; of too many the oldest is lost, and counted."""

    def __init__(self) -> None:
        self._waiting: deque[tuple[Run, Batch]] = deque()
        self._lost = 0
        self._reason = ""

    def __bool__(self) -> bool:
        return bool(self._waiting)

    @property
    def blocked(self) -> str:
        """Why runs wait; empty when none does."""
        return self._reason if self._waiting else ""

    @property
    def trouble(self) -> str:
        """The same, and how many wait."""
        many = len(self._waiting)
        waiting = f"{many} run{'s' * (many != 1)} waiting, {self._lost} lost"
        return f"not recording: {self.blocked}, {waiting}" if self.blocked else ""

    def put(self, run: Run, batch: Batch) -> None:
        """Let a run wait after all others."""
        self._waiting.append((run, batch))
        if len(self._waiting) > _MOST:
            self._waiting.popleft()
            self._lost += 1

    def take(self) -> tuple[Run, Batch]:
        """The oldest, which waits no longer."""
        return self._waiting.popleft()

    def put_back(self, run: Run, batch: Batch) -> None:
        """Let the one that was taken go first again."""
        self._waiting.appendleft((run, batch))

    def block(self, reason: str) -> None:
        """Remember why they wait."""
        self._reason = reason

    def loss(self, at: int) -> tuple[Event, ...]:
        """What was lost since that was last told, to be told with the next run."""
        runs = "1 run was" if self._lost == 1 else f"{self._lost} runs were"
        lost = f"{runs} not recorded: {self._reason}"
        return (Event(at, "samples-dropped", lost),) if self._lost else ()

    def forget_loss(self) -> None:
        """It was told."""
        self._lost = 0
