"""A small framework that edits itself, so that every panel has something to show."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

_BUNDLED = Path(__file__).parent / "framework"

_LESSON = """
## Lessons of release {number}

The canary looked healthy because it was too small to see the slow path. Widen it to one percent of
every region, compare like with like, and wait one full quiet hour. Write down what the numbers were
before the change, so that the next captain can tell better from different.
"""


@dataclass(frozen=True, slots=True)
class Edit:
    """One save, as an author would make it."""

    pause: float
    """Seconds to wait before it."""
    path: str
    text: str
    """The whole new text."""


def lay_out(folder: Path) -> Path:
    """Copy the bundled framework into a folder and name its root."""
    return Path(shutil.copytree(_BUNDLED, folder / "harbor"))


def edits(root: Path, *, pause: float = 4.0) -> Iterator[Edit]:
    """Saves without end: a component grows and is trimmed, a missing one is written."""
    checks, announce = "components/quality/checks.md", "components/reporting/announce.md"
    original = (root / checks).read_text("utf-8")
    lessons = [_LESSON.format(number=number) for number in range(1, 13)]
    yield Edit(pause, checks, original + "".join(lessons[:4]))
    yield Edit(pause, announce, "# Announce\n\nOne paragraph, for users, in their words.\n")
    for size in cycle((8, 12, 6, 2, 0, 4)):
        yield Edit(pause, checks, original + "".join(lessons[:size]))


def play(root: Path, *, stopped: Callable[[float], bool]) -> None:
    """Save one edit after another until `stopped(seconds)`, which waits, says so."""
    for edit in edits(root):
        if stopped(edit.pause):
            return
        save(root, edit)


def save(root: Path, edit: Edit) -> None:
    """Write an edit to disk."""
    (root / edit.path).write_text(edit.text, "utf-8")
