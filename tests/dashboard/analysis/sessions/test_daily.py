"""What was used on each day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from collectors.session import Session
from dashboard.analysis.sessions.daily import daily
from dashboard.sessions import Summary
from tests.dashboard.analysis.sessions.price_lists import MILLION, PRICES, a_request, usage_of

EVENING = round(datetime(2026, 11, 19, 22, 15, tzinfo=UTC).timestamp() * 1000)
NOON = EVENING + 14 * 60 * 60 * 1000
USAGES = (
    usage_of(a_request(MILLION, at=EVENING)),
    usage_of(a_request(2 * MILLION, at=NOON)),
    usage_of(a_request(3 * MILLION, "unknown", at=NOON)),
)
SESSIONS = (
    Summary(Session("a"), usages=USAGES[:2]),
    Summary(Session("b"), usages=USAGES[2:]),
)


def test_each_day_is_added_up_the_newest_first() -> None:
    newest, oldest = daily(SESSIONS, PRICES, zone=UTC)
    assert (newest.day, newest.tokens.output_tokens) == ("2026-11-20", 5 * MILLION)
    assert newest.cost.requests == 2
    assert (newest.cost.known_usd, newest.cost.full_usd) == (2.0, None)
    assert (oldest.day, oldest.cost.full_usd) == ("2026-11-19", 1.0)


def test_days_are_those_of_the_zone() -> None:
    (day,) = daily(SESSIONS, PRICES, zone=timezone(timedelta(hours=3)))
    assert (day.day, day.cost.requests) == ("2026-11-20", 3)


def test_without_a_request_there_is_no_day() -> None:
    assert daily((), PRICES, zone=UTC) == ()
