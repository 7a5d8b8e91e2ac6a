"""What values series had, however long before they were sampled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from collectors.model import Run, Sample, Trigger
from collectors.store import DAY, HOUR, MINUTE, Store

START = 1_800_000_000_000 // DAY * DAY


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.at(tmp_path / "it.sqlite3", writable=True) as store:
        yield store


def put(store: Store, at: int, value: float) -> None:
    store.add(Run(at, Trigger.SAVE), [Sample("module_tokens", value), Sample("cpu_ratio", 0.5)])


def value_before(store: Store, moment: int) -> list[float]:
    return [value for _, _, value in store.measurements.last_before(moment, ["module_tokens"])]


def test_a_sample_counts_after_its_moment_only(store: Store) -> None:
    put(store, START, 100)
    assert (value_before(store, START), value_before(store, START + 1)) == ([], [100])


def test_the_newest_sample_counts(store: Store) -> None:
    put(store, START, 100)
    put(store, START + 5, 200)
    assert value_before(store, START + 9) == [200]


def test_only_the_metrics_asked_for_are_told(store: Store) -> None:
    put(store, START, 100)
    assert len(store.measurements.last_before(START + 9, ["module_tokens", "cpu_ratio"])) == 2
    assert store.measurements.last_before(START + 9, []) == []


@pytest.mark.parametrize("maintained", [0, 2 * MINUTE, 2 * HOUR, 2 * DAY])
def test_rolling_up_does_not_change_what_was(store: Store, maintained: int) -> None:
    put(store, START, 100)
    put(store, START + MINUTE + 5, 200)
    put(store, START + HOUR + 5, 300)
    store.maintain(START + maintained)
    moments = (1, MINUTE, MINUTE + 6, HOUR, HOUR + 6, 3 * DAY)
    told = [value_before(store, START + moment) for moment in moments]
    assert told == [[100], [100], [200], [200], [300], [300]]
