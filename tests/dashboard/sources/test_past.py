"""What a window is held against."""

from __future__ import annotations

from pathlib import Path

from collectors.baseline import NO_BASELINE, Baseline
from collectors.baselines.environment import environment
from collectors.framework.module import Framework
from collectors.model import Record, Run, Trigger
from collectors.store import Store
from dashboard.sources.local import LocalSource
from tests.collectors.git.repositories import NOON, Repository
from tests.dashboard.analysis.pasts import a_comparison, a_framework, a_text

NOW = NOON * 1000
BEFORE, AFTER = a_framework(a_text("a.md", 100)), a_framework(a_text("a.md", 130))
BASELINE = Baseline("default", NOW - 1_000, BEFORE)


def put(store: Store, at: int, *records: Record, saved: tuple[str, ...] = ()) -> None:
    store.add(Run(at, Trigger.SAVE if saved else Trigger.TICK, saved), records)


def test_without_a_baseline_there_is_nothing_to_hold_against(
    source: LocalSource, store: Store
) -> None:
    put(store, NOW, saved=("a.md",))
    snapshot = source.snapshot(NOW, window_seconds=60)
    assert snapshot.baseline == NO_BASELINE
    assert (snapshot.saves, snapshot.commits, snapshot.comparisons) == ((), (), ())


def test_a_baseline_that_is_pinned_is_seen(source: LocalSource, store: Store) -> None:
    source.snapshot(NOW, window_seconds=60)
    put(store, NOW, BASELINE)
    assert source.snapshot(NOW, window_seconds=60).baseline == BASELINE


def test_a_baseline_of_another_name_is_not_compared_with(source: LocalSource, store: Store) -> None:
    put(store, NOW, Baseline("release", NOW, BEFORE))
    assert source.snapshot(NOW, window_seconds=60).baseline == NO_BASELINE


def test_a_baseline_that_did_not_change_is_the_same_object(
    source: LocalSource, store: Store
) -> None:
    put(store, NOW, BASELINE)
    before = source.snapshot(NOW, window_seconds=60)
    put(store, NOW + 1, a_comparison("a.md", BEFORE, AFTER, ratio=1.2))
    after = source.snapshot(NOW + 1, window_seconds=60)
    assert after.baseline is before.baseline
    assert [it.module for it in after.comparisons] == ["a.md"]


def test_saves_outlive_the_window(source: LocalSource, store: Store) -> None:
    put(store, NOW - 2_000, saved=("before.md",))
    put(store, NOW, BASELINE)
    put(store, NOW, saved=("a.md",))
    source.snapshot(NOW, window_seconds=60)
    put(store, NOW + 90_000, saved=("b.md",))
    snapshot = source.snapshot(NOW + 90_000, window_seconds=60)
    assert [save.paths for save in snapshot.saves] == [("a.md",), ("b.md",)]
    assert [run.paths for run in snapshot.runs] == [("b.md",)]


def test_saves_are_those_that_were_read_at_once(source: LocalSource, store: Store) -> None:
    put(store, NOW, BASELINE)
    source.snapshot(NOW, window_seconds=600)
    for second in range(3):
        put(store, NOW + second * 1_000, saved=(f"{second}.md",))
        source.snapshot(NOW + second * 1_000, window_seconds=600)
    fresh = LocalSource(Store.at(store.path, writable=False))
    now = NOW + 3_000
    assert source.snapshot(now, window_seconds=600).saves == (
        fresh.snapshot(now, window_seconds=600).saves
    )
    fresh.close()


def test_commits_are_those_since_the_baseline(
    source: LocalSource, store: Store, tmp_path: Path
) -> None:
    repository = Repository(tmp_path / "repository")
    repository.root.mkdir()
    repository.git("init", "-q")
    base = repository.commit({"a.md": "one"})
    repository.commit({"a.md": "two", "other.txt": "x"}, "Say more", at=NOON - 60)
    framework = Framework(str(repository.root), modules=(a_text("a.md", 130),))
    put(store, NOW, framework, Baseline("default", NOW, BEFORE, revision=base))
    (commit,) = source.snapshot(NOW, window_seconds=60).commits
    assert (commit.subject, commit.paths) == ("Say more", ("a.md",))


def test_a_store_that_was_replaced_has_another_past(source: LocalSource, store: Store) -> None:
    put(store, NOW, BASELINE)
    source.snapshot(NOW, window_seconds=60)
    store.close()
    store.path.rename(store.path.with_name("aside"))
    with Store.at(store.path, writable=True) as new:
        put(new, NOW, Baseline("default", NOW, AFTER))
        assert source.snapshot(NOW, window_seconds=60).baseline.framework == AFTER


def test_it_knows_where_samples_are_measured(source: LocalSource) -> None:
    assert source.snapshot(NOW, window_seconds=60).environment == environment()
