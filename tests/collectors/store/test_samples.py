"""Which samples are stored, and at what time."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collectors.model import Sample
from collectors.store.connection import Database, sqlite3
from collectors.store.samples import SeriesBook, add_samples, samples
from collectors.store.schema import migrate
from tests.collectors.store.builders import NOON, database, load, tick, times, values, writer_at


def memory() -> Database:
    db = sqlite3.connect(":memory:")
    migrate(db)
    return db


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf"), 1e308, 10**400])
def test_a_value_that_cannot_be_summed_is_refused_and_told(tmp_path: Path, value: float) -> None:
    with writer_at(tmp_path) as store:
        store.add(tick(), [load(value), load(value), load(0.5)])
        (event,) = store.events(0)
        assert values(store) == [0.5]
        assert event.kind == "samples-refused"
        assert event.detail.startswith("2 × cpu_ratio is not a number")


@pytest.mark.parametrize("value", [0.0, -0.25, 5e-324, 2.0**63, 1e300, -1e300])
def test_any_other_value_is_stored_exactly(tmp_path: Path, value: float) -> None:
    with writer_at(tmp_path) as store:
        store.add(tick(), [load(value)])
        assert values(store) == [value]


@pytest.mark.parametrize("at", [-1, 2**63, 2**70])
def test_a_time_outside_of_all_calendars_is_refused(tmp_path: Path, at: int) -> None:
    with writer_at(tmp_path) as store:
        store.add(tick(), [load(0.5, at=at)])
        assert values(store) == []
        assert "has a time outside" in store.events(0)[0].detail


def test_a_metric_that_is_not_in_the_catalogue_is_refused(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        store.add(tick(), [Sample("cpu_ration", 1.0)])
        assert store.events(0)[0].detail == "1 × no metric is called cpu_ration"
        assert store.measurements.series() == ()


def test_the_order_of_labels_makes_no_other_series(tmp_path: Path) -> None:
    labels = (("kind", "command"), ("module", "a.md"))
    with writer_at(tmp_path) as store:
        store.add(
            tick(), [Sample("module_tokens", 1, labels), Sample("module_tokens", 2, labels[::-1])]
        )
        assert [series.labels for series in store.measurements.series()] == [labels]


def test_a_series_knows_its_unit(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        store.add(tick(), [Sample("canary_seconds", 1.0)])
        assert database(store).execute("SELECT unit FROM series").fetchall() == [("seconds",)]


def test_samples_of_one_moment_follow_each_other(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        store.add(tick(), [load(1.0), load(2.0), load(3.0), load(4.0, core="1")])
        assert times(store) == [NOON, NOON, NOON + 1, NOON + 2]


@pytest.mark.parametrize("back", [2_000, 60_000])
def test_a_clock_that_steps_back_a_little_is_waited_for(tmp_path: Path, back: int) -> None:
    with writer_at(tmp_path) as store:
        store.add(tick(), [load(1.0)])
        store.add(tick(NOON - back), [load(2.0)])
        assert values(store) == [1.0, 2.0]
        assert times(store) == [NOON, NOON + 1]


@pytest.mark.parametrize("back", [60_001, 86_400_000])
def test_a_clock_that_was_set_back_is_believed_and_told(tmp_path: Path, back: int) -> None:
    with writer_at(tmp_path) as store:
        store.add(tick(), [load(1.0)])
        before = store.generation()
        store.add(tick(NOON - back), [load(2.0)])
        store.add(tick(NOON - back), [load(3.0)])
        assert times(store) == [NOON - back, NOON - back + 1, NOON]
        assert store.generation() > before


def test_a_suspended_machine_leaves_a_gap(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        store.add(tick(), [load(1.0)])
        store.add(tick(NOON + 86_400_000), [load(2.0)])
        assert times(store) == [NOON, NOON + 86_400_000]


def test_a_sample_never_replaces_another_of_its_time(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        store.add(tick(NOON - 3_600_000), [load(1.0)])
        store.add(tick(), [load(2.0)])
        store.add(tick(NOON - 3_600_000), [load(3.0)])
        assert values(store) == [1.0, 2.0]
        assert store.events(0)[0].detail == "1 × another sample has the same time"


def test_the_next_writer_goes_on_after_the_last_sample(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        store.add(tick(), [load(1.0)])
    with writer_at(tmp_path) as store:
        store.add(tick(), [load(2.0)])
        assert times(store) == [NOON, NOON + 1]
        assert len(store.measurements.series()) == 1


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 50_000), st.sampled_from("ab")), max_size=30))
def test_within_a_series_time_only_goes_forward(steps: list[tuple[int, str]]) -> None:
    db = memory()
    book = SeriesBook.read(db)
    for number, (offset, core) in enumerate(steps):
        add_samples(db, book, [load(float(number), core=core)], at=NOON + offset)
    rows = samples(db, after=0, until=2**62)
    for series in {series for _, series, _ in rows}:
        assert [v for _, s, v in rows if s == series] == sorted(
            v for _, s, v in rows if s == series
        )
    assert len(rows) == len(steps)


def cold(
    seconds: float, module: str = "a.md", *, mode: str = "cold", phase: str = "total"
) -> Sample:
    return Sample("load_seconds", seconds, (("mode", mode), ("module", module), ("phase", phase)))


def test_whole_cold_loads_are_told_by_module_oldest_first(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        store.add(tick(NOON - 1), [cold(0.1)])
        store.add(tick(), [cold(0.2), cold(0.3, "b.md"), cold(0.9, mode="warm")])
        store.add(tick(NOON + 5), [cold(0.4), cold(0.9, phase="read"), load(0.9)])
        assert store.cold_loads(NOON) == [
            ("a.md", NOON, 0.2),
            ("b.md", NOON, 0.3),
            ("a.md", NOON + 5, 0.4),
        ]


def test_canaries_are_told_oldest_first(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        for at, seconds in ((NOON - 1, 0.1), (NOON, 0.2), (NOON + 5, 0.3)):
            store.add(tick(at), [Sample("canary_seconds", seconds), load(0.9)])
        assert store.canary_seconds(NOON) == [(NOON, 0.2), (NOON + 5, 0.3)]
