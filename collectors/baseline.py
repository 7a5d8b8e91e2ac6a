"""What a framework was at a moment that later ones are held against."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from collectors.framework.module import Framework

DEFAULT_NAME = "default"
"""The baseline that is pinned when no name is given, and compared with when none is chosen."""

NONE_YET = "there is no baseline yet; perfdash baseline pin makes one"


@dataclass(frozen=True, slots=True)
class Environment:
    """What timings depend on besides the framework; only equal ones may be compared."""

    machine: str = ""
    """Processor model and architecture."""
    cores: int = 0
    python: str = ""
    perfdash: str = ""


@dataclass(frozen=True, slots=True)
class Blob:
    """The bytes of one file, kept for as long as a baseline names them."""

    digest: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a baseline came from, for those who need not know what it holds."""

    revision: str
    automatic: bool


@dataclass(frozen=True, slots=True)
class LoadStatistics:
    """The cold load times of one module that a baseline keeps."""

    module: str
    seconds: tuple[float, ...]
    """At most the newest 60, in the order they were measured."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """A framework with its exact figures, its load times and where they were measured."""

    name: str
    at: int
    """Unix milliseconds at which it was pinned."""
    framework: Framework
    revision: str = ""
    """The full commit hash it was read from; empty when it was the working tree."""
    automatic: bool = False
    """True when perfdash chose it: the merge base with the main branch, or the first scan."""
    environment: Environment = Environment()
    loads: tuple[LoadStatistics, ...] = ()
    """Sorted by module; empty when it was read from a commit."""
    accepted: tuple[tuple[str, int], ...] = ()
    """Token budgets accepted since, as (key, tokens): they count in place of its own."""
    canary_seconds: tuple[float, ...] = ()
    """How long the canary took while the loads were measured; empty when that is not known."""

    def sharing(self, framework: Framework) -> Baseline:
        """The same, made of a framework's own modules where they are alike: for long most are."""
        known = {module.path: module for module in framework.modules}
        modules = tuple(
            now if (now := known.get(then.path, then)) == then else then
            for then in self.framework.modules
        )
        return replace(self, framework=replace(self.framework, modules=modules))


NO_BASELINE = Baseline("", 0, Framework())
"""Held against it, nothing has changed."""


@dataclass(frozen=True, slots=True)
class Block:
    """One ABBA block: both contents loaded in turn by one process."""

    baseline_seconds: float
    """Lower quartile of the loads of the old content, CPU time."""
    current_seconds: float
    canary_seconds: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Old and new content of one module's closure, timed side by side."""

    module: str
    baseline: str
    """The baseline's name."""
    baseline_digest: str
    """Digest of the closure's contents, in include order, then."""
    current_digest: str
    """The same now."""
    at: int
    blocks: tuple[Block, ...]
    baseline_peak_bytes: int = 0
    """Allocation peak of one load, by tracemalloc outside the timed blocks."""
    current_peak_bytes: int = 0
    baseline_samples: tuple[float, ...] = ()
    """Single loads in seconds, for the histogram; at most 200."""
    current_samples: tuple[float, ...] = ()
    environment: Environment = Environment()
    baseline_retained_bytes: int = 0
    """Still allocated when one load is over: the prompt, and what the loader keeps."""
    current_retained_bytes: int = 0
    fresh_processes: bool = False
    """True when a block is two processes, one for each content, and not turns in one."""


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit that touched the framework."""

    revision: str
    at: int
    """Author date in unix milliseconds."""
    author: str
    subject: str
    paths: tuple[str, ...]
    """Files it touched, relative to the framework's root."""


def standing(names: Collection[str]) -> str:
    """What there is to compare with, when these are the baselines."""
    if DEFAULT_NAME in names:
        return "there is one to compare with"
    return "there is no default baseline; the next rescan makes one" if names else NONE_YET
