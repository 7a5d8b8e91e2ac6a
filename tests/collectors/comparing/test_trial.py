"""A comparison in a real worker."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from collectors.comparing.stage import NEW, OLD, set_up
from collectors.comparing.trial import Trial
from collectors.comparing.turns import SAMPLES
from collectors.comparing.verdict import LOOKS, Outcome, judge
from collectors.comparing.worker_process import Worker, command
from collectors.errors import CompareError
from tests.collectors.comparing.frameworks import pair_of

LONG = "It says a great deal more than it did before.\n" * 2_000


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where both sides are written to."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_a_module_that_says_far_more_takes_longer_and_more_memory(tmp_path: Path) -> None:
    with Trial(pair_of(tmp_path, LONG)) as trial:
        trial.finish()
    tally = trial.tally
    assert judge(tally.blocks).outcome is Outcome.REGRESSION
    assert tally.new_footprint.peak_bytes > tally.old_footprint.peak_bytes + len(LONG)
    assert tally.new_footprint.retained_bytes > tally.old_footprint.retained_bytes + len(LONG)
    assert trial.cpu_seconds > 0


def test_it_goes_on_where_it_stopped(tmp_path: Path) -> None:
    with Trial(pair_of(tmp_path)) as trial:
        assert not trial.advance(seconds=0)
        trial.finish()
        assert trial.advance(seconds=0)
    assert len(trial.tally.blocks) in LOOKS
    assert len(trial.tally.old) == SAMPLES * len(trial.tally.blocks)


def test_nothing_remains_when_it_is_closed_early(tmp_path: Path, temporary: Path) -> None:
    trial = Trial(pair_of(tmp_path))
    assert len(list(temporary.iterdir())) == 1
    trial.close()
    assert list(temporary.iterdir()) == []


def test_a_worker_that_finds_no_files_is_told_with_its_complaint(
    tmp_path: Path, temporary: Path
) -> None:
    with Trial(pair_of(tmp_path)) as trial:
        for script in temporary.glob("*/new.json"):
            script.write_text("{}", encoding="ascii")
        with pytest.raises(CompareError, match=r"ended: .*KeyError"):
            trial.finish()


@pytest.mark.parametrize("blocks", [0, 1])
def test_a_worker_that_nobody_listens_to_cleans_up_and_ends(
    blocks: int, tmp_path: Path, temporary: Path
) -> None:
    worker = Worker(command(set_up(pair_of(tmp_path)), OLD, NEW))
    for _ in range(blocks):
        worker.wait()
        worker.ask()
    worker._hang_up()
    worker._process.wait(timeout=60)
    assert list(temporary.iterdir()) == []
