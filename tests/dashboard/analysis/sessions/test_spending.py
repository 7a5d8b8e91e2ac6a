"""What was spent over which span."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from collectors.prices.table import PriceTable
from collectors.session import Session, Turn
from dashboard.analysis.sessions.cost import Cost, of_requests
from dashboard.analysis.sessions.spending import (
    Burn,
    Spending,
    burn,
    by_day,
    hidden_usd,
    spending,
)
from dashboard.sessions import QUARTER_MS, Detail, Sessions, Summary
from tests.dashboard.analysis.sessions.price_lists import (
    DAY_MS,
    MILLION,
    PRICES,
    a_request,
    usage_of,
)

HOUR_MS = 60 * 60 * 1000
NOW = 20 * DAY_MS + 9 * HOUR_MS
DAYS = tuple(day * DAY_MS for day in range(7, 21))
TODAY, WEEK = DAYS[-1], DAYS[-7]
TURNS = (Turn("t1", "s", NOW - 5 * HOUR_MS), Turn("t2", "s", NOW - HOUR_MS))
REQUESTS = (
    a_request(MILLION, at=NOW - 5 * HOUR_MS, turn="t1"),
    a_request(2 * MILLION, at=NOW - HOUR_MS // 2, turn="t2"),
    a_request(4 * MILLION, at=NOW - HOUR_MS // 4, turn="t2"),
)
DETAIL = Detail(Session("s", started_at=NOW - 6 * HOUR_MS), TURNS, REQUESTS)


def a_summary(*ats: int, session: str = "s") -> Summary:
    """A session with a request of one dollar at each of these times."""
    usages = tuple(usage_of(a_request(at=at)) for at in ats)
    return Summary(Session(session, last_at=max(ats)), usages=usages)


def spent(sessions: Sessions) -> Spending:
    return spending(sessions, PRICES, now=NOW, days=DAYS)


def test_each_day_has_its_own_cost_whosever_session_it_was() -> None:
    days = (TODAY - 2 * DAY_MS, TODAY - DAY_MS, TODAY)
    summaries = (
        a_summary(TODAY - 3 * DAY_MS, TODAY - 2 * DAY_MS, TODAY),
        a_summary(TODAY - QUARTER_MS, TODAY + QUARTER_MS, session="other"),
    )
    found = by_day(summaries, PRICES, days)
    assert [(cost.full_usd, cost.requests) for cost in found] == [(1, 1), (1, 1), (2, 2)]


def test_a_day_begins_with_its_first_moment() -> None:
    assert by_day([a_summary(TODAY)], PRICES, (TODAY,)) == (Cost(Decimal(1), 1),)
    assert by_day([a_summary(TODAY - 1)], PRICES, (TODAY,)) == (Cost(),)


def test_the_newest_turn_and_the_whole_session_are_told() -> None:
    found = spent(Sessions(DETAIL))
    assert (found.turn.full_usd, found.session.full_usd) == (6, 7)


def test_a_week_is_seven_days_of_which_today_is_the_last() -> None:
    summaries = (a_summary(TODAY - QUARTER_MS, TODAY), a_summary(WEEK - 1, WEEK, NOW, session="b"))
    found = spent(Sessions(summaries=summaries))
    assert (found.today.full_usd, found.week.full_usd) == (2, 4)
    assert sum(cost.usd for cost in found.days) == 5


def test_a_session_burns_what_it_spent_in_its_last_hour() -> None:
    assert burn(DETAIL, PRICES, NOW) == Burn(Cost(of_requests(REQUESTS[1:], PRICES).usd, 2), 3_600)
    assert burn(DETAIL, PRICES, NOW).usd_per_hour == 6.0
    assert burn(DETAIL, PRICES, NOW + HOUR_MS // 2).cost.requests == 2


def test_a_young_session_burns_over_as_long_as_there_is_it() -> None:
    young = replace(DETAIL, session=Session("s", started_at=NOW - HOUR_MS // 3))
    found = burn(young, PRICES, NOW)
    assert (found.seconds, found.usd_per_hour) == (1_200, 12.0)


@pytest.mark.parametrize("started_at", [NOW, NOW - 59_999, NOW + 5])
def test_over_seconds_no_rate_is_told(started_at: int) -> None:
    new = replace(DETAIL, session=Session("s", started_at=started_at))
    assert burn(new, PRICES, NOW).usd_per_hour is None


def test_over_a_minute_a_rate_is_told() -> None:
    new = replace(DETAIL, session=Session("s", started_at=NOW - 60_000))
    assert burn(new, PRICES, NOW).seconds == 60


def test_unpriced_requests_burn_an_unknown_sum() -> None:
    assert burn(DETAIL, PriceTable(), NOW).usd_per_hour is None


def test_an_idle_session_burns_nothing() -> None:
    assert burn(DETAIL, PRICES, NOW + 3 * HOUR_MS).usd_per_hour == 0.0


@pytest.mark.parametrize(
    ("session", "hidden"),
    [
        (Session("s", reported_cost_usd=7.25), 0.25),
        (Session("s", reported_cost_usd=7.0), 0.0),
        (Session("s", reported_cost_usd=7.000001), 0.0),
        (Session("s", reported_cost_usd=6.5), None),
        (Session("s", reported_cost_usd=7.25, forked=True), None),
        (Session("s"), None),
    ],
)
def test_what_claude_code_says_beyond_our_sum_is_hidden(
    session: Session, hidden: float | None
) -> None:
    assert hidden_usd(session, of_requests(REQUESTS, PRICES)) == hidden


@pytest.mark.parametrize(
    ("session", "hidden"),
    [
        (Session("s", reported_cost_usd=7.25), 2.25),
        (Session("s", reported_cost_usd=7.0), 2.0),
        (Session("s", reported_cost_usd=5.0), 2.0),
        (Session("s", reported_cost_usd=7.25, forked=True), 2.0),
        (Session("s"), 2.0),
    ],
)
def test_what_telemetry_told_is_hidden_whatever_claude_code_says(
    session: Session, hidden: float
) -> None:
    told = Cost(Decimal(2), requests=1)
    assert hidden_usd(session, of_requests(REQUESTS, PRICES), told) == hidden


def test_nothing_is_called_hidden_while_something_has_no_price() -> None:
    cost = of_requests((*REQUESTS, a_request(model="b")), PRICES)
    assert hidden_usd(Session("s", reported_cost_usd=9.0), cost) is None


def test_without_a_session_nothing_was_spent() -> None:
    assert spent(Sessions()) == Spending(days=(Cost(),) * len(DAYS))
