"""What a command leaves behind when it ends."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest

from dashboard.cli import main


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a command ended, and what it said where."""

    code: int
    out: str
    err: str


class Perfdash(Protocol):
    """Runs a command to its end."""

    def __call__(self, *words: str | Path) -> Outcome:
        """The words after `perfdash`."""
        ...


def outcome() -> int:
    """Run the command line on `sys.argv`; its exit code."""
    with pytest.raises(SystemExit) as left:
        main()
    return int(left.value.code or 0)
