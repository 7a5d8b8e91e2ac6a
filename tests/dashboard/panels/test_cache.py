"""The cache panel."""

from __future__ import annotations

from dataclasses import replace

import pytest

from collectors.config import Config
from dashboard.panels.cache import draw, headline
from dashboard.piece import Tone
from dashboard.reading import Reading
from tests.dashboard.builders import NOW, a_series
from tests.dashboard.panels.readings import SIZES, a_full_reading, a_reading
from tests.dashboard.pieces import words


def hitting(*ratios: float) -> Reading:
    return a_reading(a_series("cache_hit_ratio", ratios))


def test_the_title_has_the_ratio_and_its_target() -> None:
    assert words(headline(hitting(0.87))) == ["hit ratio 87 %", "target 70 %", "mean of 5 min"]


def test_the_ratio_is_the_mean_that_the_limit_is_about() -> None:
    one_miss = hitting(*[1.0] * 9, 0.5)
    assert words(headline(one_miss))[0] == "hit ratio 95 %"
    first = draw(one_miss, 75, 14).plain.splitlines()[0]
    assert first.startswith("components 95 %")
    assert first.endswith("mean of 5 min of target 70 %")


def test_what_is_older_than_the_span_of_the_limit_does_not_count() -> None:
    old = a_series("cache_hit_ratio", [0.0], end=NOW - 301_000)
    series = replace(old, times=(*old.times, NOW), values=(0.0, 0.9))
    assert words(headline(a_reading(series)))[0] == "hit ratio 90 %"


def test_a_ratio_under_its_target_says_so_in_a_word_and_a_sign() -> None:
    low = hitting(0.41)
    assert "▼ under target 70 %" in draw(low, 75, 14).plain
    assert headline(low)[0][-1].tone is Tone.WARNING
    assert "of target 70 %" in draw(hitting(0.87), 75, 14).plain


def test_without_a_limit_there_is_no_target() -> None:
    reading = a_reading(a_series("cache_hit_ratio", [0.4]), config=Config(thresholds=()))
    assert words(headline(reading)) == ["hit ratio 40 %", "mean of 5 min"]
    assert "▼" not in draw(reading, 75, 14).plain


def test_the_trend_is_a_chart_where_there_is_room_and_a_line_where_not() -> None:
    assert "┄target 70 %" in draw(hitting(0.8, 0.9), 75, 14).plain
    line = draw(hitting(0.8, 0.9), 75, 5).plain.splitlines()[1]
    assert line.startswith("trend")
    assert line.endswith(" 1m")


def test_it_says_what_the_cache_holds_and_was_asked() -> None:
    plain = draw(a_full_reading(), 75, 14).plain
    assert "holds 214 of 256  1.2 MB of 17 MB" in plain
    assert "look-ups 1,240  hits 1,083  misses 157" in plain


def test_it_says_whose_cache_it_is() -> None:
    plain = draw(a_full_reading(), 75, 14).plain
    assert "the component cache of perfdash's own load runs" in plain


def test_a_cache_that_nobody_asked_has_no_ratio_yet() -> None:
    plain = draw(a_reading(a_series("cache_requests_total", [0.0])), 75, 14).plain
    assert plain.startswith("no component look-ups yet")


def test_without_a_look_up_it_says_what_it_waits_for() -> None:
    assert "waiting for a load run" in draw(a_reading(), 75, 14).plain
    assert headline(a_reading()) == ()


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_ratio_is_the_last_to_go(width: int, height: int) -> None:
    lines = draw(a_full_reading(), width, height).plain.splitlines()
    assert lines[0].startswith("components 69 %")
    assert len(lines) <= height


def test_with_little_room_the_span_and_the_sign_are_kept() -> None:
    first = draw(hitting(0.41), 38, 7).plain.splitlines()[0]
    assert first.endswith("▏ ▼ in 5 min")
