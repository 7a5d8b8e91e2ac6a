"""How many tokens a text has."""

from __future__ import annotations

from typing import Protocol


class Tokenizer(Protocol):
    """Something that counts tokens exactly."""

    name: str
    """The encoding, such as cl100k_base."""

    def count(self, text: str) -> int:
        """Count the tokens of a text; special-token spellings are plain text."""
        ...
