"""What a root is measured with: its store, its collectors, and a clock."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TypeAlias

from collectors.clock import Clock
from collectors.config import Config
from collectors.model import Collector
from collectors.rounds import OpenStore, Rounds
from collectors.site import Site, at_leisure
from collectors.tokens import Cl100k, RememberedTokenizer

Build: TypeAlias = Callable[[Site], tuple[Collector, ...]]


@dataclass(frozen=True, slots=True)
class Outfit:
    """A root and what to measure it with, nothing of it open yet."""

    root: Path
    config: Config
    clock: Clock
    open_store: OpenStore
    build: Build

    def rounds(self, halt: Event, is_pressed: Callable[[], bool] = at_leisure) -> Rounds:
        """Open the store and set up the collectors, or leave nothing open.

        Raises `LeaseHeldError` while another perfdash writes, `StoreError` when nobody can.
        """
        with ExitStack() as half_open:
            store = self.open_store(self.root, self.config)
            half_open.callback(store.close)
            tokenizer = RememberedTokenizer(Cl100k(), store.token_counts())
            collectors = self.build(Site(self.root, self.config, tokenizer, store, is_pressed))
            rounds = Rounds(store, collectors, tokenizer, clock=self.clock, halt=halt)
            half_open.pop_all()
        return rounds
