"""How long it takes from a save until it is stored, read, and seen in a running dashboard."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

from tests.benchmarks.child import scan
from tests.benchmarks.probe import READ, STORED
from tests.benchmarks.result import Result, at_quantile
from tests.benchmarks.setting import Setting, environment, new_state
from tests.benchmarks.terminal import Terminal

_MOST = 0.25
_SETTLING_SECONDS = 8.0
_PAUSE_SECONDS = (0.2, 1.7)
"""Between a save that was seen and the next: so some meet a tick, a load run, or neither."""


@dataclass(frozen=True, slots=True)
class Delay:
    """Seconds from just before a save."""

    stored: float
    read: float
    """Until the reading with the new count reached the app."""
    seen: float
    """Until the new count was written to the terminal."""


def saves(setting: Setting) -> Iterator[Result]:
    """Save modules of every framework, one at a time."""
    for root in setting.frameworks:
        delays = measure(root, setting, count=setting.saves)
        yield from results(f"{len(delays)} saves, {root.name}", delays, most=_MOST)


def results(what: str, delays: list[Delay], *, most: float) -> Iterator[Result]:
    """What the delays amount to; only the reading has a bar."""
    for part in ("stored", "read", "seen"):
        samples = [*map(attrgetter(part), delays)]
        bar = most if part == "read" else None
        yield at_quantile(f"save to {part}, P50 of {what}", samples, 0.50)
        yield at_quantile(f"save to {part}, P95 of {what}", samples, 0.95, bar=bar)


def measure(root: Path, setting: Setting, *, count: int) -> list[Delay]:
    """Make so many saves while a dashboard runs."""
    folder = new_state(setting)
    state = environment(folder)
    modules = (module["path"] for module in scan(root, state)["modules"])
    paths = [path for path in modules if path.endswith(".md")]
    notes = Notes(folder / "notes")
    command = [sys.executable, "-m", "tests.benchmarks.probe", str(root), str(notes.path)]
    chance = random.Random(count)
    with Terminal(command, state) as terminal:
        terminal.shown("total ")
        time.sleep(_SETTLING_SECONDS)
        return [
            _save(
                root / chance.choice(paths), terminal, notes, pause=chance.uniform(*_PAUSE_SECONDS)
            )
            for _ in range(count)
        ]


@dataclass(frozen=True, slots=True)
class Notes:
    """What a probed dashboard writes."""

    path: Path

    def first(self, what: str, since: float, *, other_than: int = -1) -> tuple[float, int]:
        """When something first happened after a moment, and the tokens then; zeros until it has."""
        for noted, at, tokens, _ in self._lines():
            if noted == what and float(at) > since and int(tokens) != other_than:
                return float(at), int(tokens)
        return 0.0, 0

    def tokens(self) -> int:
        """The tokens of the last reading."""
        return int(self._readings()[-1][2])

    def requests(self) -> int:
        """The requests of the session beside us, in the last reading."""
        return int(self._readings()[-1][3])

    def more_requests(self, before: int) -> float:
        """When a reading first had more; 0 until one has."""
        return next((float(it[1]) for it in self._readings() if int(it[3]) > before), 0.0)

    def _readings(self) -> list[list[str]]:
        return [line for line in self._lines() if line[0] == READ]

    def _lines(self) -> list[list[str]]:
        whole = self.path.read_text("ascii").rpartition("\n")[0]
        return [line.split() for line in whole.splitlines()]


def _save(path: Path, terminal: Terminal, notes: Notes, *, pause: float) -> Delay:
    time.sleep(pause)
    before = notes.tokens()
    began = time.monotonic()
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\nOne more line, written at {began}.\n")
    read = terminal.wait_for(lambda: notes.first(READ, began, other_than=before)[0])
    _, tokens = notes.first(READ, began, other_than=before)
    seen = terminal.shown(f"total {tokens:,}", since=began)
    stored, _ = notes.first(STORED, began)
    return Delay(stored - began, read - began, seen - began)
