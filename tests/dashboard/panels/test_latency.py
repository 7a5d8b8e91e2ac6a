"""The latency panel."""

from __future__ import annotations

from dataclasses import replace

import pytest

from collectors.config import Config, LoadConfig
from collectors.framework.module import Framework
from dashboard.panels.latency import draw, headline
from dashboard.reading import Reading
from tests.dashboard.builders import NOW, a_module, a_series
from tests.dashboard.panels.readings import SIZES, a_reading
from tests.dashboard.pieces import words
from tests.dashboard.worse import a_worse_reading

PLAN, BUILD = "commands/plan.md", "commands/build.md"


def loaded(*modules: str, mode: str = "cold", seconds: float = 0.0023) -> Reading:
    return a_reading(
        *(
            a_series("load_seconds", [seconds] * 20, mode=mode, module=module, phase="total")
            for module in modules
        )
    )


def test_the_title_has_the_median_and_the_p95() -> None:
    series = a_series(
        "load_seconds", [0.0013] * 18 + [0.0042] * 2, mode="cold", module=PLAN, phase="total"
    )
    assert words(headline(a_reading(series))) == ["load p50 1.3 ms", "p95 4.2 ms"]


def test_it_says_how_many_loads_it_speaks_of() -> None:
    assert "P50 ⠒ P95 of 40 cold loads of 2 modules" in (draw(loaded(PLAN, BUILD), 75, 14).plain)


def test_the_slowest_modules_come_first_by_the_name_that_invokes_them() -> None:
    reading = loaded(PLAN)
    slow = loaded(BUILD, seconds=0.0047).snapshot.series
    framework = Framework(modules=(replace(a_module(BUILD), name="/build"),))
    snapshot = replace(
        reading.snapshot, series=(*reading.snapshot.series, *slow), framework=framework
    )
    drawn = draw(replace(reading, snapshot=snapshot), 75, 14).plain
    assert "slowest  /build 4.7 ms  commands/plan.md 2.3 ms" in drawn


@pytest.mark.parametrize("width", [20, 30, 46, 75])
def test_the_slowest_module_is_named_in_any_width(width: int) -> None:
    drawn = draw(loaded("plugins/some/commands/with-quite-a-long-name.md"), width, 14).plain
    (line,) = (it for it in drawn.splitlines() if it.startswith("slowest"))
    assert line.rstrip().endswith("md 2.3 ms")


def test_warm_loads_are_said_to_be_so_many_times_faster() -> None:
    cold, warm = loaded(PLAN), loaded(PLAN, mode="warm", seconds=0.0005)
    reading = a_reading(*cold.snapshot.series, *warm.snapshot.series)
    assert "warm 4.6×  parallel –" in draw(reading, 75, 14).plain


def test_the_limit_of_the_configuration_is_drawn() -> None:
    assert "limit 200 ms ↑" in draw(loaded(PLAN), 75, 14).plain


def test_phases_of_a_load_are_not_taken_for_loads() -> None:
    phase = a_series("load_seconds", [9.0], mode="cold", module=PLAN, phase="parse")
    reading = a_reading(*loaded(PLAN).snapshot.series, phase)
    assert words(headline(reading))[0] == "load p50 2.3 ms"


@pytest.mark.parametrize(("budget", "said"), [(0.02, "first load run"), (0.0, "press r")])
def test_without_a_load_it_says_what_it_waits_for(budget: float, said: str) -> None:
    reading = a_reading(config=Config(load=LoadConfig(budget_ratio=budget)))
    assert said in draw(reading, 75, 14).plain
    assert headline(reading) == ()


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_slowest_modules_are_the_last_to_go(width: int, height: int) -> None:
    drawn = draw(loaded(PLAN), width, height).plain
    assert "slowest" in drawn
    assert len(drawn.splitlines()) <= height


def test_a_chart_stands_still_until_its_next_edge() -> None:
    now = loaded(PLAN)
    later = replace(now, snapshot=replace(now.snapshot, taken_at=NOW + 1))
    assert draw(now, 75, 14).is_same(draw(later, 75, 14))


def test_the_title_says_how_far_loads_are_from_the_baseline() -> None:
    (*_, drift) = words(headline(a_worse_reading()))
    assert drift.startswith("≈")
    assert drift.endswith("% since baseline")
