"""What every collector is built from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from collectors.config import Config
from collectors.framework.module import Content, Framework
from collectors.model import Run
from collectors.tokens import Tokenizer

if TYPE_CHECKING:
    from collectors.baseline import Baseline, Comparison, Origin
    from collectors.session_progress import Transcript


class KnownBaselines(Protocol):
    """The baselines that earlier runs pinned, and how they compare."""

    def generation(self) -> int:
        """A number that grows when a baseline is pinned, changed or dropped."""
        ...

    def origin(self, name: str, /) -> Origin | None:
        """Where a baseline came from; None when there is none of this name."""
        ...

    def named(self, name: str, /) -> Baseline | None:
        """A baseline with all it holds; None when there is none of this name."""
        ...

    def blob(self, digest: str, /) -> bytes | None:
        """The bytes of a file that a baseline keeps; None when none does."""
        ...

    def comparisons(self, baseline: str, /) -> tuple[Comparison, ...]:
        """The newest comparison of each pair of contents with a baseline, oldest first."""
        ...

    def kept(self) -> Mapping[str, int]:
        """Bytes of the contents that baselines keep, by digest."""
        ...


class KnownSessions(Protocol):
    """How far earlier runs came in session files, and in which."""

    def transcripts(self) -> Mapping[str, Transcript]:
        """How far session files were read, by the hash of their path."""
        ...

    def all_roots(self) -> bool:
        """Whether the user wants the sessions of all roots read."""
        ...


class Memory(Protocol):
    """What earlier runs remembered."""

    def framework(self) -> Framework:
        """The framework as last scanned; empty when it never was."""
        ...

    def contents(self) -> Mapping[str, Content]:
        """Contents by digest."""
        ...

    def token_counts(self) -> Mapping[str, int]:
        """Token counts by digest of the text."""
        ...

    def saves(self, since: int, /) -> tuple[Run, ...]:
        """Runs that a save brought about, at or after a time, oldest first."""
        ...

    def cold_loads(self, since: int, /) -> list[tuple[str, int, float]]:
        """Module, time and seconds of cold loads at or after a time, oldest first."""
        ...

    def canary_seconds(self, since: int, /) -> list[tuple[int, float]]:
        """Time and seconds of canaries at or after a time, oldest first."""
        ...

    @property
    def baselines(self) -> KnownBaselines:
        """What is remembered of baselines."""
        ...

    @property
    def sessions(self) -> KnownSessions:
        """What is remembered of sessions."""
        ...


def at_leisure() -> bool:
    """Nothing waits: measuring may take its time."""
    return False


@dataclass(frozen=True, slots=True)
class Site:
    """A framework's root and what is needed to measure there."""

    root: Path
    config: Config
    tokenizer: Tokenizer
    memory: Memory
    is_pressed: Callable[[], bool] = at_leisure
    """Whether a save waits; asked by what can be put off."""
