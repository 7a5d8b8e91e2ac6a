"""A small framework that edits itself and is used, so that every panel has something to show.

Half a minute in, one command has become slower and one component bigger than the baseline.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import cycle
from pathlib import Path
from typing import TypeAlias

from collectors.config import Config

_BUNDLED = Path(__file__).parent / "framework"

_CHECKS = "components/quality/checks.md"
_TRIAGE = ".claude/commands/triage.md"
_ANNOUNCE = "components/reporting/announce.md"

_LESSON = """
## Lessons of release {number}

The canary looked healthy because it was too small to see the slow path. Widen it to one percent of
every region, compare like with like, and wait one full quiet hour. Write down what the numbers were
before the change, so that the next captain can tell better from different.
"""
_CASE = "- Case {number}: sorted as `docs/decisions.md` says, in words of `docs/glossary.md`.\n"
_CASES = 12
"""References that a loader has to look for; they make a command slower than as much prose would."""

_ROUNDS = 24
_BUDGET_RATIO = 0.1


@dataclass(frozen=True, slots=True)
class Edit:
    """One save, as an author would make it."""

    pause: float
    """Seconds to wait before it."""
    path: str
    text: str
    """The whole new text."""


@dataclass(frozen=True, slots=True)
class Pin:
    """The author has seen enough loads to hold later ones against."""

    pause: float


Step: TypeAlias = Edit | Pin


def lay_out(folder: Path) -> Path:
    """Copy the bundled framework into a folder and name its root."""
    return Path(shutil.copytree(_BUNDLED, folder / "harbor"))


def config_dir(root: Path) -> Path:
    """Where the played session of a laid out framework is written."""
    return root.parent / "claude"


def settings(config: Config) -> Config:
    """Load more often than is usual: what takes minutes beside real work is seen in seconds."""
    load = replace(config.load, rounds=_ROUNDS, budget_ratio=_BUDGET_RATIO)
    return replace(config, load=load)


def steps(root: Path) -> Iterator[Step]:
    """What the author does, without end; a mistake is taken back in every round of it."""
    checks, triage = ((root / path).read_text("utf-8") for path in (_CHECKS, _TRIAGE))
    lessons = [_LESSON.format(number=number) for number in range(1, 13)]
    cases = "".join(_CASE.format(number=number) for number in range(1, _CASES + 1))
    yield Pin(12.0)
    slower = Edit(8.0, _TRIAGE, f"{triage}\n## Cases\n\n{cases}")
    yield slower
    yield Edit(14.0, _CHECKS, checks + "".join(lessons[:4]))
    yield Edit(8.0, _ANNOUNCE, "# Announce\n\nOne paragraph, for users, in their words.\n")
    yield from cycle(
        (
            Edit(12.0, _CHECKS, checks + "".join(lessons)),
            Edit(8.0, _CHECKS, checks + "".join(lessons[:2])),
            Edit(8.0, _TRIAGE, triage),
            Edit(8.0, _CHECKS, checks),
            replace(slower, pause=20.0),
            Edit(14.0, _CHECKS, checks + "".join(lessons[:4])),
        )
    )


def play(root: Path, *, stopped: Callable[[float], bool]) -> None:
    """Take one step after another until `stopped(seconds)`, which waits, says so."""
    for step in steps(root):
        if stopped(step.pause):
            return
        take(root, step)


def converse(root: Path, *, stopped: Callable[[float], bool]) -> None:
    """Write what Claude Code would of a session in which the framework is used."""
    # What it imports takes longer than the first frame.
    from dashboard.demo.transcript import play as play_session

    play_session(root, config_dir(root), now=time.time, stopped=stopped)


def take(root: Path, step: Step) -> None:
    """Write an edit to disk, or ask whoever records to pin what is there."""
    if isinstance(step, Edit):
        (root / step.path).write_text(step.text, "utf-8")
    else:
        _ask_to_pin(root)


def _ask_to_pin(root: Path) -> None:
    # What it imports takes longer than the first frame.
    from collectors.baselines.inbox import Inbox
    from collectors.baselines.requests import Action, Request
    from collectors.store import location

    Inbox.beside(location(root)).put(Request(Action.PIN))
