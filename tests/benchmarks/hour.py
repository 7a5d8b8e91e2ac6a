"""An hour of samples, as if perfdash had run all the while: `python -m tests.benchmarks.hour ROOT`.

Every tick of that hour is measured in earnest, one right after the other.
"""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from pathlib import Path

from collectors import config_file
from collectors.by_hand import ByHand
from collectors.clock import Clock
from collectors.config import Config
from collectors.model import Trigger
from collectors.store import Store

_HOUR_SECONDS = 3_600.0


@dataclass(slots=True)
class _Past:
    """Clocks that show what they showed so many seconds ago."""

    ago: float = _HOUR_SECONDS

    def wall(self) -> float:
        return time.time() - self.ago

    def monotonic(self) -> float:
        return time.monotonic() - self.ago


def main(root: Path) -> None:
    """Fill the store of a root; the hour ends when this begins."""
    config = config_file.settings(root).config
    ticks = _tick(root, config)
    with Store.open(root, writable=True, config=config.store) as store:
        for at in ticks:
            store.maintain(at)


def _tick(root: Path, config: Config) -> list[int]:
    """Scan, and measure at every tick; when those were."""
    past, began = _Past(), time.monotonic()
    clock = Clock(wall=past.wall, monotonic=past.monotonic)
    every = config.dashboard.refresh_seconds
    with ByHand(root, config, clock=clock) as by_hand:
        by_hand.run(Trigger.START)
        ticks = []
        for tick in range(1, int(_HOUR_SECONDS / every)):
            past.ago = _HOUR_SECONDS - tick * every + time.monotonic() - began
            ticks.append(by_hand.run(Trigger.TICK).at)
    return ticks


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
