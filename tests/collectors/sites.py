"""Sites to build collectors on, with nothing remembered and every character a token."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from collectors.baseline import Baseline, Comparison, Origin
from collectors.config import Config
from collectors.framework.module import Content, Framework
from collectors.model import Run
from collectors.session_progress import Transcript
from collectors.site import Site


class Characters:
    """A tokenizer for which every character is a token."""

    name = "characters"

    def count(self, text: str) -> int:
        return len(text)


class Blank:
    """A memory of nothing."""

    def framework(self) -> Framework:
        return Framework()

    def contents(self) -> Mapping[str, Content]:
        return {}

    def token_counts(self) -> Mapping[str, int]:
        return {}

    def saves(self, _since: int) -> tuple[Run, ...]:
        return ()

    def cold_loads(self, _since: int) -> list[tuple[str, int, float]]:
        return []

    def canary_seconds(self, _since: int) -> list[tuple[int, float]]:
        return []

    @property
    def baselines(self) -> NoBaselines:
        return NoBaselines()

    @property
    def sessions(self) -> NoSessions:
        return NoSessions()


class NoBaselines:
    """A memory of no baseline."""

    def generation(self) -> int:
        return 0

    def origin(self, _name: str) -> Origin | None:
        return None

    def named(self, _name: str) -> Baseline | None:
        return None

    def blob(self, _digest: str) -> bytes | None:
        return None

    def comparisons(self, _baseline: str) -> tuple[Comparison, ...]:
        return ()

    def kept(self) -> Mapping[str, int]:
        return {}


class NoSessions:
    """A memory of no session."""

    def transcripts(self) -> Mapping[str, Transcript]:
        return {}

    def all_roots(self) -> bool:
        return False


def site_at(root: Path, config: Config | None = None) -> Site:
    """A site on a folder."""
    return Site(root, config or Config(), Characters(), Blank())
