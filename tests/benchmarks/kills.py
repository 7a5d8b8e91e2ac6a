"""What kill -9 during recording costs."""

from __future__ import annotations

import random
from collections.abc import Iterator

from tests.benchmarks import kill
from tests.benchmarks.result import Result, usual
from tests.benchmarks.setting import Setting, new_state

_KILLS_PER_STORE = 25


def kills(setting: Setting) -> Iterator[Result]:
    """Kill as often as asked for, and count what was promised and is gone."""
    toll = kill.Toll()
    chance = random.Random(setting.kills)
    for done in range(0, setting.kills, _KILLS_PER_STORE):
        path = new_state(setting) / "store.sqlite3"
        kill.suffer(path, min(_KILLS_PER_STORE, setting.kills - done), chance, toll)
    of = f"of {toll.acknowledged:,} in {toll.kills:,} kills"
    yield usual(f"stores damaged, {of}", [toll.damaged], unit="", bar=0)
    yield usual(f"stored runs lost, {of}", [toll.lost], unit="", bar=0)
    yield usual(f"runs stored in part, {of}", [toll.partial], unit="", bar=0)
