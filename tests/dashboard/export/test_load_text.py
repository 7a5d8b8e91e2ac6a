"""The table of `perfdash load`."""

from __future__ import annotations

from dataclasses import replace

from dashboard.export import load_text
from tests.dashboard.export.loads import a_round, a_timing


def rows() -> list[list[str]]:
    return [line.split() for line in load_text.render([a_timing()], width=100).splitlines()]


def test_each_mode_has_its_times_and_phases() -> None:
    assert rows()[1] == ["mode", "min", "median", "P95", "read", "parse"]
    assert rows()[2] == ["cold", "2", "ms", "4", "ms", "5.8", "ms", "3", "ms", "1", "ms"]


def test_a_mode_without_phases_has_dashes() -> None:
    assert rows()[4] == ["parallel", "2", "ms", "2", "ms", "2", "ms", "–", "–"]


def test_the_cache_and_the_threads_are_told() -> None:
    text = load_text.render([replace(a_timing(), misses=3)], width=100)
    assert "warm: the cache held 1 of 4 components" in text
    assert "parallel: 2.0× as fast with 2 threads" in text


def test_what_was_not_timed_is_not_told() -> None:
    text = load_text.render([a_timing(only_cold=True)], width=100)
    assert "warm" not in text
    assert "parallel" not in text


def test_a_hostile_path_cannot_reach_the_terminal() -> None:
    hostile = replace(a_timing(), path="\x1b]0;owned\x07\n.md")
    text = load_text.render([hostile], width=100)
    assert all(line.isprintable() for line in text.split("\n"))


def test_up_to_four_modules_have_a_block_each() -> None:
    text = load_text.render([a_timing()] * 4, width=100)
    assert text.count("commands/plan.md  1,500 tokens in 2 files, 3 rounds") == 4


def test_many_modules_share_a_table_slowest_first() -> None:
    slow = replace(a_timing(only_cold=True), path="slow.md", cold=(a_round(1.0),))
    many = [replace(a_timing(), misses=3)] * 4
    lines = load_text.render([*many, slow], width=100).splitlines()
    assert lines[1].split() == ["slow.md", "1", "s", "1", "s", "1", "s", "–", "–", "–", "–"]
    assert lines[2].endswith("2.0×      1 of 4")
    assert len(lines) == 6
