"""What all panels promise, whatever they are given."""

from __future__ import annotations

from dataclasses import replace
from unicodedata import category

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from collectors.config import Config
from collectors.framework.module import Framework, Kind, Module, Stamp, Startup
from collectors.metrics import METRICS, Metric
from collectors.model import Run, Status, Trigger
from collectors.threshold import DEFAULT_THRESHOLDS
from dashboard.analysis.alerting.alert import Alert, Severity
from dashboard.analysis.verdict import Verdict
from dashboard.panels import PANELS
from dashboard.panels.panel import Panel
from dashboard.reading import Reading
from dashboard.snapshot import Series, Snapshot, Statistics
from tests.dashboard.builders import NOW
from tests.dashboard.pieces import words

HOSTILE = (
    "\x1b]0;PWNED\x07",
    "[/]",
    "[@click=app.quit]x[/]",
    "two\nlines",
    "caf\udce9.md",
    "safe\u202egnp.exe",
    "日本語" * 90,
    "a\u0301" * 300,
    "",
)
NAMES = st.sampled_from(HOSTILE) | st.text(
    st.characters(codec=None, exclude_categories=()), max_size=12
)
ANY_FLOAT = st.floats(allow_nan=True, allow_infinity=True)
COUNTS = st.integers(0, 10**12)


@st.composite
def some_series(draw: st.DrawFn, metric: Metric) -> Series:
    known = {"mode": ["cold", "warm", "parallel"], "phase": ["total"], "who": ["session"]}
    labels = tuple(
        (name, draw(st.sampled_from(known[name]) if name in known else NAMES))
        for name in sorted(metric.labels)
    )
    values = tuple(draw(st.lists(ANY_FLOAT, min_size=1, max_size=5)))
    times = tuple(NOW - 5_000 * back for back in reversed(range(len(values))))
    said = draw(st.tuples(*[ANY_FLOAT] * 7))
    return Series(metric.name, labels, times, values, Statistics(len(values), *said))


SERIES = st.sampled_from(METRICS).flatmap(some_series)
MODULES = st.builds(
    Module,
    path=NAMES,
    kind=st.sampled_from(Kind),
    name=NAMES,
    digest=st.just(""),
    bytes=COUNTS,
    tokens=COUNTS,
    eager_tokens=COUNTS,
    full_tokens=COUNTS,
    dependents=st.integers(0, 2),
    references=st.just(()),
    stamp=st.just(Stamp(0, 0, 0, 0, 0)),
)
ALERTS = st.builds(
    Alert,
    key=NAMES,
    severity=st.sampled_from(Severity),
    title=NAMES,
    labels=st.lists(st.tuples(st.sampled_from(["core", "module"]), NAMES), max_size=2).map(tuple),
    since=st.integers(0, NOW),
    until=st.sampled_from([0, NOW]),
    value=st.none() | ANY_FLOAT,
    peak=st.none() | ANY_FLOAT,
    limit=st.none() | ANY_FLOAT,
    unit=st.sampled_from(["seconds", "bytes", "ratio", "tokens", "entries", ""]),
    detail=NAMES,
)
FRAMEWORKS = st.builds(
    Framework,
    modules=st.lists(MODULES, max_size=4).map(tuple),
    startup=st.builds(Startup, COUNTS, COUNTS, COUNTS),
)
READINGS = st.builds(
    Reading,
    st.builds(
        Snapshot,
        taken_at=st.just(NOW),
        window_seconds=st.sampled_from([60, 3_600, 2_592_000]),
        framework=FRAMEWORKS,
        series=st.lists(SERIES, max_size=8).map(tuple),
        runs=st.lists(
            st.builds(
                Run,
                at=st.integers(NOW - 9_000, NOW),
                trigger=st.sampled_from(Trigger),
                paths=st.lists(NAMES, max_size=2).map(tuple),
            ),
            max_size=2,
        ).map(tuple),
        statuses=st.lists(
            st.builds(Status, part=st.just("session"), degraded=st.booleans(), detail=NAMES),
            max_size=1,
        ).map(tuple),
    ),
    st.builds(Verdict, st.lists(ALERTS, max_size=5).map(tuple)),
    st.builds(
        Config,
        thresholds=st.lists(
            st.builds(
                replace, st.sampled_from(DEFAULT_THRESHOLDS), name=NAMES, limit=st.floats(0, 1e9)
            ),
            max_size=3,
        ).map(tuple),
    ),
)
SIZES = st.tuples(st.integers(20, 120), st.integers(3, 24))


def harmless(text: str) -> bool:
    return not {category(character) for character in text} & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@pytest.mark.parametrize("panel", PANELS)
@settings(max_examples=60)
@given(reading=READINGS, size=SIZES)
def test_a_panel_never_leaves_its_cells(
    panel: type[Panel], reading: Reading, size: tuple[int, int]
) -> None:
    width, height = size
    lines = panel().draw(reading, width, height).plain.split("\n")
    assert len(lines) <= height
    for line in lines:
        assert cell_len(line) <= width
        assert harmless(line)
    assert harmless("".join(words(panel().headline(reading))))


@pytest.mark.parametrize("panel", PANELS)
def test_an_empty_snapshot_is_said_to_be_waited_for(panel: type[Panel]) -> None:
    empty = Reading(Snapshot(0, 0), Verdict())
    assert "waiting for" in panel().draw(empty, 60, 4).plain
