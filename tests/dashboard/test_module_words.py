from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.module_words import called
from tests.dashboard.builders import a_module, a_snapshot
from tests.dashboard.panels.readings import a_framework


def test_a_module_is_called_by_what_invokes_it_or_by_its_path() -> None:
    plan = replace(a_module("commands/plan.md"), name="/plan")
    snapshot = replace(a_snapshot(), framework=replace(a_framework(), modules=(plan,)))
    assert called(snapshot, "commands/plan.md") == "/plan"
    assert called(snapshot, "components/reporting/gone.md", 16) == "…porting/gone.md"


@pytest.mark.parametrize(
    ("cells", "names"),
    [
        (32, ["one/commands/task.md", "other/commands/task.md"]),
        (16, ["one/…/task.md", "other/…/task.md"]),
        (12, ["one/…", "other/…"]),
    ],
)
def test_modules_of_one_name_are_called_by_where_their_paths_differ(
    cells: int, names: list[str]
) -> None:
    paths = ("one/commands/task.md", "other/commands/task.md")
    both = tuple(replace(a_module(path), name="/task") for path in paths)
    snapshot = replace(a_snapshot(), framework=replace(a_framework(), modules=both))
    assert [called(snapshot, path, cells) for path in paths] == names
