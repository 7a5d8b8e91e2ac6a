"""When a day began."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from dashboard.days import day_began, day_of, days_began

BERLIN = ZoneInfo("Europe/Berlin")


def moment(text: str) -> int:
    return round(datetime.fromisoformat(text).timestamp() * 1000)


def test_a_day_begins_at_midnight() -> None:
    assert day_began(moment("2026-11-20T13:30:05+00:00"), zone=UTC) == moment("2026-11-20T00:00Z")


def test_midnight_is_local() -> None:
    night = moment("2026-11-20T00:30+01:00")
    assert day_began(night, zone=BERLIN) == moment("2026-11-20T00:00+01:00")


def test_days_with_another_number_of_hours_count_as_days() -> None:
    after_summer_time = moment("2026-10-26T12:00+01:00")
    began = day_began(after_summer_time, days_ago=6, zone=BERLIN)
    assert began == moment("2026-10-20T00:00+02:00")


def test_the_day_of_this_machine_is_meant_when_no_zone_is_given() -> None:
    now = moment("2026-11-20T13:30:05+00:00")
    assert 0 <= now - day_began(now) < 86_400_000


def test_days_in_a_row_begin_at_their_own_midnights() -> None:
    now = moment("2026-10-26T12:00+01:00")
    assert days_began(now, many=3, zone=BERLIN) == (
        moment("2026-10-24T00:00+02:00"),
        moment("2026-10-25T00:00+02:00"),
        moment("2026-10-26T00:00+01:00"),
    )
    assert days_began(now, many=3, zone=BERLIN) is days_began(now + 1, many=3, zone=BERLIN)


def test_a_moment_lies_in_the_local_day() -> None:
    assert day_of(moment("2026-11-19T23:30Z"), BERLIN) == "2026-11-20"
