"""Which paths a glob of the configuration means; no glob is slow."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase
from typing import NamedTuple


class Globs(NamedTuple):
    """Some globs: `*` stays within a name, `**` is any number of folders."""

    patterns: tuple[tuple[str, ...], ...] = ()

    @classmethod
    def of(cls, globs: Iterable[str]) -> Globs:
        """Read globs; one without a slash means a name at any depth."""
        return cls(tuple(_segments(glob) for glob in globs))

    def match(self, path: str) -> bool:
        """Whether any glob means this path, relative to the root."""
        if not self.patterns:
            return False
        names = path.split("/")
        return any(_matches(names, pattern) for pattern in self.patterns)


def _segments(glob: str) -> tuple[str, ...]:
    trimmed = glob.removeprefix("./").rstrip("/")
    if "/" not in trimmed:
        return ("**", trimmed)
    return tuple(segment for segment in trimmed.split("/") if segment)


def _matches(names: list[str], pattern: tuple[str, ...]) -> bool:
    """Match segment by segment, going back to the last `**` only: each pair is tried once."""
    here = at = resume = 0
    star = -1
    while here < len(names):
        if at < len(pattern) and pattern[at] == "**":
            star, resume = at, here
            at += 1
        elif at < len(pattern) and fnmatchcase(names[here], pattern[at]):
            here, at = here + 1, at + 1
        elif star >= 0:
            resume += 1
            here, at = resume, star + 1
        else:
            return False
    return all(segment == "**" for segment in pattern[at:])
