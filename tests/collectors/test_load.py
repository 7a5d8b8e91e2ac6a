from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from collectors.config import Config, LoadConfig
from collectors.framework.module import Framework
from collectors.load import LoadCollector
from collectors.metrics import CATALOGUE
from collectors.model import Occasion, Sample, Trigger
from tests.collectors.loading.frameworks import including, scanned, written
from tests.collectors.sites import site_at

START = 1_700_000_000_000
A_MINUTE = 60_000

TEXTS = {
    "commands/plan.md": including("components/a.md"),
    "commands/ship.md": including("components/b.md"),
    "components/a.md": "A\n",
    "components/b.md": "B\n",
}


@contextmanager
def collector(root: Path, budget_ratio: float = 1_000.0) -> Iterator[LoadCollector]:
    """A collector that may take all the time it wants, unless told otherwise."""
    config = Config(load=LoadConfig(budget_ratio=budget_ratio, rounds=2))
    collecting = LoadCollector(site_at(root, config))
    yield collecting
    collecting.close()


def collect(
    collecting: LoadCollector,
    trigger: Trigger,
    framework: Framework,
    *,
    at: int = START,
    dirty: tuple[str, ...] = (),
) -> list[Sample]:
    occasion = Occasion(trigger, at, framework, frozenset(dirty))
    return list(collecting.collect(occasion))


def loaded(samples: list[Sample]) -> list[str]:
    """The modules that were loaded cold, in order."""
    paths = [
        dict(it.labels)["module"]
        for it in samples
        if it.metric == "load_cpu_seconds" and ("mode", "cold") in it.labels
    ]
    return list(dict.fromkeys(paths))


def values(samples: list[Sample], metric: str) -> list[float]:
    return [it.value for it in samples if it.metric == metric]


def test_the_start_loads_nothing_before_the_first_screen(tmp_path: Path) -> None:
    with collector(tmp_path) as collecting:
        samples = collect(collecting, Trigger.START, written(tmp_path, TEXTS))
    assert loaded(samples) == []
    assert len(values(samples, "canary_seconds")) == 1


def test_a_tick_loads_every_command_when_there_is_time(tmp_path: Path) -> None:
    with collector(tmp_path) as collecting:
        samples = collect(collecting, Trigger.TICK, written(tmp_path, TEXTS))
    assert loaded(samples) == ["commands/plan.md", "commands/ship.md"]


def test_later_ticks_load_one_command_each_in_turn(tmp_path: Path) -> None:
    framework = written(tmp_path, TEXTS)
    with collector(tmp_path) as collecting:
        collect(collecting, Trigger.TICK, framework)
        later = [
            loaded(collect(collecting, Trigger.TICK, framework, at=START + tick * A_MINUTE))
            for tick in (1, 2, 3)
        ]
    assert later == [["commands/plan.md"], ["commands/ship.md"], ["commands/plan.md"]]


def test_a_tick_loads_one_module_when_that_takes_all_the_time(tmp_path: Path) -> None:
    framework = written(tmp_path, TEXTS)
    with collector(tmp_path, budget_ratio=1e-9) as collecting:
        collecting._budget = replace(collecting._budget, seconds=0.050_000_001)
        samples = collect(collecting, Trigger.TICK, framework)
        later = collect(collecting, Trigger.TICK, framework, at=START + A_MINUTE)
    assert loaded(samples) == ["commands/plan.md"]
    assert loaded(later) == []


def test_no_budget_loads_nothing_but_what_is_asked_for(tmp_path: Path) -> None:
    framework = written(tmp_path, TEXTS)
    with collector(tmp_path, budget_ratio=0.0) as collecting:
        for trigger in (Trigger.START, Trigger.TICK, Trigger.SAVE):
            assert loaded(collect(collecting, trigger, framework, dirty=tuple(TEXTS))) == []
        assert loaded(collect(collecting, Trigger.ASKED, framework)) != []


def test_a_save_loads_what_it_touched_and_no_more(tmp_path: Path) -> None:
    framework = written(tmp_path, TEXTS)
    with collector(tmp_path) as collecting:
        samples = collect(collecting, Trigger.SAVE, framework, dirty=("components/b.md",))
        later = collect(collecting, Trigger.TICK, framework, at=START + A_MINUTE)
    assert loaded(samples) == ["components/b.md", "commands/ship.md"]
    assert loaded(later) == ["commands/plan.md", "commands/ship.md"]


def test_a_long_load_does_not_hold_up_a_save(tmp_path: Path) -> None:
    small = written(tmp_path, TEXTS)
    modules = tuple(replace(module, full_tokens=1_000_000) for module in small.modules)
    framework = replace(small, modules=modules)
    with collector(tmp_path) as collecting:
        samples = collect(collecting, Trigger.SAVE, framework, dirty=("components/b.md",))
        later = collect(collecting, Trigger.TICK, framework, at=START + A_MINUTE)
    assert loaded(samples) == []
    assert loaded(later)[:2] == ["components/b.md", "commands/ship.md"]


