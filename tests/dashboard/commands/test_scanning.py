"""Scans and loads by command, beneath what is printed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from collectors.config import Config, FrameworkConfig, LoadConfig
from collectors.errors import NoFrameworkError
from collectors.framework.module import Framework
from collectors.loading.runs import Skipped
from collectors.loading.timing import LoadTiming
from collectors.model import Run, Trigger
from collectors.store import Store
from dashboard.commands import scanning
from tests.dashboard.commands.stored import remembered

CONFIG = Config(load=LoadConfig(rounds=1))


def test_a_scan_is_remembered(harbor: Path) -> None:
    assert scanning.scan(harbor, CONFIG) == remembered(harbor)


def test_a_scan_beside_a_recorder_is_not_stored(harbor: Path) -> None:
    with Store.open(harbor, writable=True):
        framework = scanning.scan(harbor, CONFIG)
        assert len(framework.modules) == 28
        assert remembered(harbor) == Framework()


def test_a_scan_needs_no_store(storeless: Path) -> None:
    assert len(scanning.scan(storeless, CONFIG).modules) == 28


def test_a_folder_without_a_framework_is_not_scanned(home: Path) -> None:
    with pytest.raises(NoFrameworkError, match="perfdash demo"):
        scanning.scan(home, CONFIG)


def test_loads_are_timed_one_by_one_as_they_are_asked_for(harbor: Path) -> None:
    count, loads = scanning.load(harbor, CONFIG, ("/plan", "/build"), rounds=1)
    first = next(loads)
    assert isinstance(first, LoadTiming)
    assert (count, first.path, len(first.cold)) == (2, ".claude/commands/plan.md", 1)


def test_a_load_of_a_file_that_vanished_is_skipped_with_its_reason(harbor: Path) -> None:
    _, loads = scanning.load(harbor, CONFIG, ("/plan", "/build"), rounds=1)
    (harbor / ".claude/commands/plan.md").unlink()
    plan, build = loads
    assert isinstance(plan, Skipped)
    assert "plan.md" in plan.path + plan.reason
    assert isinstance(build, LoadTiming)


def test_a_second_scan_answers_what_is_remembered_and_records_nothing(harbor: Path) -> None:
    first = scanning.scan(harbor, CONFIG)
    assert scanning.scan(harbor, CONFIG) == first
    with Store.open(harbor, writable=False) as store:
        assert len(store.runs(0)) == 1


def test_a_scan_after_a_save_finds_what_was_saved(harbor: Path) -> None:
    scanning.scan(harbor, CONFIG)
    (harbor / ".claude/commands/plan.md").write_text("Do it.", "utf-8")
    framework = scanning.scan(harbor, CONFIG)
    assert {it.path: it.bytes for it in framework.modules}[".claude/commands/plan.md"] == 6
    assert framework == remembered(harbor)


def test_a_framework_scanned_otherwise_is_not_what_is_remembered(harbor: Path) -> None:
    other = replace(CONFIG, framework=FrameworkConfig(exclude=("**/plan.md",)))
    first = scanning.scan(harbor, CONFIG)
    assert scanning.scan(harbor, other) != first
    assert scanning.scan(harbor, CONFIG) == first


def test_a_framework_recorded_without_what_it_rests_on_is_scanned_again(harbor: Path) -> None:
    first = scanning.scan(harbor, CONFIG)
    with Store.open(harbor, writable=True) as store:
        store.add(Run(1, Trigger.SAVE), (Framework(root="elsewhere"),))
    assert scanning.scan(harbor, CONFIG) == first
