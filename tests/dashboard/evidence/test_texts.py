from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from collectors.baseline import NO_BASELINE
from collectors.errors import StoreError
from dashboard.analysis.alerting.concern import Concern, concerns
from dashboard.evidence.text_change import TextChange
from dashboard.evidence.texts import MOST, text_changes, unreadable
from dashboard.reading import Reading
from tests.dashboard.analysis.alerting.builders import an_alert
from tests.dashboard.worse import CHECKS, NEW_CHECKS, OLD_CHECKS, RELEASE, a_worse_reading, kept


def slower(reading: Reading) -> Concern:
    found = concerns(reading.verdict, reading.snapshot).active
    return next(
        it
        for it in found
        if it.regression and it.module == RELEASE and it.regression.metric == "load_seconds"
    )


def changes(root: Path, concern: Concern | None = None) -> tuple[TextChange, ...]:
    reading = a_worse_reading()
    return text_changes(concern or slower(reading), reading, root=root, kept=kept)


def saved(root: Path) -> Path:
    path = root / CHECKS
    path.parent.mkdir(parents=True)
    path.write_text(NEW_CHECKS)
    return path


def test_what_was_saved_is_compared_with_what_the_baseline_keeps(tmp_path: Path) -> None:
    saved(tmp_path)
    first, *_ = changes(tmp_path)
    assert (first.path, first.added, first.removed) == (CHECKS, 5, 1)
    assert OLD_CHECKS.splitlines()[2] in [line.text for line in first.lines]


def test_all_that_a_module_loads_and_that_changed_is_compared(tmp_path: Path) -> None:
    assert [it.path for it in changes(tmp_path)] == [CHECKS, "components/planning/steps.md"]


def test_a_framework_is_compared_as_a_whole_but_not_without_end(tmp_path: Path) -> None:
    found = changes(tmp_path, Concern(an_alert(metric="startup_tokens")))
    assert len(found) == 4
    assert len(found) <= MOST


def test_no_text_is_blamed_for_a_busy_machine(tmp_path: Path) -> None:
    assert changes(tmp_path, Concern(an_alert())) == ()


def test_a_file_that_is_gone_says_so(tmp_path: Path) -> None:
    first, *_ = changes(tmp_path)
    assert first.removed == len(OLD_CHECKS.splitlines())
    assert "No such file" in first.note


def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    path = saved(tmp_path)
    path.unlink()
    os.mkfifo(path)
    assert "pipe" in changes(tmp_path)[0].note


def test_a_link_out_of_the_framework_is_not_followed(tmp_path: Path) -> None:
    root, secret = tmp_path / "root", tmp_path / "secret"
    secret.write_text("password")
    path = saved(root)
    path.unlink()
    path.symlink_to(secret)
    first, *_ = changes(root)
    assert first.lines == ()
    assert "outside" in first.note


def test_a_text_that_no_baseline_keeps_says_so(tmp_path: Path) -> None:
    reading = a_worse_reading()
    saved(tmp_path)
    first, *_ = text_changes(slower(reading), reading, root=tmp_path, kept=lambda _: None)
    assert first == TextChange(CHECKS, note="the baseline keeps no text of it")


def test_without_a_baseline_there_is_nothing_to_compare(tmp_path: Path) -> None:
    reading = a_worse_reading()
    bare = replace(reading, snapshot=replace(reading.snapshot, baseline=NO_BASELINE))
    assert text_changes(slower(reading), bare, root=tmp_path, kept=kept) == ()


def test_a_store_that_cannot_be_read_is_said_in_place_of_texts() -> None:
    said = unreadable(slower(a_worse_reading()), StoreError("locked"))
    assert said == TextChange(RELEASE, note="locked")
