"""Measures the framework on disk: what it holds, what that costs, what changed since last time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from collectors.framework import samples
from collectors.framework.assembly import Assembly
from collectors.framework.module import Framework
from collectors.model import Occasion, Record, Trigger
from collectors.site import Site


class ScanCollector:
    """Keeps the framework of a site up to date."""

    NAME: ClassVar[str] = "scan"
    TRIGGERS: ClassVar[frozenset[Trigger]] = frozenset(
        {Trigger.START, Trigger.SAVE, Trigger.RESCAN, Trigger.ASKED}
    )

    def __init__(self, site: Site) -> None:
        self._site = site
        self._last = Framework()
        self._assembly: Assembly | None = None

    def collect(self, occasion: Occasion) -> Iterator[Record]:
        """Yield new contents, the framework if it changed, what it rests on, and its samples.

        What it rests on is only known when everything was looked at, which no save asks for.
        Raise `NoFrameworkError` when the root holds none.
        """
        dirty = occasion.dirty if occasion.trigger is Trigger.SAVE else frozenset()
        assembly = self._assembly or self._remember()
        framework = yield from assembly.refresh(dirty)
        before, self._last = self._last, framework
        if occasion.trigger is Trigger.START or framework != before:
            yield framework
        if not dirty and (footing := assembly.footing()):
            yield footing
        yield from samples.totals(framework)
        yield from samples.changed(before, framework, self._site.config.context)

    def _remember(self) -> Assembly:
        """Start from what earlier runs remembered."""
        site, memory = self._site, self._site.memory
        self._last = memory.framework()
        self._assembly = Assembly(
            site.root,
            site.config,
            site.tokenizer,
            remembered=self._last,
            contents=memory.contents(),
        )
        return self._assembly


def scan(site: Site) -> tuple[Framework, tuple[Record, ...]]:
    """Scan a site once: its framework, and all that was learnt of it."""
    collector = ScanCollector(site)
    occasion = Occasion(Trigger.START, at=0, framework=Framework())
    records = tuple(collector.collect(occasion))
    return next(it for it in records if isinstance(it, Framework)), records
