"""How soon a started dashboard shows its first frame."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from dashboard.panels import PANELS
from dashboard.panels.modules import ModulesPanel
from dashboard.panels.panel import Panel
from tests.benchmarks.child import floor, run, scan
from tests.benchmarks.floors.four_panels import TITLES
from tests.benchmarks.result import Result, against, usual
from tests.benchmarks.setting import Setting, environment, new_state, perfdash
from tests.benchmarks.terminal import Terminal

_MOST = 1.5
_KEY = "quit"
"""The last word of the line of keys."""
_KINDS: tuple[type[Panel], ...] = (*PANELS, ModulesPanel)
_NUMBERED = tuple(f"{number} {kind.TITLE}" for number, kind in enumerate(_KINDS, start=1))


@dataclass(frozen=True, slots=True)
class Start:
    """Seconds from starting a program until its frame was there, and the CPU time of that."""

    frame: float
    cpu: float
    numbers: float = 0.0
    """Until the first figures were there."""


def frame(setting: Setting) -> Iterator[Result]:
    """Compare the dashboard with the smallest app of a like shape, on every framework."""
    bare = run(floor("four_panels"))
    for root in setting.frameworks:
        state = environment(new_state(setting))
        scan(root, state)
        starts, floors = [], []
        for _ in range(setting.rounds):
            floors.append(_start(bare, state, TITLES))
            starts.append(_start([perfdash(), str(root)], state, _NUMBERED, figure="total "))
        for what, part, bar in (("", "frame", _MOST), (" (CPU)", "cpu", None)):
            took, least = ([*map(attrgetter(part), each)] for each in (starts, floors))
            yield against(f"first full frame{what}, {root.name}", took, least, bar=bar)
        yield usual(f"first figures, {root.name}", [start.numbers for start in starts])


def _start(
    command: Sequence[str], state: Mapping[str, str], titles: tuple[str, ...], figure: str = ""
) -> Start:
    with Terminal(command, state) as terminal:
        at = terminal.shown(*titles, _KEY)
        cpu = terminal.cpu_seconds
        numbers = terminal.shown(figure) if figure else at
        return Start(at - terminal.began, cpu, numbers - terminal.began)
