from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from collectors.errors import PerfdashError
from dashboard import snapshot_file
from tests.dashboard.harbor import a_reading


def test_the_first_folder_that_takes_it_keeps_the_snapshot(tmp_path: Path) -> None:
    path = snapshot_file.snapshot(a_reading(), (tmp_path / "missing", tmp_path))
    assert path.parent == tmp_path


def test_a_snapshot_is_named_after_the_moment_it_was_taken(tmp_path: Path) -> None:
    reading = a_reading()
    later = replace(reading, snapshot=replace(reading.snapshot, taken_at=1_800_000_001_000))
    first, second = (snapshot_file.snapshot(one, (tmp_path,)) for one in (reading, later))
    assert first.name < second.name


def test_when_no_folder_takes_it_every_reason_is_given(tmp_path: Path) -> None:
    with pytest.raises(PerfdashError, match=r"/one/.*; .*/two/"):
        snapshot_file.snapshot(a_reading(), (tmp_path / "one", tmp_path / "two"))
