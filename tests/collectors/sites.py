"""Sites to build collectors on, with nothing remembered and every character a token."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from collectors.config import Config
from collectors.model import Content, Framework
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


def site_at(root: Path, config: Config | None = None) -> Site:
    """A site on a folder."""
    return Site(root, config or Config(), Characters(), Blank())
