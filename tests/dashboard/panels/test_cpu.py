"""The CPU panel."""

from __future__ import annotations

from dataclasses import replace

import pytest

from collectors.model import Status
from dashboard import units
from dashboard.panels.cpu import draw, headline
from dashboard.reading import Reading
from dashboard.snapshot import Series
from tests.dashboard.builders import NOW, a_series
from tests.dashboard.panels.readings import SIZES, a_full_reading, a_reading
from tests.dashboard.pieces import words

SELF = (a_series("self_cpu_ratio", [0.004]), a_series("self_resident_memory_bytes", [41e6]))


def with_cores(count: int) -> Reading:
    cores = [a_series("cpu_ratio", [0.1, 0.5], core=str(core)) for core in range(count)]
    return a_reading(*cores, *SELF)


def drawn(*series: Series, statuses: tuple[Status, ...] = ()) -> str:
    return draw(a_reading(*series, *SELF, statuses=statuses), 75, 14).plain


def test_the_title_has_the_mean_of_all_cores() -> None:
    assert words(headline(a_full_reading())) == ["busy 18 %", "of 2 cores"]


def test_each_core_has_its_history_and_its_share() -> None:
    lines = draw(with_cores(2), 30, 7).plain.splitlines()
    assert lines[:2] == [
        "cpu0                  ▁▅  50 %",
        "cpu1                  ▁▅  50 %",
    ]


def test_cores_are_set_side_by_side_where_rows_are_few() -> None:
    lines = draw(with_cores(8), 75, 7).plain.splitlines()
    assert [word for word in lines[0].split() if word.startswith("cpu")] == [
        "cpu0",
        "cpu2",
        "cpu4",
        "cpu6",
    ]


def test_many_cores_are_folded_to_one_cell_each() -> None:
    plain = draw(with_cores(64), 75, 14).plain
    assert "▅" * 64 in plain
    assert "mean 50 %  most 50 %" in plain


def test_few_cores_that_are_folded_are_named_in_their_row() -> None:
    lines = draw(with_cores(4), 26, 5).plain.splitlines()
    assert lines[0] == "cores     ▅▅▅▅  mean 50 %"
    assert lines[1].startswith("session")


def test_many_cores_stand_below_their_name() -> None:
    lines = draw(with_cores(64), 75, 14).plain.splitlines()
    assert [line.split()[0] for line in lines[:2]] == ["cores", "▅" * 64]


def test_what_another_process_costs_is_not_shown_as_own() -> None:
    reading = a_reading(*SELF)
    viewed = replace(reading, snapshot=replace(reading.snapshot, viewing=True))
    assert (
        f"perfdash       {units.DASH}        {units.DASH}  its own cost"
        in draw(viewed, 75, 14).plain
    )


def test_a_session_is_shown_with_its_process() -> None:
    plain = draw(a_full_reading(), 75, 14).plain
    assert "session     18 %   512 MB  claude (41203)" in plain


def test_without_a_session_it_says_what_is_waited_for() -> None:
    waiting = Status("session", degraded=False, detail="waiting for Claude Code in this folder")
    assert "session   waiting for Claude Code" in drawn(statuses=(waiting,))


def test_where_there_is_little_room_no_session_is_said_in_short() -> None:
    waiting = Status("session", degraded=False, detail="waiting for Claude Code in this folder")
    reading = a_reading(*SELF)
    narrow = replace(reading, snapshot=replace(reading.snapshot, statuses=(waiting,)))
    assert "session   no process found" in draw(narrow, 36, 14).plain


def test_a_session_that_ended_has_no_figures() -> None:
    ended = a_series("process_resident_memory_bytes", [512e6], end=NOW - 60_000, who="session")
    assert "512 MB" not in drawn(ended)


def test_traffic_is_told_by_the_second() -> None:
    disk = a_series("disk_bytes_total", [0.0, 6e6], direction="read")
    assert "disk      read 1.2 MB/s  write –" in drawn(disk)


def test_memory_of_the_machine_is_told_as_used() -> None:
    plain = draw(a_full_reading(), 75, 14).plain
    assert "machine   memory 11 GB of 24 GB  load 0.8" in plain
    assert "machine   11 GB of 24 GB" in draw(a_full_reading(), 26, 14).plain


def test_spare_rows_show_the_cores_over_time() -> None:
    assert "busiest core" in draw(with_cores(2), 75, 14).plain
    assert "busiest core" not in draw(with_cores(2), 75, 10).plain


def test_before_the_first_look_it_says_so() -> None:
    assert "waiting for the first look" in draw(a_reading(), 75, 14).plain


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("cores", [0, 1, 8, 64])
def test_its_own_cost_is_always_shown(width: int, height: int, cores: int) -> None:
    lines = draw(with_cores(cores), width, height).plain.splitlines()
    assert any(line.startswith("perfdash   0.4 %") for line in lines)
    assert len(lines) <= height
