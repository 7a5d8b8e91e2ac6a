"""An hour of samples, as if perfdash had run all the while: `python -m tests.benchmarks.hour ROOT`.

A minute is measured and then repeated, each tick five seconds after the last.
"""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from pathlib import Path

from collectors import config_file
from collectors.clock import Clock
from collectors.model import Run, Sample, Trigger
from collectors.schedule import Scheduler
from collectors.store import Store

_TICK = 5_000
_MINUTE = 60_000
_MINUTES = 59


@dataclass(slots=True)
class _Past:
    """Clocks that began an hour ago and skip what nothing happens in."""

    skipped: float = -60.0 * (_MINUTES + 2)

    def wall(self) -> float:
        return time.time() + self.skipped

    def monotonic(self) -> float:
        return time.monotonic() + self.skipped


def main(root: Path) -> None:
    """Fill the store of a root."""
    config = config_file.settings(root).config
    past = _Past()
    clock = Clock(wall=past.wall, monotonic=past.monotonic)
    with Scheduler(root, config, clock=clock) as scheduler:
        scheduler.run_once(Trigger.START)
        began = clock.now()
        for _ in range(_MINUTE // _TICK):
            scheduler.run_once(Trigger.TICK)
            past.skipped += _TICK / 1_000
    with Store.open(root, writable=True, config=config.store) as store:
        _repeat(store, began)


def _repeat(store: Store, began: int) -> None:
    series = {each.id: each for each in store.series()}
    ticks: dict[int, list[tuple[int, int, float]]] = {}
    for row in store.samples(after=began, until=began + _MINUTE):
        ticks.setdefault((row[0] - began) // _TICK, []).append(row)
    for minute in range(1, _MINUTES):
        later = minute * _MINUTE
        for tick, rows in ticks.items():
            records = [
                Sample(series[number].metric, value, series[number].labels, at + later)
                for at, number, value in rows
            ]
            store.add(Run(began + tick * _TICK + later, Trigger.TICK), records)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
