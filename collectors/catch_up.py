"""Reads all session files of a root to their end, for who does not wait for a dashboard to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from collectors.config import Config
from collectors.errors import LeaseHeldError
from collectors.model import Collector, Trigger
from collectors.schedule import OpenStore, Scheduler, open_to_write
from collectors.session import Backlog, Scope
from collectors.site import Site
from collectors.transcripts import SessionsCollector

STEP_SECONDS = 0.5
"""How long is read before it is stored: each time costs a transaction."""


def catch_up(
    root: Path,
    config: Config,
    *,
    all_roots: bool = False,
    on_step: Callable[[Backlog], None] = lambda _: None,
    open_store: OpenStore = open_to_write,
) -> bool:
    """Read what is new, telling how much is left; False when another perfdash records.

    That one reads too, and there is nothing to be done but to see what it stored. With `all_roots`
    the sessions of all are read, now and from now on; one that records is asked to. Raises
    `StoreError` when nothing can be stored, `BaselineError` when nobody can be asked.
    """
    collectors: list[SessionsCollector] = []

    def build(site: Site) -> tuple[Collector, ...]:
        collectors.append(SessionsCollector(site, budget_seconds=STEP_SECONDS))
        return (collectors[-1],)

    with Scheduler(root, config, open_store=open_store, build=build) as scheduler:
        try:
            if all_roots:
                scheduler.remember(Scope(all_roots=True))
            scheduler.run_once(Trigger.START)
        except LeaseHeldError:
            if all_roots:
                scheduler.read_sessions(all_roots=True)
            return False
        while scheduler.unfinished:
            on_step(collectors[-1].backlog)
            scheduler.run_once(Trigger.BACKLOG)
    return True
