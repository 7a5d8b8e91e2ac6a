"""Kill a recording process over and over, and count what its store lost.

Run it as `python -m tests.benchmarks.kill [KILLS]`; it exits 1 when a store was damaged, a run was
stored in part, or a run that was acknowledged is gone.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from collectors.model import Run, Sample, Trigger
from collectors.store import Store

_SERIES = 20
_STEP = 5_000
_KILLS_PER_STORE = 25
_LONGEST_LIFE = 0.06


@dataclass(slots=True)
class Toll:
    """What the kills cost."""

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    """Acknowledged runs that are not in the store."""
    unacknowledged: int = 0
    """Runs in the store whose writer died before it could say so."""
    partial: int = 0
    damaged: int = 0

    @property
    def clean(self) -> bool:
        """Whether nothing was lost that had been promised."""
        return not (self.lost or self.partial or self.damaged)


def record(path: Path, first: int, pipe: int) -> NoReturn:
    """Add runs for ever, and say so after each."""
    with Store.at(path, writable=True) as store:
        number = first
        while True:
            at = number * _STEP
            store.add(
                Run(at, Trigger.TICK),
                [
                    Sample("module_tokens", number, (("module", str(series)),))
                    for series in range(_SERIES)
                ],
            )
            os.write(pipe, b".")
            store.maintain(at)
            number += 1


def kill_once(path: Path, first: int, life: float, *, at_work: bool) -> int:
    """Start a recorder, kill it after so many seconds, and return how many runs it acknowledged.

    The seconds begin when it was started, or when it had acknowledged a run: `at_work`.
    """
    read_end, write_end = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            record(path, first, write_end)
        finally:
            os._exit(1)  # nothing of the parent's may be cleaned up here
    os.close(write_end)
    with os.fdopen(read_end, "rb", buffering=0) as pipe:
        acknowledged = pipe.read(1) if at_work else b""
        time.sleep(life)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        return len(acknowledged + pipe.read())


def stored_runs(path: Path) -> tuple[Counter[int], str]:
    """How many samples each run in the store has, and what is wrong with the file."""
    with Store.at(path, writable=False) as store:
        rows = store.measurements.samples(after=0, until=sys.maxsize)
        return Counter(at // _STEP for at, _, _ in rows), store.integrity()


def suffer(path: Path, kills: int, chance: random.Random, toll: Toll) -> None:
    """Kill the recorders of one store, one after the other."""
    promised = 0
    for kill in range(kills):
        life = chance.uniform(0.001, _LONGEST_LIFE)
        acknowledged = kill_once(path, promised + 1, life, at_work=kill % 2 == 0)
        runs, fault = stored_runs(path)
        newest = max(runs, default=0)
        told = promised + acknowledged
        toll.kills += 1
        toll.acknowledged += acknowledged
        toll.lost += sum(1 for number in range(1, told + 1) if number not in runs)
        toll.unacknowledged += max(0, newest - told)
        toll.partial += sum(1 for samples in runs.values() if samples != _SERIES)
        toll.damaged += bool(fault) or len(list(path.parent.glob("*.corrupt-*")))
        promised = newest


def main(kills: int) -> int:
    """Kill so often, print the toll, and return the exit code."""
    chance = random.Random(kills)
    toll = Toll()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(0, kills, _KILLS_PER_STORE):
            path = Path(folder, f"{number}.sqlite3")
            suffer(path, min(_KILLS_PER_STORE, kills - number), chance, toll)
    print(toll)
    return 0 if toll.clean and toll.acknowledged >= kills // 2 else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000))
