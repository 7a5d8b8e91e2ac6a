"""How scans, saves and the table of modules grow with the framework."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dashboard.panels import PANELS
from tests.benchmarks import synthetic
from tests.benchmarks.child import scan
from tests.benchmarks.cold import cold_scan
from tests.benchmarks.result import Result, against, at_quantile, less, usual
from tests.benchmarks.saves import measure, results
from tests.benchmarks.setting import Setting, environment, new_state, perfdash
from tests.benchmarks.terminal import Terminal

_LARGE = synthetic.LARGE.modules
_MOST_GROWTH = 12.0
_MOST_SAVE = 0.5
_MOST_KEY = 0.1
_MODULES = b"%d" % (len(PANELS) + 1)
"""The key that leads to the table."""
_DOWN = b"\x1b[B"
_KEYS = (*[_DOWN] * 20, b"/", *(b"%c" % letter for letter in b"group-07"))


def growth(setting: Setting) -> Iterator[Result]:
    """Compare ten thousand modules with one thousand, and work with them."""
    large, small, single = (
        synthetic.lay_out(setting.scratch / "growth", shape)
        for shape in (synthetic.LARGE, synthetic.SMALL, synthetic.SINGLE)
    )
    yield from _scans(large, small, single, setting)
    delays = measure(large, setting, count=setting.saves)
    yield from results(f"{len(delays)} saves, {large.name}", delays, most=_MOST_SAVE)
    yield from _table(large, setting)


def _scans(large: Path, small: Path, single: Path, setting: Setting) -> Iterator[Result]:
    """Compare scans, whole and without what a scan of one module costs."""
    many, few, one = [], [], []
    for _ in range(setting.rounds):
        one.append(cold_scan(single, setting))
        few.append(cold_scan(small, setting))
        many.append(cold_scan(large, setting))
    yield against(f"cold scan, {large.name} over {small.name}", many, few, bar=_MOST_GROWTH)
    yield against(
        "the same, each less a scan of one module",
        less(many, one),
        less(few, one),
        bar=_MOST_GROWTH,
    )


def _table(root: Path, setting: Setting) -> Iterator[Result]:
    """Walk through the table and filter it, key by key."""
    state = environment(new_state(setting))
    scan(root, state)
    with Terminal([perfdash(), str(root)], state) as terminal:
        rows = terminal.shown(f"{_LARGE:,} of {_LARGE:,}") - terminal.began
        terminal.rest(1.0)
        terminal.press(_MODULES)
        terminal.rest(0.5)
        answers = [_answer(terminal, key) for key in _KEYS]
    yield usual(f"first rows of the table, {root.name}", [rows])
    yield at_quantile(f"key to paint, P95 of {len(answers)}", answers, 0.95, bar=_MOST_KEY)


def _answer(terminal: Terminal, key: bytes) -> float:
    """Press a key once nothing moves; seconds until something does."""
    terminal.rest(0.2)
    at = terminal.press(key)
    return terminal.changed(since=at) - at
