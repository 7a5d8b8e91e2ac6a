"""Reads all session files of a root to their end, for who does not wait for a dashboard to."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event

from collectors.agenda import Errand
from collectors.clock import Clock
from collectors.config import Config
from collectors.errors import LeaseHeldError
from collectors.model import Run, Trigger
from collectors.rounds import OpenStore, Rounds, open_to_write
from collectors.session import Scope
from collectors.session_progress import Backlog
from collectors.site import Site
from collectors.store import Store, location
from collectors.tokens import Cl100k, RememberedTokenizer
from collectors.transcripts import SessionsCollector

STEP_SECONDS = 0.2
"""How long is read before it is stored. Each time costs a transaction, but what is stored while
processes read on need not be stored when they are done."""


def catch_up(
    root: Path,
    config: Config,
    *,
    all_roots: bool = False,
    most_seconds: float = math.inf,
    on_step: Callable[[Backlog], None] = lambda _: None,
    open_store: OpenStore = open_to_write,
) -> bool:
    """Read what is new, telling how much is left; False when another perfdash records.

    That one reads too, and there is nothing to be done but to see what it stored. With `all_roots`
    the sessions of all are read, this once; one that records is asked to from now on. What is left
    after `most_seconds` waits for the next time. Raises `StoreError` when nothing can be stored,
    `BaselineError` when nobody can be asked.
    """
    root, clock = root.resolve(), Clock()
    until = clock.monotonic() + most_seconds
    try:
        store = open_store(root, config)
    except LeaseHeldError:
        if all_roots:
            from collectors.baselines.inbox import Inbox  # it is rarely asked, and long to import

            Inbox.beside(location(root)).put(Scope(all_roots=True))
        return False
    tokenizer = RememberedTokenizer(Cl100k(), {})
    site = Site(root, config, tokenizer, store)
    collector = SessionsCollector(site, budget_seconds=STEP_SECONDS, together=True)
    rounds = Rounds(store, (collector,), tokenizer, clock=clock, halt=Event())
    with closing(rounds), _widened(store, clock, all_roots=all_roots):
        rounds.run(Errand(Trigger.BACKLOG))
        rounds.demand_room()
        while rounds.unfinished and clock.monotonic() < until:
            on_step(collector.backlog)
            rounds.run(Errand(Trigger.BACKLOG))
            rounds.demand_room()
    return True


@contextmanager
def _widened(store: Store, clock: Clock, *, all_roots: bool) -> Iterator[None]:
    """Read the sessions of all roots meanwhile: what a dashboard shows is the user's to say."""
    if not all_roots or store.sessions.all_roots():
        yield
        return
    store.add(Run(clock.now(), Trigger.ASKED), (Scope(all_roots=True),))
    try:
        yield
    finally:
        store.add(Run(clock.now(), Trigger.ASKED), (Scope(all_roots=False),))
