"""Which module is loaded next."""

from __future__ import annotations

from collections.abc import Iterable


class Itinerary:
    """Modules in a hurry first, in the order they came; then targets in turn, new ones first."""

    def __init__(self) -> None:
        self._hurried: dict[str, None] = {}
        self._turn: dict[str, None] = {}
        self._loaded: set[str] = set()

    def renew(self, targets: Iterable[str], known: Iterable[str]) -> None:
        """Take turns among these targets; forget hurries of modules no longer known."""
        wanted = dict.fromkeys(targets)
        new = [path for path in wanted if path not in self._turn]
        old = [path for path in self._turn if path in wanted]
        self._turn = dict.fromkeys(new + old)
        still = frozenset(known)
        self._hurried = dict.fromkeys(path for path in self._hurried if path in still)
        self._loaded &= self._turn.keys()

    def hurry(self, paths: Iterable[str]) -> None:
        """Let these go first."""
        self._hurried |= dict.fromkeys(paths)

    def is_hurried(self, path: str) -> bool:
        """Whether a module goes before its turn."""
        return path in self._hurried

    def is_repeat(self, path: str) -> bool:
        """Whether a module is in no hurry and was loaded before."""
        return path in self._loaded and path not in self._hurried

    def upcoming(self) -> tuple[str, ...]:
        """Every module that waits, each once, the next first."""
        return tuple(self._hurried | self._turn)

    def loaded(self, path: str) -> None:
        """A module was loaded: it waits for its next turn."""
        self._hurried.pop(path, None)
        self._loaded.add(path)
        self.passed(path)

    def passed(self, path: str) -> None:
        """A module could not be loaded: it loses its turn, and stays in a hurry if it was."""
        if path in self._turn:
            del self._turn[path]
            self._turn[path] = None
