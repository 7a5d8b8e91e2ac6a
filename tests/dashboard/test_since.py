"""When a span that somebody named begins, and when it ends."""

from __future__ import annotations

from datetime import UTC

import pytest

from dashboard.since import began, ended

NOW = 1_800_000_000_000
HOUR = 3_600_000


@pytest.mark.parametrize(
    ("text", "ago"),
    [("30m", HOUR // 2), ("24h", 24 * HOUR), ("7d", 168 * HOUR), (" 2w ", 336 * HOUR)],
)
def test_a_span_ends_now(text: str, ago: int) -> None:
    assert began(text, NOW) == NOW - ago


def test_a_day_begins_at_its_midnight() -> None:
    assert began("1970-01-02", NOW, zone=UTC) == 24 * HOUR


def test_a_time_may_name_its_own_zone() -> None:
    assert began("1970-01-01T02:00+01:00", NOW) == HOUR


def test_nothing_began_before_the_epoch() -> None:
    assert began("99999w", NOW) == 0


@pytest.mark.parametrize("text", ["", "soon", "7", "-7d", "7y", "2026-13-01", "٣d", "1e3h"])
def test_what_is_no_time_is_refused_with_what_is(text: str) -> None:
    with pytest.raises(ValueError, match="write 30m, 24h, 7d"):
        began(text, NOW)


def test_a_date_ends_with_its_day() -> None:
    assert ended("1970-01-02", NOW, zone=UTC) == began("1970-01-03", NOW, zone=UTC) == 48 * HOUR


@pytest.mark.parametrize("text", ["24h", "1970-01-02T02:00+00:00", "9999-12-31"])
def test_any_other_moment_ends_what_it_could_begin(text: str) -> None:
    assert ended(text, NOW, zone=UTC) == began(text, NOW, zone=UTC)


def test_what_is_no_end_is_refused_with_what_is() -> None:
    with pytest.raises(ValueError, match="write 30m, 24h, 7d"):
        ended("2026-13-01", NOW)
