"""Where Claude Code's telemetry is listened for, as it is said to who records without a screen."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from collectors.model import Run
from collectors.otlp import OtlpCollector
from collectors.store import Store


class Listening:
    """Says what the collector of telemetry tells, each time that it is something new."""

    def __init__(self, root: Path, say: Callable[[str], object]) -> None:
        self._root = root
        self._say = say
        self._said = ""

    def on_run(self, run: Run) -> None:
        """Look at what a run stored; for the thread that measures."""
        if run.trigger not in OtlpCollector.TRIGGERS:
            return
        with closing(Store.open(self._root, writable=False)) as store:
            told = (it.detail for it in store.statuses() if it.part == OtlpCollector.NAME)
            said = next(told, "")
        if said and said != self._said:
            self._say(said)
        self._said = said
