"""Who tells of what is written: to the framework, and to sessions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TypeAlias

from collectors.append_watch import AppendWatcher
from collectors.config import Config
from collectors.framework.module import Framework
from collectors.framework.selection import Selection
from collectors.model import Status, Trigger
from collectors.watch import Watcher

Ask: TypeAlias = Callable[[Trigger, frozenset[str]], None]
"""Have what was written measured."""


class Lookout:
    """Both watchers of a root, from when they are first told what to watch."""

    def __init__(self, root: Path, config: Config, ask: Ask) -> None:
        self._ask = ask
        self._saves = Watcher(root, Selection.of(root.name, config.framework), self._hear)
        self._appends = AppendWatcher(partial(ask, Trigger.APPENDED))

    @property
    def statuses(self) -> tuple[Status, ...]:
        """How they fare."""
        return self._saves.status(), self._appends.status()

    @property
    def misses_saves(self) -> bool:
        """Whether saves have to be looked for."""
        return self._saves.status().degraded

    def watch(self, framework: Framework) -> None:
        """Hear of saves of a framework's modules."""
        self._saves.watch(module.path for module in framework.modules)

    def follow(self, folders: Iterable[str]) -> None:
        """Hear of files that grow in these folders."""
        if self._appends.watch(folders):
            # Something may have been written between the look and the watch.
            self._ask(Trigger.APPENDED, frozenset())

    def check(self) -> None:
        """Bring both in line with what lies on disk now."""
        self._saves.check()
        self._appends.check()

    def stop(self) -> None:
        """Tell of nothing more."""
        self._appends.stop()
        self._saves.stop()

    def _hear(self, saved: frozenset[str]) -> None:
        self._ask(Trigger.SAVE if saved else Trigger.RESCAN, saved)
