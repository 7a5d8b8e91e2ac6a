from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collectors.framework.module import Framework, Kind
from dashboard.analysis.verdict import Verdict
from dashboard.panels.module_cells import MODULES
from dashboard.panels.module_rows import SORT_KEYS, Row, kinds, rows
from dashboard.reading import Reading
from dashboard.table.sheet import Order
from tests.dashboard.builders import a_module, a_snapshot
from tests.dashboard.harbor import a_reading
from tests.dashboard.worse import RELEASE, a_worse_reading


def a_row(path: str, *, p95: float | None = None, kind: Kind = Kind.COMMAND) -> Row:
    return Row(a_module(path, kind=kind), load_p95=p95)


def paths(found: list[Row]) -> list[str]:
    return [row.module.path for row in found]


def test_a_row_gathers_what_is_known_about_its_module() -> None:
    found = {row.module.path: row for row in rows(a_reading())}
    release = found[".claude/commands/release.md"]
    assert release.load_p95 is not None
    assert release.change == 412
    assert [alert.title for alert in release.alerts] == ["context used by a command"]
    assert len(release.findings) == 2
    assert found["components/quality/checks.md"].saved


def test_a_module_that_was_not_loaded_has_no_times() -> None:
    (row,) = rows(Reading(a_snapshot(framework=Framework(modules=(a_module("a.md"),))), Verdict()))
    assert (row.load_p50, row.load_p95, row.trend) == (None, None, ())


def test_the_largest_comes_first() -> None:
    found = MODULES.ordered([a_row("a", p95=1), a_row("b", p95=3), a_row("c", p95=2)], Order("p95"))
    assert paths(found) == ["b", "c", "a"]


@pytest.mark.parametrize("descending", [True, False])
def test_what_was_not_measured_comes_last_either_way(*, descending: bool) -> None:
    found = MODULES.ordered([a_row("a"), a_row("b", p95=3)], Order("p95", descending=descending))
    assert paths(found) == ["b", "a"]


def test_equals_are_sorted_by_path() -> None:
    found = MODULES.ordered([a_row("b", p95=1), a_row("a", p95=1)], Order("p95"))
    assert paths(found) == ["a", "b"]


@pytest.mark.parametrize("column", SORT_KEYS)
def test_every_column_sorts_every_row(column: str) -> None:
    every = rows(a_reading())
    assert len(MODULES.ordered(every, Order(column))) == len(every)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", True),
        ("PLAN", True),
        ("command plan", True),
        ("plan agent", False),
        ("!agent", True),
        ("!plan", False),
        ("!", False),
    ],
)
def test_all_words_of_a_filter_must_hold(text: str, *, wanted: bool) -> None:
    assert MODULES.wants(a_row("commands/plan.md"), text) is wanted


def test_only_kinds_that_occur_are_offered() -> None:
    every = [a_row("a", kind=Kind.SKILL), a_row("b", kind=Kind.COMMAND)]
    assert kinds(every) == (Kind.COMMAND, Kind.SKILL)


@settings(max_examples=40)
@given(st.lists(st.tuples(st.text(max_size=4), st.none() | st.floats(0, 9)), max_size=8), st.text())
def test_no_filter_and_no_order_loses_a_row_twice(
    made: list[tuple[str, float | None]], text: str
) -> None:
    every = [a_row(path, p95=p95) for path, p95 in made]
    wanted = [row for row in every if MODULES.wants(row, text)]
    assert len(MODULES.ordered(wanted, Order("p95"))) == len(wanted)


def test_a_row_says_how_its_module_stands_against_the_baseline() -> None:
    found = {row.module.path: row for row in rows(a_worse_reading())}
    assert [flag.word for flag in found[RELEASE].flags] == ["slower", "bigger"]
    assert [flag.word for flag in found[".claude/rules/python.md"].flags] == ["moved"]
    assert found[RELEASE].change == 592


def test_an_alert_on_a_regression_is_no_second_flag() -> None:
    found = {row.module.path: row for row in rows(a_worse_reading())}
    assert [alert.title for alert in found[RELEASE].alerts] == ["context used by a command"]


@pytest.mark.parametrize(
    ("text", "path"), [("slower", RELEASE), ("saved", "components/quality/checks.md")]
)
def test_a_module_is_found_by_what_its_flags_say(text: str, path: str) -> None:
    every = rows(a_worse_reading())
    found = paths(MODULES.found(every, text))
    assert path in found
    assert len(found) < len(every)
