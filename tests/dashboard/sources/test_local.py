"""What the store on this machine says."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collectors.errors import StoreError
from collectors.framework.module import Framework, Kind
from collectors.model import Event, Record, Run, Sample, Status, Trigger
from collectors.session import Scope
from collectors.store import HOUR, MINUTE, Store
from dashboard.analysis.statistics import summarise
from dashboard.snapshot import Snapshot
from dashboard.sources.local import LocalSource
from dashboard.sources.whereabouts import Whereabouts
from tests.collectors.store.session_tables.records import A, B, a_request, a_session
from tests.dashboard.builders import a_module

NOW = 1_800_000_000_000 // HOUR * HOUR
WINDOW = 600


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "it.sqlite3"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.at(path, writable=True) as store:
        yield store


@pytest.fixture
def source(path: Path) -> Iterator[LocalSource]:
    source = LocalSource(Store.at(path, writable=False))
    yield source
    source.close()


def put(store: Store, at: int, *records: Record, trigger: Trigger = Trigger.TICK) -> None:
    store.add(Run(at, trigger), records)


def cpu(value: float, core: str = "0") -> Sample:
    return Sample("cpu_ratio", value, (("core", core),))


def tokens(value: float, module: str = "a.md", kind: str = "command") -> Sample:
    return Sample("full_tokens", value, (("kind", kind), ("module", module)))


def shown(snapshot: Snapshot, metric: str = "cpu_ratio") -> list[tuple[float, ...]]:
    return [tuple(series.values) for series in snapshot.select(metric)]


def test_a_store_that_does_not_exist_is_empty(source: LocalSource) -> None:
    snapshot = source.snapshot(NOW, window_seconds=WINDOW)
    assert (snapshot.series, snapshot.recording) == ((), False)


def test_a_store_is_seen_once_it_exists(source: LocalSource, path: Path) -> None:
    source.snapshot(NOW, window_seconds=WINDOW)
    with Store.at(path, writable=True) as store:
        put(store, NOW, cpu(0.5))
        snapshot = source.snapshot(NOW, window_seconds=WINDOW)
    assert (shown(snapshot), snapshot.recording) == ([(0.5,)], True)


def test_new_samples_join_the_old(source: LocalSource, store: Store) -> None:
    put(store, NOW, cpu(0.1))
    source.snapshot(NOW, window_seconds=WINDOW)
    put(store, NOW + 5_000, cpu(0.3))
    series = source.snapshot(NOW + 5_000, window_seconds=WINDOW).series[0]
    assert [*zip(series.times, series.values, strict=True)] == [(NOW, 0.1), (NOW + 5_000, 0.3)]
    assert series.statistics == summarise([0.1, 0.3])


def test_samples_leave_with_the_window(source: LocalSource, store: Store) -> None:
    put(store, NOW, cpu(0.1))
    put(store, NOW + 5_000, cpu(0.3))
    source.snapshot(NOW + 5_000, window_seconds=WINDOW)
    later = source.snapshot(NOW + WINDOW * 1000, window_seconds=WINDOW)
    assert shown(later) == [(0.3,)]
    assert source.snapshot(NOW + 2 * WINDOW * 1000, window_seconds=WINDOW).series == ()


def test_what_lies_ahead_is_not_known_yet(source: LocalSource, store: Store) -> None:
    put(store, NOW + 1, cpu(0.1))
    assert source.snapshot(NOW, window_seconds=WINDOW).series == ()
    assert shown(source.snapshot(NOW + 1, window_seconds=WINDOW)) == [(0.1,)]


def test_a_series_that_did_not_change_is_the_same_object(source: LocalSource, store: Store) -> None:
    put(store, NOW, cpu(0.1, "0"), cpu(0.2, "1"))
    before = source.snapshot(NOW, window_seconds=WINDOW)
    put(store, NOW + 5_000, cpu(0.3, "1"))
    after = source.snapshot(NOW + 5_000, window_seconds=WINDOW)
    assert after.series[0] is before.series[0]
    assert after.series[1] is not before.series[1]


def test_series_are_sorted_by_metric_and_labels(source: LocalSource, store: Store) -> None:
    put(store, NOW, Sample("self_cpu_ratio", 0.1), cpu(0.2, "1"), cpu(0.1, "0"))
    snapshot = source.snapshot(NOW, window_seconds=WINDOW)
    assert [it.metric for it in snapshot.series] == ["cpu_ratio", "cpu_ratio", "self_cpu_ratio"]
    assert shown(snapshot) == [(0.1,), (0.2,)]


@pytest.mark.parametrize("count", [3, 300])
def test_series_that_come_later_take_their_places(
    source: LocalSource, store: Store, count: int
) -> None:
    put(store, NOW, *(cpu(0.1, f"{core:03}") for core in range(0, count, 2)))
    source.snapshot(NOW, window_seconds=WINDOW)
    put(store, NOW + 5_000, *(cpu(0.2, f"{core:03}") for core in range(1, count, 2)))
    snapshot = source.snapshot(NOW + 5_000, window_seconds=WINDOW)
    assert [it.label("core") for it in snapshot.series] == [f"{core:03}" for core in range(count)]


def test_a_value_that_holds_is_known_however_old_it_is(source: LocalSource, store: Store) -> None:
    put(store, NOW, tokens(100), cpu(0.5))
    snapshot = source.snapshot(NOW + HOUR, window_seconds=WINDOW)
    (series,) = snapshot.series
    assert (series.metric, *series.times, *series.values) == ("full_tokens", NOW, 100.0)


def test_a_value_that_holds_outlives_the_window(source: LocalSource, store: Store) -> None:
    put(store, NOW, tokens(100))
    put(store, NOW + 5_000, tokens(200))
    source.snapshot(NOW + 5_000, window_seconds=WINDOW)
    later = source.snapshot(NOW + HOUR, window_seconds=WINDOW)
    assert shown(later, "full_tokens") == [(200.0,)]


def test_series_of_modules_that_are_gone_are_left_out(source: LocalSource, store: Store) -> None:
    both = Framework(root="/x", modules=(a_module("a.md"), a_module("b.md")))
    put(store, NOW, tokens(100, "a.md"), tokens(200, "b.md"), both)
    assert len(source.snapshot(NOW, window_seconds=WINDOW).series) == 2
    put(store, NOW + 1, Framework(root="/x", modules=(a_module("b.md"),)))
    assert shown(source.snapshot(NOW + 1, window_seconds=WINDOW), "full_tokens") == [(200.0,)]


def test_a_module_counts_as_what_it_is_now(source: LocalSource, store: Store) -> None:
    agent = Framework(root="/x", modules=(a_module("a.md", kind=Kind.AGENT),))
    put(store, NOW, tokens(100), tokens(150, kind="agent"), agent)
    assert shown(source.snapshot(NOW, window_seconds=WINDOW), "full_tokens") == [(150.0,)]


def test_a_changed_framework_is_read_again(source: LocalSource, store: Store) -> None:
    put(store, NOW, Framework(root="/x"))
    assert source.snapshot(NOW, window_seconds=WINDOW).framework.modules == ()
    put(store, NOW + 1, Framework(root="/x", modules=(a_module("a.md"),)))
    changed = source.snapshot(NOW + 1, window_seconds=WINDOW)
    assert changed.module("a.md") is not None


def test_samples_that_come_to_light_late_are_found(source: LocalSource, store: Store) -> None:
    put(store, NOW, cpu(0.3))
    source.snapshot(NOW, window_seconds=WINDOW)
    put(store, NOW - 2 * MINUTE, cpu(0.1))
    assert shown(source.snapshot(NOW, window_seconds=WINDOW)) == [(0.1, 0.3)]


def test_a_clock_that_goes_back_shows_what_was_then(source: LocalSource, store: Store) -> None:
    put(store, NOW, cpu(0.1))
    put(store, NOW + 5_000, cpu(0.3))
    source.snapshot(NOW + 5_000, window_seconds=WINDOW)
    assert shown(source.snapshot(NOW, window_seconds=WINDOW)) == [(0.1,)]


def test_another_window_is_read_anew(source: LocalSource, store: Store) -> None:
    put(store, NOW, cpu(0.1))
    put(store, NOW + MINUTE, cpu(0.3))
    assert shown(source.snapshot(NOW + MINUTE, window_seconds=30)) == [(0.3,)]
    assert shown(source.snapshot(NOW + MINUTE, window_seconds=WINDOW)) == [(0.1, 0.3)]


def test_a_store_that_was_replaced_is_read_anew(source: LocalSource, path: Path) -> None:
    with Store.at(path, writable=True) as old:
        put(old, NOW, cpu(0.1), Framework(root="/old"))
        source.snapshot(NOW, window_seconds=WINDOW)
    path.rename(path.with_name("aside"))
    with Store.at(path, writable=True) as new:
        put(new, NOW, Sample("self_cpu_ratio", 0.9), Framework(root="/new"))
        snapshot = source.snapshot(NOW, window_seconds=WINDOW)
    assert [series.metric for series in snapshot.series] == ["self_cpu_ratio"]
    assert snapshot.framework.root == "/new"


def test_a_store_that_vanished_is_empty(source: LocalSource, path: Path) -> None:
    with Store.at(path, writable=True) as store:
        put(store, NOW, cpu(0.1))
    source.snapshot(NOW, window_seconds=WINDOW)
    path.unlink()
    assert source.snapshot(NOW, window_seconds=WINDOW).series == ()


def test_what_could_not_be_read_once_is_read_the_next_time(
    store: Store, source: LocalSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(store, NOW, Framework(root="/r", modules=(a_module("a.md"),)))
    assert source.snapshot(NOW, window_seconds=WINDOW).framework.modules == (a_module("a.md"),)
    put(store, NOW + 1, Framework(root="/r", modules=(a_module("b.md"),)))

    def refuse(_: Store) -> Framework:
        raise StoreError("it.sqlite3: disk I/O error")

    with monkeypatch.context() as failing:
        failing.setattr(Store, "framework", refuse)
        with pytest.raises(StoreError):
            source.snapshot(NOW + 2, window_seconds=WINDOW)
    assert source.snapshot(NOW + 3, window_seconds=WINDOW).framework.modules == (a_module("b.md"),)


def test_a_damaged_store_is_an_error_of_ours(source: LocalSource, path: Path) -> None:
    path.write_bytes(b"no database" * 1_000)
    with pytest.raises(StoreError, match=r"it\.sqlite3"):
        source.snapshot(NOW, window_seconds=WINDOW)


def test_snapshots_may_be_taken_in_one_thread_after_another(
    source: LocalSource, store: Store
) -> None:
    put(store, NOW, cpu(0.1))
    taken: list[Snapshot] = []
    for _ in range(2):
        thread = Thread(target=lambda: taken.append(source.snapshot(NOW, window_seconds=WINDOW)))
        thread.start()
        thread.join()
    assert taken[0].series == taken[1].series != ()


def test_runs_are_those_of_the_window(source: LocalSource, store: Store) -> None:
    put(store, NOW - WINDOW * 1000 - 1)
    put(store, NOW, trigger=Trigger.SAVE)
    source.snapshot(NOW, window_seconds=WINDOW)
    put(store, NOW + 1)
    snapshot = source.snapshot(NOW + 1, window_seconds=WINDOW)
    assert [run.trigger for run in snapshot.runs] == [Trigger.SAVE, Trigger.TICK]


def test_events_and_statuses_are_told(source: LocalSource, store: Store) -> None:
    event, status = Event(NOW, "clock-jump", "it jumped"), Status("watch", True, "polls")  # noqa: FBT003
    put(store, NOW, event, status)
    snapshot = source.snapshot(NOW, window_seconds=WINDOW)
    assert (snapshot.events, snapshot.statuses) == ((event,), (status,))


@settings(max_examples=25)
@given(
    steps=st.lists(
        st.tuples(st.integers(1, 700_000), st.lists(st.sampled_from("0123"), unique=True)),
        max_size=12,
    )
)
def test_moving_on_says_the_same_as_reading_anew(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, list[str]]]
) -> None:
    path = tmp_path_factory.mktemp("it") / "it.sqlite3"
    moving, now = LocalSource(Store.at(path, writable=False)), NOW
    with Store.at(path, writable=True) as store:
        for step, cores in steps:
            now += step
            put(store, now, *(cpu(step / 1e6, core) for core in cores), tokens(step))
            fresh = LocalSource(Store.at(path, writable=False))
            taken = moving.snapshot(now, window_seconds=WINDOW)
            assert taken == fresh.snapshot(now, window_seconds=WINDOW)
            fresh.close()
    moving.close()


def test_sessions_of_all_roots_are_shown_when_they_are_read(path: Path, store: Store) -> None:
    source = LocalSource(
        Store.at(path, writable=False), whereabouts=Whereabouts(project="/home/dev/it")
    )
    put(store, NOW, a_session(A), a_session(B, root="/elsewhere"))
    with closing(source):
        assert shown_sessions(source) == {A}
        put(store, NOW, Scope(all_roots=True))
        assert shown_sessions(source) == {A, B}
        source.all_roots = False
        assert shown_sessions(source) == {A}
        source.all_roots = True
        put(store, NOW, Scope(all_roots=False))
        assert shown_sessions(source) == {A, B}


def test_sessions_count_from_a_moment_on(source: LocalSource, store: Store) -> None:
    put(store, NOW, a_session(A, last_at=NOW), a_request(at=NOW), a_request("later", at=NOW + 9))
    assert source.snapshot(NOW, window_seconds=WINDOW).sessions.summaries[0].requests == 2
    source.since = NOW + 1
    put(store, NOW, a_session(A, last_at=NOW + 9))
    assert source.snapshot(NOW, window_seconds=WINDOW).sessions.summaries[0].requests == 1


def test_another_file_has_other_sessions(source: LocalSource, path: Path) -> None:
    with Store.at(path, writable=True) as store:
        put(store, NOW, a_session(A))
    assert shown_sessions(source) == {A}
    path.unlink()
    with Store.at(path, writable=True) as store:
        put(store, NOW, a_session(B))
        assert shown_sessions(source) == {B}


def shown_sessions(source: LocalSource) -> set[str]:
    snapshot = source.snapshot(NOW, window_seconds=WINDOW)
    return {it.session.id for it in snapshot.sessions.summaries}