def test_a_saved_module_that_is_not_scanned_yet_is_loaded_after_the_scan(tmp_path: Path) -> None:
    before = written(tmp_path, TEXTS)
    changed = TEXTS | {"components/b.md": "Another B\n"}
    after = written(tmp_path, changed)
    with collector(tmp_path) as collecting:
        first = collect(collecting, Trigger.SAVE, before, dirty=("components/b.md",))
        second = collect(collecting, Trigger.TICK, after, at=START + A_MINUTE)
    assert "components/b.md" not in loaded(first)
    assert loaded(second)[:2] == ["components/b.md", "commands/ship.md"]


def test_a_saved_component_is_a_miss_and_then_a_hit(tmp_path: Path) -> None:
    framework = written(tmp_path, TEXTS)
    with collector(tmp_path) as collecting:
        runs = [
            collect(collecting, Trigger.TICK, framework),
            collect(collecting, Trigger.SAVE, framework, dirty=("components/b.md",)),
            collect(collecting, Trigger.TICK, framework, at=START + A_MINUTE),
        ]
    assert [values(samples, "cache_hit_ratio") for samples in runs] == [[1.0], [0.5], [1.0]]


def test_there_is_no_hit_ratio_without_look_ups(tmp_path: Path) -> None:
    with collector(tmp_path) as collecting:
        samples = collect(collecting, Trigger.TICK, written(tmp_path, {"CLAUDE.md": "Be brief.\n"}))
    assert loaded(samples) == ["CLAUDE.md"]
    assert values(samples, "cache_hit_ratio") == []


def test_look_ups_add_up_over_runs(tmp_path: Path) -> None:
    framework = written(tmp_path, TEXTS)
    with collector(tmp_path) as collecting:
        collect(collecting, Trigger.TICK, framework)
        samples = collect(collecting, Trigger.TICK, framework, at=START + A_MINUTE)
    requests = {it.labels: it.value for it in samples if it.metric == "cache_requests_total"}
    assert requests == {(("outcome", "hit"),): 3, (("outcome", "miss"),): 0}


def test_a_file_that_vanished_is_passed_over(tmp_path: Path) -> None:
    framework = written(tmp_path, TEXTS)
    (tmp_path / "components/a.md").unlink()
    with collector(tmp_path) as collecting:
        assert loaded(collect(collecting, Trigger.TICK, framework)) == ["commands/ship.md"]


def test_a_module_that_left_the_framework_is_loaded_no_more(tmp_path: Path) -> None:
    framework = written(tmp_path, TEXTS)
    rest = {path: text for path, text in TEXTS.items() if "ship" not in path}
    with collector(tmp_path) as collecting:
        collect(collecting, Trigger.TICK, framework)
        samples = collect(collecting, Trigger.TICK, scanned(tmp_path, rest), at=START + A_MINUTE)
    assert loaded(samples) == ["commands/plan.md"]


def test_an_empty_framework_is_only_a_canary_and_an_empty_cache(tmp_path: Path) -> None:
    with collector(tmp_path) as collecting:
        samples = collect(collecting, Trigger.TICK, Framework())
    assert {it.metric for it in samples} == {
        "canary_seconds",
        "cache_entries",
        "cache_bytes",
        "cache_requests_total",
    }


def test_no_two_samples_of_a_series_share_a_moment(tmp_path: Path) -> None:
    with collector(tmp_path) as collecting:
        samples = collect(collecting, Trigger.TICK, written(tmp_path, TEXTS))
    keys = [(it.metric, it.labels, it.at) for it in samples]
    assert len(set(keys)) == len(keys)
    timed = [it.at for it in samples if it.at]
    assert timed == sorted(timed)
    assert timed[0] >= START


def test_every_sample_is_in_the_catalogue_with_its_labels(tmp_path: Path) -> None:
    with collector(tmp_path) as collecting:
        samples = collect(collecting, Trigger.TICK, written(tmp_path, TEXTS))
    for sample in samples:
        assert tuple(sorted(CATALOGUE[sample.metric].labels)) == tuple(dict(sample.labels))


@pytest.mark.parametrize("mode", ["cold", "warm", "parallel"])
def test_every_mode_is_told_as_a_whole_and_cold_by_phase(tmp_path: Path, mode: str) -> None:
    with collector(tmp_path) as collecting:
        samples = collect(collecting, Trigger.TICK, written(tmp_path, TEXTS))
    labels = [dict(it.labels) for it in samples if it.metric == "load_seconds"]
    phases = {it["phase"] for it in labels if it["mode"] == mode}
    parts = {"read", "parse", "resolve", "count", "assemble"} if mode == "cold" else set()
    assert phases == {"total"} | parts
