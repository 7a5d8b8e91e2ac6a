"""What a run may bring beside measurements."""

from __future__ import annotations

from pathlib import Path

from collectors.baseline import Baseline, Blob
from collectors.decision import Acknowledgement, Matching, Silence
from collectors.store.keepsakes import Keepsakes
from tests.collectors.store.builders import framework, load, tick, writer_at

PINNED = Baseline("default", 5, framework())
NOTED = Acknowledgement("0" * 16, 5, "warning")
QUIET = Silence("lunch", 1, 9, "Ann", "away", Matching())


def test_each_kind_is_told_from_the_others() -> None:
    kept = Keepsakes.of([QUIET, PINNED, load(1.0), NOTED, Blob("d", b"x")])
    assert kept.pins == [PINNED, Blob("d", b"x")]
    assert kept.decisions == [QUIET, NOTED]
    assert (kept.comparisons, kept.shown) == ([], [])


def test_one_run_may_bring_all_of_it(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        store.add(tick(), [PINNED, NOTED, QUIET, load(1.0)])
        assert store.baselines.named("default") is not None
        assert (store.alerts.acknowledgements(), store.alerts.silences(0)) == ((NOTED,), (QUIET,))
