from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.panels.module_cells import COLUMNS, MODULES
from dashboard.panels.module_rows import Row, rows
from dashboard.piece import Line, measure
from dashboard.table.column import fitting
from dashboard.table.line import heading
from dashboard.table.sheet import Order
from tests.dashboard.builders import a_module
from tests.dashboard.harbor import a_reading
from tests.dashboard.worse import a_worse_reading


def said(line: Line) -> str:
    return "".join(piece.text for piece in line)


def cell(key: str, row: Row, cells: int = 40) -> str:
    (column,) = (column for column in COLUMNS if column.key == key)
    return said(column.draw(row, cells))


def release() -> Row:
    (row,) = (row for row in rows(a_reading()) if row.module.name == "/release")
    return row


@pytest.mark.parametrize("width", range(30, 240, 7))
def test_columns_fit_their_width(width: int) -> None:
    assert sum(column.cells + 2 for column in fitting(COLUMNS, width)) <= max(width, 38)


def test_the_module_and_its_load_time_stay_when_all_else_goes() -> None:
    assert [column.key for column in fitting(COLUMNS, 40)] == ["module", "p95"]


def test_a_wide_table_has_every_column() -> None:
    assert len(fitting(COLUMNS, 200)) == len(COLUMNS)


def test_eighty_cells_say_what_is_big_slow_and_wrong() -> None:
    assert [column.key for column in fitting(COLUMNS, 74)] == ["module", "full", "p95", "flags"]


@pytest.mark.parametrize("width", [74, 115, 155])
def test_a_title_is_whole_whatever_rows_are_ordered_by(width: int) -> None:
    columns = fitting(COLUMNS, width)
    for column in columns:
        assert column.title in said(heading(columns, Order(column.key)))


def test_paths_have_room_before_flags_and_kinds_do() -> None:
    cells = [fitting(COLUMNS, width)[0].cells for width in (74, 115, 155, 195)]
    assert cells == [37, 38, 38, 64]


def test_of_a_long_path_the_end_is_kept() -> None:
    row = Row(a_module("a/very/long/way/to/the/file.md"))
    assert cell("module", row, 12) == "…the/file.md"


def test_what_was_not_measured_is_a_dash() -> None:
    assert cell("p95", Row(a_module("a.md"))) == "–"


def test_flags_say_alerts_before_findings() -> None:
    assert cell("flags", release()) == "! context used by a command  2 findings"


def test_a_saved_module_says_so() -> None:
    assert "saved" in cell("flags", replace(release(), saved=True))


def test_a_change_has_a_sign() -> None:
    assert cell("change", release()) == "▲ +412"


def test_a_trend_takes_no_more_cells_than_its_column() -> None:
    (trend,) = (column for column in COLUMNS if column.key == "trend")
    assert measure(trend.draw(release(), trend.cells)) <= trend.cells


def test_a_column_is_called_by_its_title() -> None:
    assert MODULES.title("p95") == "load p95"


def test_flags_are_signs_and_words() -> None:
    (row,) = (row for row in rows(a_worse_reading()) if row.module.name == "/release")
    (column,) = (column for column in COLUMNS if column.key == "flags")
    wide = "".join(piece.text for piece in column.draw(row, 80))
    assert wide.startswith("▲ slower  ▲ bigger  ! context used by a command  2 findings")
    assert cell("flags", row) == "▲ slower  ▲ bigger  +2"


def test_a_module_that_the_baseline_has_not_is_new() -> None:
    assert cell("change", Row(a_module("new.md"), change=None)) == "new"
