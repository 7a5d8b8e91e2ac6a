"""Real times of one small load, many of them from each of many fresh processes.

Nothing changes between any two of them, so what is called a regression in them is a false alarm.
"""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from collectors.framework import references

_FRAMEWORK = Path(__file__).parents[2] / "dashboard" / "demo" / "framework"
_DROPPED = 10
_ROUNDS = 2


def record(*, processes: int, samples: int) -> list[list[float]]:
    """CPU seconds of one load after the other, a list from each process."""
    return [_record_one(samples) for _ in range(processes)]


def main() -> None:
    """Print as many times as asked for, as one JSON list."""
    paths = sorted(_FRAMEWORK.rglob("*.md"))
    for _ in range(_DROPPED):
        _load(paths)
    gc.collect()
    gc.disable()
    print(json.dumps([_seconds(lambda: _load(paths)) for _ in range(int(sys.argv[1]))]))


def _record_one(samples: int) -> list[float]:
    command = [sys.executable, "-m", __name__, str(samples)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [float(seconds) for seconds in json.loads(printed)]


def _load(paths: Sequence[Path]) -> None:
    for _ in range(_ROUNDS):
        for path in paths:
            references.find(path.read_text("utf-8"))


def _seconds(work: Callable[[], None]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


if __name__ == "__main__":
    main()
