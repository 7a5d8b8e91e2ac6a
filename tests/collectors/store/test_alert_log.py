"""What is kept of what the user was told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from collectors.shown import ShownAlert
from collectors.store import DAY, Store
from collectors.store.alert_log import forget
from collectors.store.connection import immediate
from tests.collectors.store.builders import NOON, database, reader_at, tick, writer_at

BUSY = ShownAlert(
    key="a" * 16,
    at=NOON,
    severity="warning",
    title="CPU",
    since=NOON - 5_000,
    metric="cpu_ratio",
    labels=(("core", "0"),),
    group="save 1",
    value=0.9,
    peak=0.95,
    limit=0.8,
    unit="ratio",
    detail="mean above 80 %",
)
WORSE = replace(BUSY, severity="critical", peak=1.0)
OVER = replace(WORSE, until=NOON + 60_000)


def logged(folder: Path, *lines: ShownAlert, since: int = 0) -> tuple[ShownAlert, ...]:
    """What a store says of lines that were each written with a run of its own."""
    with writer_at(folder) as store:
        for line in lines:
            store.add(tick(), [line])
        return store.alerts.log(since)


def lines_of(store: Store) -> int:
    (count,) = database(store).execute("SELECT count(*) FROM alert_log").fetchone()
    return int(count)


def test_a_line_comes_back_as_it_was_written(tmp_path: Path) -> None:
    assert logged(tmp_path, BUSY) == (BUSY,)


def test_the_newest_line_about_an_alert_says_all(tmp_path: Path) -> None:
    assert logged(tmp_path, BUSY, WORSE, OVER) == (OVER,)


def test_lines_are_only_added(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        store.add(tick(), [BUSY, WORSE, OVER])
        assert lines_of(store) == 3


def test_what_is_written_twice_is_there_once(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        store.add(tick(), [BUSY, BUSY, OVER, OVER])
        assert lines_of(store) == 2


def test_a_restart_writes_nothing_again(tmp_path: Path) -> None:
    logged(tmp_path, BUSY)
    assert logged(tmp_path, replace(BUSY, at=NOON + 9)) == (BUSY,)


def test_what_fires_already_does_not_begin_at_another_time(tmp_path: Path) -> None:
    assert logged(tmp_path, BUSY, replace(BUSY, since=NOON)) == (BUSY,)


def test_an_alert_may_fire_again(tmp_path: Path) -> None:
    again = replace(BUSY, at=NOON + 99_000, since=NOON + 98_000)
    assert logged(tmp_path, BUSY, OVER, again) == (OVER, again)


def test_what_ended_long_ago_is_not_told(tmp_path: Path) -> None:
    assert logged(tmp_path, BUSY, OVER, since=OVER.until + 1) == ()
    assert logged(tmp_path, since=OVER.until) == (OVER,)


def test_what_fires_is_told_however_old_it_is(tmp_path: Path) -> None:
    assert logged(tmp_path, BUSY, since=NOON + 30 * DAY) == (BUSY,)


def test_a_viewer_reads_it(tmp_path: Path) -> None:
    logged(tmp_path, BUSY)
    with reader_at(tmp_path) as store:
        assert store.alerts.log(0) == (BUSY,)


def test_hostile_names_are_kept_as_text(tmp_path: Path) -> None:
    hostile = replace(BUSY, title="\udcff\x1b]0;x", labels=(("module", "\udcff"),))
    (line,) = logged(tmp_path, hostile)
    assert line.title == "\\udcff\x1b]0;x"


def test_only_what_ended_before_is_forgotten(tmp_path: Path) -> None:
    other = replace(BUSY, key="b" * 16)
    with writer_at(tmp_path) as store:
        store.add(tick(), [BUSY, OVER, other])
        with immediate(database(store)):
            forget(database(store), OVER.until + 1)
        assert store.alerts.log(0) == (other,)
