"""What a dashboard costs that nobody touches: CPU, memory, and bytes to the terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

from collectors.config import DashboardConfig
from tests.benchmarks.child import output
from tests.benchmarks.result import Result, usual
from tests.benchmarks.setting import Setting, environment, new_state, perfdash
from tests.benchmarks.terminal import Terminal

_SETTLING_SECONDS = 15.0
_REFRESH_SECONDS = DashboardConfig().refresh_seconds
_MOST_CPU, _MOST_CPU_LOADING = 0.008, 0.03
_MOST_MEMORY, _MOST_BYTES = 70e6, 50e3


def steady(setting: Setting) -> Iterator[Result]:
    """Watch a dashboard whose store is new."""
    for root in setting.frameworks:
        yield from _watch(root, setting, hour=False)


def steady_hour(setting: Setting) -> Iterator[Result]:
    """Watch one whose window is full: it was recorded all of the last hour."""
    for root in setting.frameworks:
        yield from _watch(root, setting, hour=True)


def _watch(root: Path, setting: Setting, *, hour: bool) -> Iterator[Result]:
    of = f"{root.name} after an hour" if hour else root.name
    for loading in (False, True):
        state = environment(new_state(setting), **({} if loading else _WITHOUT_LOADS))
        if hour:
            output([sys.executable, "-m", "tests.benchmarks.hour", str(root)], state)
        with Terminal([perfdash(), str(root)], state) as terminal:
            terminal.shown("total ")
            time.sleep(_SETTLING_SECONDS)
            cpu, written = terminal.cpu_seconds, terminal.written
            time.sleep(setting.seconds)
            cpu, written = terminal.cpu_seconds - cpu, terminal.written - written
            memory = terminal.memory
        what = "loads" if loading else "no loads"
        most = _MOST_CPU_LOADING if loading else _MOST_CPU
        yield usual(f"steady CPU, {what}, {of}", [cpu / setting.seconds], unit="ratio", bar=most)
        yield usual(f"memory (PSS), {what}, {of}", [memory], unit="bytes", bar=_MOST_MEMORY)
        refresh = written / setting.seconds * _REFRESH_SECONDS
        yield usual(f"written per refresh, {what}, {of}", [refresh], unit="bytes", bar=_MOST_BYTES)


_WITHOUT_LOADS = {"PERFDASH_LOAD_BUDGET_RATIO": "0"}
