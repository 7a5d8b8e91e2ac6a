from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.alerts.health_panels import BottleneckPanel, HealthPanel
from dashboard.analysis.health import Bottleneck, Health, Target
from dashboard.reading import Reading
from tests.dashboard.harbor import a_reading
from tests.dashboard.pieces import words

MISSED = Target("startup", "startup_tokens", "tokens", 1_000, 2_360.0, below=False)
MET = Target("hits", "cache_hit_ratio", "ratio", 0.7, 0.9, below=True, degrading=True)
UNKNOWN = Target("load", "load_seconds", "seconds", 0.2, None, below=False)


def healthy(*targets: Target) -> Reading:
    reading = a_reading()
    health = Health("B", 1, 2, targets)
    return replace(reading, verdict=replace(reading.verdict, health=health, bottlenecks=()))


def health(*targets: Target, width: int = 90, height: int = 9) -> list[str]:
    return HealthPanel().draw(healthy(*targets), width, height).plain.splitlines()


def test_a_target_says_whether_it_is_met_and_by_how_much() -> None:
    missed, met = health(MISSED, MET)
    assert " ".join(missed.split()) == "✖ missed startup 2,360 > 1,000 tokens 136 % beyond"
    assert " ".join(met.split()) == "✓ met hits 90 % > 70 % 29 % room getting worse"


def test_where_there_is_little_room_a_unit_goes_whole() -> None:
    (missed,) = health(MISSED, width=54)
    assert missed.endswith("2,360 > 1,000")


def test_what_was_not_measured_is_neither() -> None:
    assert " ".join(health(UNKNOWN)[0].split()) == "– none load at most 200 ms"


def test_without_targets_it_says_how_to_set_one() -> None:
    assert "[[threshold]]" in " ".join(health())


def test_the_title_has_the_grade() -> None:
    assert words(HealthPanel().headline(healthy(MET))) == ["B 1 of 2 targets met"]


def test_what_has_no_room_is_counted() -> None:
    assert health(*[MET] * 9, height=4)[-1] == "and 6 more: z zooms"


def test_a_bottleneck_says_what_mending_it_would_save() -> None:
    found = Bottleneck("hot", "components/a.md", 7_980, "tokens", 0.13, "loaded by 3 of 8")
    reading = a_reading()
    known = replace(reading, verdict=replace(reading.verdict, bottlenecks=(found,)))
    said = BottleneckPanel().draw(known, 100, 3).plain
    assert "13 %" in said
    assert "7,980 tokens" in said
    assert "hot: loaded by 3 of 8" in said


@pytest.mark.parametrize(
    ("width", "why"), [(120, "hot: loaded by 3 of 8: inline it"), (76, "hot: loaded by 3 of 8")]
)
def test_why_something_is_a_bottleneck_is_told_in_whole_clauses(width: int, why: str) -> None:
    detail = "loaded by 3 of 8: inline it"
    found = Bottleneck("hot", "components/a.md", 7_980, "tokens", 0.13, detail)
    reading = a_reading()
    reading = replace(reading, verdict=replace(reading.verdict, bottlenecks=(found,)))
    (line, *_) = BottleneckPanel().draw(reading, width, 3).plain.splitlines()
    assert line.endswith(why)


def test_before_anything_was_measured_it_says_what_it_waits_for() -> None:
    assert "waiting" in BottleneckPanel().draw(healthy(), 60, 3).plain


@pytest.mark.parametrize("size", [(1, 1), (20, 3), (76, 9), (156, 30)])
def test_no_size_is_too_small(size: tuple[int, int]) -> None:
    for panel in (HealthPanel(), BottleneckPanel()):
        assert len(panel.draw(a_reading(), *size).plain.splitlines()) <= size[1]
