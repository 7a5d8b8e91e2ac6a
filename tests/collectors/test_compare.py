"""What changed since the baseline is timed, old content beside new."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest

from collectors.baseline import Comparison
from collectors.compare import CompareCollector
from collectors.comparing.verdict import Outcome, judge
from collectors.errors import CompareError
from collectors.framework.module import Framework
from collectors.metrics import CATALOGUE
from collectors.model import Occasion, Record, Sample, Trigger
from tests.collectors.comparing.frameworks import (
    PLAN,
    A,
    Remembering,
    framework,
    site_with,
)

START = 1_700_000_000_000
TICK = 5_000
LONG = "It says a great deal more than it did before.\n" * 2_000


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where contents are written to."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def ticks(
    collecting: CompareCollector, now: Framework, *, count: int = 200, at: int = START
) -> Iterator[Record]:
    """What so many ticks yield, one after another."""
    for tick in range(count):
        yield from collecting.collect(Occasion(Trigger.TICK, at + tick * TICK, now))


def compared(records: Iterator[Record], *, most: int) -> list[Comparison]:
    """The first comparisons, at most so many."""
    found = []
    for record in records:
        found += [record] if isinstance(record, Comparison) else []
        if len(found) == most:
            break
    return found


def test_a_save_that_makes_a_module_slower_is_confirmed(tmp_path: Path) -> None:
    memory = Remembering(framework(tmp_path))
    with closing(CompareCollector(site_with(tmp_path, memory))) as collecting:
        (found,) = compared(ticks(collecting, framework(tmp_path, {A: LONG})), most=1)
    assert (found.module, found.baseline) == (A, "default")
    assert judge(found.blocks).outcome is Outcome.REGRESSION


def test_everything_that_changed_is_compared_once(tmp_path: Path) -> None:
    memory = Remembering(framework(tmp_path))
    with closing(CompareCollector(site_with(tmp_path, memory))) as collecting:
        now = framework(tmp_path, {A: LONG})
        found = compared(ticks(collecting, now), most=2)
        again = compared(ticks(collecting, now, count=5), most=1)
    assert [it.module for it in found] == [A, PLAN]
    assert again == []


def test_without_a_change_no_process_is_started(tmp_path: Path, temporary: Path) -> None:
    memory = Remembering(framework(tmp_path))
    with closing(CompareCollector(site_with(tmp_path, memory))) as collecting:
        assert list(ticks(collecting, framework(tmp_path), count=3)) == []
        assert list(temporary.iterdir()) == []


def test_while_a_save_waits_nothing_is_compared(tmp_path: Path) -> None:
    memory = Remembering(framework(tmp_path))
    now = framework(tmp_path, {A: LONG})
    waiting = [True]
    site = replace(site_with(tmp_path, memory), is_pressed=lambda: waiting[0])
    with closing(CompareCollector(site)) as collecting:
        assert compared(ticks(collecting, now, count=5), most=1) == []
        waiting[0] = False
        assert len(compared(ticks(collecting, now, at=START + 5 * TICK), most=1)) == 1


def test_without_a_budget_only_what_is_asked_for_is_compared(tmp_path: Path) -> None:
    memory = Remembering(framework(tmp_path))
    site = site_with(tmp_path, memory, budget_ratio=0.0)
    now = framework(tmp_path, {A: LONG})
    with closing(CompareCollector(site)) as collecting:
        assert list(ticks(collecting, now, count=3)) == []
        asked = (
            record
            for number in range(200)
            for record in collecting.collect(Occasion(Trigger.ASKED, START + number, now))
        )
        assert [it.module for it in compared(asked, most=1)] == [A]


def test_what_is_asked_for_by_name_is_compared_again(tmp_path: Path) -> None:
    memory = Remembering(framework(tmp_path))
    now = framework(tmp_path, {A: LONG})
    with closing(CompareCollector(site_with(tmp_path, memory))) as collecting:
        compared(ticks(collecting, now), most=2)
        later = START + 1_000 * TICK
        asked = collecting.collect(Occasion(Trigger.ASKED, later, now, frozenset({PLAN})))
        found = compared(chain(asked, ticks(collecting, now, at=later)), most=1)
    assert [it.module for it in found] == [PLAN]


def test_another_save_gives_up_what_is_under_way(tmp_path: Path, temporary: Path) -> None:
    memory = Remembering(framework(tmp_path))
    with closing(CompareCollector(site_with(tmp_path, memory))) as collecting:
        collecting._docket.follow(framework(tmp_path, {A: LONG}), at=START)
        assert collecting._find_task(START, asked=True)
        assert len(list(temporary.iterdir())) == 1
        assert list(ticks(collecting, framework(tmp_path), count=1)) == []
        assert list(temporary.iterdir()) == []


def test_nothing_remains_when_it_is_closed(tmp_path: Path, temporary: Path) -> None:
    memory = Remembering(framework(tmp_path))
    collecting = CompareCollector(site_with(tmp_path, memory))
    next(ticks(collecting, framework(tmp_path, {A: LONG})))
    collecting.close()
    collecting.close()
    assert list(temporary.iterdir()) == []


def test_a_process_that_fails_is_told_and_not_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = Remembering(framework(tmp_path))
    now = framework(tmp_path, {A: LONG})
    monkeypatch.setattr("sys.executable", str(tmp_path / "no-python"))
    with closing(CompareCollector(site_with(tmp_path, memory))) as collecting:
        for _ in (A, PLAN):
            with pytest.raises(CompareError, match="no process can be started"):
                next(ticks(collecting, now))
        assert list(ticks(collecting, now, count=2)) == []


def test_once_in_a_while_a_module_is_compared_with_itself(tmp_path: Path) -> None:
    memory = Remembering(framework(tmp_path))
    with closing(CompareCollector(site_with(tmp_path, memory))) as collecting:
        sample = next(ticks(collecting, framework(tmp_path)))
    assert isinstance(sample, Sample)
    assert sample.metric == "noise_floor_ratio"
    assert sample.metric in CATALOGUE
    assert sample.value >= 0
