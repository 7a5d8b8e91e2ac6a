"""What a window is held against: the baseline, what was timed against it, saves and commits."""

from __future__ import annotations

from pathlib import Path
from time import monotonic

from collectors import git
from collectors.baseline import DEFAULT_NAME, NO_BASELINE, Baseline, Commit, Comparison
from collectors.framework.module import Framework
from collectors.model import Run, Trigger
from collectors.store import Store

_ASK_EVERY = 60.0
_ASK_SHARE = 0.001
"""Share of the time that git may take: a slow one is asked less often."""


class Past:
    """What was read so far; the same objects as before, as long as nothing changed."""

    def __init__(self, store: Store) -> None:
        self.baseline: Baseline = NO_BASELINE
        self.comparisons: tuple[Comparison, ...] = ()
        self.saves: tuple[Run, ...] = ()
        self.commits: tuple[Commit, ...] = ()
        self._store = store
        self._generations = (0, 0)
        self._ask_at = 0.0

    def follow(self, framework: Framework, runs: tuple[Run, ...]) -> None:
        """Read what may have changed; `runs` are those of the window, oldest first."""
        self._follow_generations(framework)
        self._add_saves(runs)
        # A commit changes nothing on disk: there is nothing to be told by.
        if monotonic() >= self._ask_at:
            self._ask_for_commits(framework)

    @property
    def _since(self) -> int:
        """What was read from a commit is older than the moment it was pinned."""
        return 0 if self.baseline.revision else self.baseline.at

    def _follow_generations(self, framework: Framework) -> None:
        """Read another baseline, and what was compared with it."""
        before = self._generations
        now = (self._store.baselines.generation(), self._store.baselines.comparisons_generation())
        if now == before:
            return
        if now[0] != before[0]:
            baseline = self._store.baselines.named(DEFAULT_NAME) or NO_BASELINE
            self.baseline = baseline.sharing(framework)
            self.saves = self._store.saves(self._since) if self.baseline.name else ()
            self._ask_at = 0.0
        self.comparisons = self._store.baselines.comparisons(self.baseline.name)
        self._generations = now  # Not before they were followed: reading may fail.

    def _add_saves(self, runs: tuple[Run, ...]) -> None:
        newest = self.saves[-1].at if self.saves else self._since
        fresh = (run for run in runs if run.trigger is Trigger.SAVE and run.at > newest)
        if self.baseline.name:
            self.saves += tuple(fresh)

    def _ask_for_commits(self, framework: Framework) -> None:
        baseline = self.baseline
        if not (baseline.name and framework.root):
            self.commits = ()
            return
        began = monotonic()
        modules = (*baseline.framework.modules, *framework.modules)
        found = git.commits(
            Path(framework.root),
            self._since,
            frozenset(module.path for module in modules),
            beyond=baseline.revision,
        )
        self._ask_at = began + max(_ASK_EVERY, (monotonic() - began) / _ASK_SHARE)
        if found != self.commits:
            self.commits = found
