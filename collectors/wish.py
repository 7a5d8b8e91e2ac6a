"""What a repository's own configuration would have executed, or sent somewhere."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wish:
    """One command or address; nothing comes of it until the user trusted exactly this."""

    path: str
    """The real path of the file that asks for it."""
    key: str
    """Where it stands there: `notify.command`."""
    words: tuple[str, ...]
    """The program and its arguments, or the one address."""
    digest: str
    """SHA-256 in hex over the file, the key, the words, and the files beside it they name."""
    trusted: bool = False
    """Whether the user did, when the configuration was read."""
