"""What all benchmarks are given: frameworks to measure, where to write, and how long to take."""

from __future__ import annotations

import os
import shutil
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from tests.benchmarks.result import Result

REPOSITORY = Path(__file__).parents[2]
_FOREIGN = ("PERFDASH_", "PYTHON", "TEXTUAL", "COV_", "PYTEST_")
_OWN = frozenset({"NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES"})


@dataclass(frozen=True, slots=True)
class Setting:
    """One run of the benchmarks."""

    frameworks: tuple[Path, ...]
    """Copies that may be written to."""
    scratch: Path
    """An empty folder; it goes when the benchmarks end."""
    rounds: int
    """How often what is compared is measured in turn."""
    seconds: float
    """How long a steady dashboard is watched."""
    saves: int
    kills: int


Benchmark: TypeAlias = Callable[[Setting], Iterator[Result]]


def perfdash() -> str:
    """The installed command of this Python; leave when there is none."""
    command = shutil.which("perfdash", path=sysconfig.get_path("scripts"))
    return command or sys.exit(f"perfdash is not installed for {sys.executable}: pip install -e .")


def environment(state: Path, **more: str) -> Mapping[str, str]:
    """What a fresh process is given: a store of its own, and none of the user's settings.

    Compiled modules are kept, as they are where perfdash is installed.
    """
    mine = {name: value for name, value in os.environ.items() if not _is_foreign(name)}
    return mine | {
        "PYTHONPATH": str(REPOSITORY),
        "TERM": "tmux-256color",
        "COLORTERM": "truecolor",
        "XDG_CONFIG_HOME": str(state),
        "XDG_STATE_HOME": str(state),
        "CLAUDE_CONFIG_DIR": str(state / "claude"),
        **more,
    }


def new_state(setting: Setting) -> Path:
    """An empty folder for stores."""
    return Path(tempfile.mkdtemp(prefix="state-", dir=setting.scratch))


def copied(source: Path, target: Path) -> Path:
    """Copy a framework without its history, so that it may be written to."""
    shutil.copytree(source, target, symlinks=True, ignore=shutil.ignore_patterns(".git"))
    for folder, _, files in os.walk(target):
        for name in (".", *files):
            path = Path(folder, name)
            if not path.is_symlink():
                path.chmod(path.stat().st_mode | 0o200)
    return target


def _is_foreign(name: str) -> bool:
    return name in _OWN or name.startswith(_FOREIGN)
