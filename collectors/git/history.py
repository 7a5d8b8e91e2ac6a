"""Which commits touched a framework, and when."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path

from collectors.baseline import Commit
from collectors.framework.grounds import printable
from collectors.git.program import run

_MOST = 500
"""Commits looked at."""
_NAMED = 256
"""Paths git is told of by name; of more it is asked about the whole folder."""
_FORMAT = "--format=%H%n%at%n%an%n%s"


def commits(
    root: Path, since: int, paths: Collection[str] = (), *, beyond: str = ""
) -> tuple[Commit, ...]:
    """Commits since a time (unix milliseconds) that touched these files, or any; newest first.

    Those that a commit has behind it, given by its full hash, are none. At most 500, and no merges:
    what they bring was committed before. Empty outside of a repository.
    """
    wanted = frozenset(paths)
    listed = run(
        root,
        *("rev-list", "--no-merges", f"--max-count={_MOST}", f"--max-age={max(since, 0) // 1000}"),
        *("HEAD", *([f"^{beyond}"] if beyond else []), "--", *_pathspec(wanted)),
    )
    if not listed:
        return ()
    said = run(
        root,
        *("diff-tree", "--stdin", "-r", "-z", "--root", "--raw", "--no-renames", "--relative"),
        *("--no-ext-diff", "--no-textconv", _FORMAT),
        asked=listed,
    )
    found = (_commit(head, touched, wanted) for head, touched in _grouped(said))
    return tuple(commit for commit in found if commit.paths)


def _pathspec(paths: frozenset[str]) -> tuple[str, ...]:
    """What to ask git about: names that are written with escapes are not the files' own."""
    inner = tuple(sorted(path for path in paths if path[:1] not in {"/", "~", ""}))
    plain = all("\\x" not in path and not path.startswith("../") for path in inner)
    return inner if plain and 0 < len(inner) <= _NAMED else (".",)


def _grouped(said: bytes) -> Iterator[tuple[bytes, list[bytes]]]:
    """The head of each commit with the paths it touched.

    Before each path comes a field that begins with a colon, as no head does.
    """
    head, touched = b"", []
    fields = iter(said.split(b"\0"))
    for field in fields:
        if field.lstrip(b"\n").startswith(b":"):
            touched.append(next(fields, b""))
            continue
        if head:
            yield head, touched
        head, touched = field, []
    if head:
        yield head, touched


def _commit(head: bytes, touched: list[bytes], wanted: frozenset[str]) -> Commit:
    revision, at, author, subject = head.decode("utf-8", "replace").lstrip("\n").split("\n", 3)
    paths = (printable(os.fsdecode(path)) for path in touched)
    return Commit(
        revision,
        _milliseconds(at),
        author,
        subject,
        tuple(path for path in paths if not wanted or path in wanted),
    )


def _milliseconds(seconds: str) -> int:
    """A date of a commit; 0 when it is none: a crafted one may hold any number."""
    digits = seconds.removeprefix("-")
    return int(seconds) * 1000 if digits.isdigit() and len(digits) < 12 else 0
