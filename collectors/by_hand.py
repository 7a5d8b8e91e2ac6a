"""Measuring at once, in the thread that asks, for who needs no more than a few runs."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from types import TracebackType
from typing import Self

from collectors import registry
from collectors.agenda import Errand
from collectors.baselines.requests import Action, Request
from collectors.clock import Clock
from collectors.config import Config
from collectors.errors import BaselineError
from collectors.model import Run, Trigger
from collectors.outfit import Build, Outfit
from collectors.rounds import OpenStore, Rounds, open_to_write
from collectors.scan import ScanCollector
from collectors.serving import Serving


class ByHand:
    """Measures a root when told, while nobody else writes to its store.

    Whatever is asked of it first opens the store, and raises `StoreError` when that cannot be
    opened or written, `LeaseHeldError` while another perfdash writes to it.
    """

    def __init__(
        self,
        root: Path,
        config: Config,
        *,
        clock: Clock | None = None,
        open_store: OpenStore = open_to_write,
        build: Build = registry.build,
    ) -> None:
        """Take what to measure."""
        self._outfit = Outfit(root.resolve(), config, clock or Clock(), open_store, build)
        self._rounds: Rounds | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def run(self, trigger: Trigger, dirty: frozenset[str] = frozenset()) -> Run:
        """Measure and store it."""
        rounds = self._open()
        run = rounds.run(Errand(trigger, dirty), (rounds.store.status(),))
        rounds.demand_room()
        return run

    def fulfil(self, request: Request) -> str:
        """Do what is asked about what lies on disk now, and say what was done.

        Raises `BaselineError` when it cannot be done.
        """
        for failure in self.run(Trigger.START).failures:
            if failure.collector == ScanCollector.NAME and request.action is not Action.DROP:
                raise BaselineError(failure.error)
        outfit = self._outfit
        serving = Serving(outfit.root, outfit.config, outfit.clock)
        return serving.fulfil(request, self._open(), Run(outfit.clock.now(), Trigger.ASKED))

    def close(self) -> None:
        """Let go of the store, if it was opened."""
        if self._rounds is not None:
            self._rounds.close()
            self._rounds = None

    def _open(self) -> Rounds:
        self._rounds = self._rounds or self._outfit.rounds(Event())
        return self._rounds
