"""Keeps a baseline to compare with, for users who pin none.

It is the merge base with the main branch, and follows it; where there is no such commit, or no
framework in it, it is the first scan. Not made at the start, when the first screen is due, but by
the rescan that follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from time import perf_counter
from typing import ClassVar

from collectors import git
from collectors.baseline import DEFAULT_NAME, Baseline, standing
from collectors.baselines.pinning import pin, pin_revision
from collectors.baselines.token_figures import still_accepted
from collectors.errors import BaselineError
from collectors.model import Occasion, Record, Status, Trigger
from collectors.site import Site

_ASK_EVERY = 60_000
"""Milliseconds between two questions to git."""
_ASK_SHARE = 0.001
"""Share of the time that they may take: a repository where they take long is asked less often."""


class BaselineCollector:
    """Makes the default baseline when there is none, and anew when the merge base changes."""

    NAME: ClassVar[str] = "baseline"
    TRIGGERS: ClassVar[frozenset[Trigger]] = frozenset({Trigger.RESCAN, Trigger.ASKED})

    def __init__(self, site: Site) -> None:
        self._site = site
        self._ask_at = 0
        self._base = ""
        self._without_framework = ""

    def collect(self, occasion: Occasion) -> Iterator[Record]:
        """Yield the baseline with its contents if it has to be made, and whether there is one."""
        if not occasion.framework.modules:
            return
        try:
            yield from self._renewed(occasion)
        except BaselineError as error:
            yield Status("baseline", degraded=True, detail=f"no default baseline: {error}")
        else:
            yield Status("baseline", degraded=False, detail=standing((DEFAULT_NAME,)))

    def _renewed(self, occasion: Occasion) -> Iterator[Record]:
        known = self._site.memory.baselines.origin(DEFAULT_NAME)
        if known and not known.automatic:
            return
        base = self._merge_base(occasion.at)
        if base not in {"", self._without_framework, known.revision if known else ""}:
            yield from self._of_commit(base, occasion.at)
        if known is None and base in {"", self._without_framework}:
            framework = occasion.framework
            made = pin(self._site, framework, name=DEFAULT_NAME, at=occasion.at)
            yield from self._automatic(made)

    def _merge_base(self, at: int) -> str:
        if at >= self._ask_at:
            began = perf_counter()
            self._base = git.merge_base(self._site.root)
            spent = (perf_counter() - began) * 1000
            self._ask_at = at + max(_ASK_EVERY, int(spent / _ASK_SHARE))
        return self._base

    def _of_commit(self, base: str, at: int) -> Iterator[Record]:
        try:
            made = tuple(pin_revision(self._site, base, name=DEFAULT_NAME, at=at))
        except BaselineError:
            self._without_framework = base
        else:
            yield from self._automatic(made)

    def _automatic(self, made: Iterable[Record]) -> Iterator[Record]:
        known = self._site.memory.baselines.named(DEFAULT_NAME)
        before = known.accepted if known else ()
        for record in made:
            if isinstance(record, Baseline):
                accepted = still_accepted(before, record.framework)
                yield replace(record, automatic=True, accepted=accepted)
            else:
                yield record
