"""A command is run for each notice, as long as it is trusted."""

from __future__ import annotations

import sys
from pathlib import Path

from dashboard.notices.command import Command
from tests.dashboard.notices.notes import a_notice, never


def test_it_finds_the_notice_and_its_exit_code_is_told(tmp_path: Path) -> None:
    code = "import os, sys; print(os.environ['PERFDASH_ALERT_TITLE']); sys.exit(4)"
    command = Command((sys.executable, "-I", "-c", code), tmp_path)
    outcome = command.send(a_notice(), never)
    assert (outcome.channel, outcome.failed) == ("notify.command", True)
    assert outcome.said == "exit code 4: perfdash harbor: 1 alert, warning"


def test_one_that_ends_well_has_not_failed(tmp_path: Path) -> None:
    assert not Command((sys.executable, "-I", "-c", ""), tmp_path).send(a_notice(), never).failed


def test_one_that_is_trusted_no_longer_is_not_run(tmp_path: Path) -> None:
    command = Command(("touch", "ran"), tmp_path, is_trusted=lambda: False)
    outcome = command.send(a_notice(), never)
    assert outcome.said.startswith("not run: ")
    assert list(tmp_path.iterdir()) == []
