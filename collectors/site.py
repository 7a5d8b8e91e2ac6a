"""What every collector is built from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from collectors.config import Config
from collectors.model import Content, Framework
from collectors.tokens import Tokenizer


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


@dataclass(frozen=True, slots=True)
class Site:
    """A framework's root and what is needed to measure there."""

    root: Path
    config: Config
    tokenizer: Tokenizer
    memory: Memory
