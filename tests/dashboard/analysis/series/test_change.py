"""What is different from how it was."""

from __future__ import annotations

from dataclasses import replace

from collectors.model import Run, Trigger
from dashboard.analysis.series.change import change, changes, last_save, started_at
from tests.dashboard.builders import NOW, a_series, a_snapshot


def test_the_largest_change_comes_first() -> None:
    small = a_series("full_tokens", [100.0, 110.0], module="a")
    large = a_series("full_tokens", [100.0, 60.0], module="b")
    found = changes(a_snapshot(small, large), "full_tokens", since=NOW)
    assert [(it.label("module"), it.delta) for it in found] == [("b", -40.0), ("a", 10.0)]


def test_what_stayed_the_same_is_left_out() -> None:
    series = a_series("full_tokens", [90.0, 100.0, 100.0])
    assert changes(a_snapshot(series), "full_tokens", since=NOW) == ()


def test_what_did_not_exist_counts_whole() -> None:
    found = change(a_snapshot(a_series("full_tokens", [100.0])), "full_tokens", since=NOW)
    assert found is not None
    assert (found.before, found.delta, found.ratio) == (None, 100.0, None)


def test_what_was_never_measured_has_no_change() -> None:
    assert change(a_snapshot(), "full_tokens", since=NOW) is None


def test_a_change_is_a_share_of_what_it_was() -> None:
    series = a_series("full_tokens", [100.0, 103.0])
    found = change(a_snapshot(series), "full_tokens", since=NOW)
    assert found is not None
    assert found.ratio == 0.03


def test_the_last_save_is_the_newest_run_of_a_save() -> None:
    saves = tuple(Run(NOW - age, Trigger.SAVE, (f"{age}.md",)) for age in (900, 300))
    snapshot = replace(a_snapshot(), runs=(*saves, Run(NOW, Trigger.TICK)))
    assert last_save(snapshot) == saves[1]


def test_changes_since_the_start_leave_out_what_the_start_measured() -> None:
    series = a_series("full_tokens", [100.0, 103.0], step=60_000)
    snapshot = replace(a_snapshot(series), runs=(Run(NOW - 60_000, Trigger.START),))
    found = change(snapshot, "full_tokens", since=started_at(snapshot))
    assert found is not None
    assert found.before == 100.0


def test_a_start_before_the_window_counts_from_the_window() -> None:
    assert started_at(a_snapshot()) == NOW - 3_600_000
