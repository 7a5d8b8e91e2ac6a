from __future__ import annotations

import gc
from itertools import count
from pathlib import Path

import pytest

from collectors.cache import ComponentCache
from collectors.config import Config
from collectors.errors import LoadError
from collectors.framework.grounds import Grounds
from collectors.framework.module import Framework
from collectors.loading.block import Bench, _sample, garbage_collection_off
from collectors.loading.crew import Crew
from collectors.loading.loader import Loader, Prompt
from collectors.loading.runs import Skipped, time_each
from collectors.loading.stopwatch import Stopwatch
from collectors.loading.timing import LoadTiming, Mode
from tests.collectors.loading.frameworks import including, written
from tests.collectors.sites import Characters

TEXTS = {
    "commands/plan.md": including("components/a.md", "components/b.md"),
    "commands/ship.md": including("components/a.md"),
    "components/a.md": "A\n",
    "components/b.md": "B\n",
}


def time(framework: Framework, *paths: str, preload: int = 0, patience: float = 60.0) -> LoadTiming:
    """Time these modules on one bench; the last one's timing."""
    cache = ComponentCache(entries=8, bytes=1_000)
    loader = Loader.of(framework, Grounds.around(Path(framework.root)), Characters())
    with Crew() as crew:
        bench = Bench(framework, loader, cache, crew)
        bench.preload(preload)
        return [bench.time(path, rounds=2, patience=patience) for path in paths][-1]


def test_every_mode_has_its_rounds(tmp_path: Path) -> None:
    timing = time(written(tmp_path, TEXTS), "commands/plan.md")
    assert [(mode, len(rounds)) for mode, rounds in timing.rounds()] == [
        (Mode.COLD, 2),
        (Mode.WARM, 2),
        (Mode.PARALLEL, 2),
    ]


def test_a_timing_says_what_was_loaded(tmp_path: Path) -> None:
    timing = time(written(tmp_path, TEXTS), "commands/plan.md")
    assert timing.modules == ("commands/plan.md", "components/a.md", "components/b.md")
    assert timing.tokens == sum(len(TEXTS[path]) for path in timing.modules)


def test_phases_add_up_to_the_round_where_they_do_not_overlap(tmp_path: Path) -> None:
    timing = time(written(tmp_path, TEXTS), "commands/plan.md")
    for round_ in (*timing.cold, *timing.warm):
        assert sum(seconds for _, seconds in round_.phases) == pytest.approx(round_.seconds)
    assert all(round_.phases == () for round_ in timing.parallel)


def test_a_component_that_another_command_loaded_is_a_hit(tmp_path: Path) -> None:
    framework = written(tmp_path, TEXTS)
    first = time(framework, "commands/plan.md")
    second = time(framework, "commands/ship.md", "commands/plan.md")
    assert (first.hits, first.misses) == (0, 2)
    assert (second.hits, second.misses) == (1, 1)


def test_what_nothing_includes_is_no_component(tmp_path: Path) -> None:
    framework = written(tmp_path, {"commands/plan.md": including(), "a.md": "A\n"})
    timing = time(framework, "commands/plan.md", "commands/plan.md")
    assert (timing.hits, timing.misses) == (0, 0)


def test_a_component_loaded_by_itself_is_looked_up_too(tmp_path: Path) -> None:
    timing = time(written(tmp_path, TEXTS), "components/a.md")
    assert (timing.hits, timing.misses) == (0, 1)


def test_hot_components_are_hits_from_the_start(tmp_path: Path) -> None:
    timing = time(written(tmp_path, TEXTS), "commands/plan.md", preload=1)
    assert (timing.hits, timing.misses) == (1, 1)


def test_a_vanished_hot_component_does_not_prevent_the_others(tmp_path: Path) -> None:
    framework = written(tmp_path, TEXTS)
    (tmp_path / "components/b.md").unlink()
    assert time(framework, "commands/ship.md", preload=9).hits == 1


def test_a_load_that_outlasts_the_patience_is_the_only_one(tmp_path: Path) -> None:
    timing = time(written(tmp_path, TEXTS), "commands/plan.md", patience=0.0)
    assert [len(rounds) for _, rounds in timing.rounds()] == [1, 0, 0]
    assert timing.speedup == 0


def slow_down(patch: pytest.MonkeyPatch, each_ns: int) -> None:
    """Have so much time pass between two looks at the clock."""
    ticks = count(step=each_ns)
    patch.setattr("collectors.loading.stopwatch.perf_counter_ns", lambda: next(ticks))


def test_the_shortest_patience_that_bears_one_load_bears_one_round(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow_down(monkeypatch, 1_000_000)
    framework = written(tmp_path, TEXTS)
    (cold,) = time(framework, "commands/plan.md", patience=0.0).cold
    timing = time(framework, "commands/plan.md", patience=cold.seconds)
    assert [len(rounds) for _, rounds in timing.rounds()] == [1, 1, 1]


@pytest.mark.parametrize(("each_ns", "loads"), [(100_000, 1), (99_999, 11), (10_000, 100)])
def test_a_load_too_short_to_be_timed_is_timed_often(
    monkeypatch: pytest.MonkeyPatch, each_ns: int, loads: int
) -> None:
    slow_down(monkeypatch, each_ns)
    done: list[Prompt] = []

    def load(watch: Stopwatch) -> Prompt:
        watch.lap("read")
        done.append(Prompt((), "", 0))
        return done[-1]

    assert _sample(load).seconds == pytest.approx(each_ns / 1e9)
    assert len(done) == loads


def test_speed_up_is_the_median_cold_time_over_the_median_parallel_time(tmp_path: Path) -> None:
    timing = time(written(tmp_path, TEXTS), "commands/plan.md")
    cold = sum(round_.seconds for round_ in timing.cold) / 2
    parallel = sum(round_.seconds for round_ in timing.parallel) / 2
    assert timing.speedup == pytest.approx(cold / parallel)
    assert timing.efficiency == pytest.approx(timing.speedup / timing.threads)


@pytest.mark.parametrize("enabled", [True, False])
def test_garbage_collection_is_left_as_it_was(*, enabled: bool) -> None:
    before = gc.isenabled()
    (gc.enable if enabled else gc.disable)()
    with garbage_collection_off():
        assert not gc.isenabled()
    after = gc.isenabled()
    (gc.enable if before else gc.disable)()
    assert after is enabled


def test_garbage_collection_is_back_after_a_failure(tmp_path: Path) -> None:
    framework = written(tmp_path, TEXTS)
    (tmp_path / "commands/plan.md").unlink()
    with pytest.raises(LoadError):
        time(framework, "commands/plan.md")
    assert gc.isenabled()


def test_several_modules_are_timed_one_after_another(tmp_path: Path) -> None:
    framework = written(tmp_path, TEXTS)
    (tmp_path / "components/b.md").unlink()
    timings = time_each(
        framework,
        ("commands/plan.md", "commands/ship.md"),
        root=tmp_path,
        tokenizer=Characters(),
        rounds=1,
        config=Config(),
    )
    skipped, timing = timings
    assert isinstance(skipped, Skipped)
    assert "components/b.md: cannot be loaded" in skipped.reason
    assert isinstance(timing, LoadTiming)
