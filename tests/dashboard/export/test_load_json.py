"""What `perfdash load --json` prints."""

from __future__ import annotations

import orjson

from dashboard.export import load_json
from tests.dashboard.export.loads import a_timing
from tests.dashboard.export.schemas import check


def test_loads_are_as_their_schema_says() -> None:
    timings = (a_timing(), a_timing(only_cold=True))
    check(orjson.loads(load_json.render(timings)), "load.schema.json")


def test_times_are_seconds_by_mode() -> None:
    (load,) = orjson.loads(load_json.render([a_timing()]))["loads"]
    assert load["modes"]["cold"] == {
        "rounds": 3,
        "min": 0.002,
        "median": 0.004,
        "p95": 0.0058,
        "cpu_median": 0.002,
        "phases": {"read": 0.003, "parse": 0.001},
    }
    assert (load["speedup_ratio"], load["cache"]) == (2.0, {"hits": 1, "misses": 0})


def test_a_mode_that_was_not_timed_is_null() -> None:
    (load,) = orjson.loads(load_json.render([a_timing(only_cold=True)]))["loads"]
    assert (load["modes"]["warm"], load["speedup_ratio"], load["threads"]) == (None, None, None)
