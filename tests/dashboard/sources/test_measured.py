"""What was just measured, as a snapshot."""

from __future__ import annotations

from collectors.framework.module import Framework
from collectors.model import Sample
from dashboard.snapshot import Snapshot
from dashboard.sources.measured import MeasuredSource
from tests.dashboard.builders import NOW

SAMPLES = (
    Sample("load_seconds", 0.3, (("module", "b.md"),), at=1),
    Sample("startup_tokens", 40.0),
    Sample("load_seconds", 0.1, (("module", "b.md"),), at=2),
    Sample("load_seconds", 0.2, (("module", "a.md"),)),
)


def test_samples_of_one_series_stand_together_in_the_order_of_series() -> None:
    found = MeasuredSource(Snapshot(0, 0), SAMPLES).snapshot(NOW, window_seconds=60)
    assert [(it.metric, it.label("module"), it.values) for it in found.series] == [
        ("load_seconds", "a.md", (0.2,)),
        ("load_seconds", "b.md", (0.3, 0.1)),
        ("startup_tokens", "", (40.0,)),
    ]


def test_all_of_it_is_of_now() -> None:
    known = Snapshot(0, 0, Framework("/home/dev/harbor"))
    found = MeasuredSource(known, SAMPLES).snapshot(NOW, window_seconds=60)
    assert {moment for series in found.series for moment in series.times} == {NOW}
    assert (found.taken_at, found.window_seconds) == (NOW, 60)
    assert found.framework is known.framework
