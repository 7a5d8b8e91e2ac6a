"""`perfdash load`, as it is called."""

from __future__ import annotations

import re
from pathlib import Path

import orjson

from tests.dashboard.commands.outcome import Perfdash
from tests.dashboard.export.schemas import check


def test_loads_of_all_commands_are_a_table(perfdash: Perfdash, harbor: Path) -> None:
    told = perfdash("load", "--root", harbor, "--rounds", "1")
    assert (told.code, told.err) == (0, "")
    assert len(re.findall(r"^\.claude/commands/", told.out, re.MULTILINE)) == 6


def test_loads_of_what_is_named_are_json(perfdash: Perfdash, harbor: Path) -> None:
    told = perfdash("load", "/plan", "components/q*/*", "--root", harbor, "--rounds", "2", "--json")
    document = orjson.loads(told.out)
    check(document, "load.schema.json")
    assert [it["path"] for it in document["loads"]] == [
        ".claude/commands/plan.md",
        "components/quality/checks.md",
    ]
    assert document["loads"][0]["modes"]["cold"]["rounds"] == 2


def test_a_target_that_is_not_there_is_told_the_nearest(perfdash: Perfdash, harbor: Path) -> None:
    told = perfdash("load", "/relase", "--root", harbor)
    assert (told.code, told.out) == (2, "")
    assert "'/relase' names no module" in told.err
    assert "did you mean '/release'?" in told.err
