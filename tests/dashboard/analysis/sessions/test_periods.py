"""What was used on each day, in each week and in each month."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone, tzinfo

from collectors.session import Session
from dashboard.analysis.sessions.cost import NO_COST
from dashboard.analysis.sessions.periods import by_day, by_month, by_week
from dashboard.analysis.sessions.sums import Use, priced
from dashboard.sessions import Summary
from tests.dashboard.analysis.sessions.price_lists import MILLION, PRICES, a_request, usage_of

EVENING = round(datetime(2026, 11, 19, 22, 15, tzinfo=UTC).timestamp() * 1000)
NOON = EVENING + 14 * 60 * 60 * 1000
USAGES = (
    usage_of(a_request(MILLION, at=EVENING)),
    usage_of(a_request(2 * MILLION, at=NOON)),
    usage_of(a_request(3 * MILLION, "unknown", at=NOON)),
)


def days(zone: tzinfo) -> tuple[Use, ...]:
    return by_day(priced(Summary(Session("a"), usages=USAGES), PRICES), zone=zone)


def used_on(*days: str) -> list[Use]:
    spent = usage_of(a_request(MILLION)).tokens
    return [Use(day, spent, NO_COST) for day in days]


def test_each_day_is_added_up_the_newest_first() -> None:
    newest, oldest = days(UTC)
    assert (newest.name, newest.tokens.output_tokens) == ("2026-11-20", 5 * MILLION)
    assert newest.cost.requests == 2
    assert (newest.cost.known_usd, newest.cost.full_usd) == (2.0, None)
    assert (oldest.name, oldest.cost.full_usd) == ("2026-11-19", 1.0)


def test_days_are_those_of_the_zone() -> None:
    (day,) = days(timezone(timedelta(hours=3)))
    assert (day.name, day.cost.requests) == ("2026-11-20", 3)


def test_without_a_request_there_is_no_day() -> None:
    assert by_day((), zone=UTC) == ()


def test_a_week_is_named_by_its_monday_in_whichever_year_that_is() -> None:
    weeks = by_week(used_on("2027-01-03", "2027-01-04", "2026-12-28", "2027-01-01"))
    assert [(it.name, it.tokens.output_tokens) for it in weeks] == [
        ("2027-01-04", MILLION),
        ("2026-12-28", 3 * MILLION),
    ]


def test_days_of_a_month_are_added_up() -> None:
    months = by_month(used_on("2026-11-30", "2026-12-01", "2026-11-01"))
    assert [(it.name, it.tokens.output_tokens) for it in months] == [
        ("2026-12", MILLION),
        ("2026-11", 2 * MILLION),
    ]
