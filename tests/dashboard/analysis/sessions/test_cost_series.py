"""What sessions cost, as series that limits can be set on."""

from __future__ import annotations

from collectors.prices.table import PriceTable
from collectors.session import Session
from collectors.threshold import Threshold
from dashboard.analysis.alerting.breach import breaches
from dashboard.analysis.alerting.life import State
from dashboard.analysis.sessions.cost_series import with_cost_series
from dashboard.sessions import QUARTER_MS, Detail, Sessions, Summary, Usage
from dashboard.snapshot import Snapshot
from tests.dashboard.analysis.sessions.price_lists import (
    DAY_MS,
    MILLION,
    PRICES,
    a_request,
    usage_of,
)

HOUR_MS = 60 * 60 * 1000
TODAY = 20 * DAY_MS
NOW = TODAY + 9 * HOUR_MS


def a_snapshot(
    *ats: int, other: tuple[int, ...] = (), now: int = NOW, prices: PriceTable = PRICES
) -> Snapshot:
    """Sessions with a request of one dollar at each of these times, the first of them current."""
    requests = tuple(a_request(MILLION, at=at) for at in ats)
    detail = Detail(Session("s"), requests=requests)
    summaries = (
        Summary(Session("s"), usages=tuple(map(quarter_of, ats))),
        Summary(Session("other"), usages=tuple(map(quarter_of, other))),
    )
    sessions = Sessions(detail, summaries=summaries)
    days = (TODAY - DAY_MS, TODAY)
    return with_cost_series(Snapshot(now, 3_600, sessions=sessions, days=days, prices=prices))


def quarter_of(at: int) -> Usage:
    return usage_of(a_request(MILLION, at=at - at % QUARTER_MS))


def points(snapshot: Snapshot, metric: str) -> list[tuple[int, float]]:
    series = snapshot.find(metric)
    return list(zip(series.times, series.values, strict=True)) if series else []


def test_a_session_costs_more_with_each_request() -> None:
    first, second = NOW - HOUR_MS // 2, NOW - 1
    found = points(a_snapshot(first, second), "session_cost_usd")
    assert found == [(first, 1.0), (second, 2.0)]


def test_what_was_spent_before_the_window_holds_when_it_begins() -> None:
    old, new = TODAY - 3 * DAY_MS, NOW - 5
    assert points(a_snapshot(old, old + QUARTER_MS, new), "session_cost_usd") == [
        (old + QUARTER_MS, 2.0),
        (new, 3.0),
    ]


def test_a_day_costs_what_all_sessions_spent_since_midnight() -> None:
    snapshot = a_snapshot(TODAY - 1, NOW - 7, other=(TODAY + HOUR_MS, NOW - QUARTER_MS))
    assert points(snapshot, "day_cost_usd") == [
        (TODAY + HOUR_MS, 1.0),
        (NOW - QUARTER_MS, 2.0),
        (NOW - 7, 3.0),
    ]


def test_at_midnight_a_day_begins_with_nothing() -> None:
    found = points(a_snapshot(TODAY - 60_000, now=TODAY + 60_000), "day_cost_usd")
    assert found == [(TODAY - 60_000, 1.0), (TODAY, 0.0)]


def test_what_has_no_price_costs_nothing_known() -> None:
    found = a_snapshot(NOW - 5, prices=PriceTable(()))
    assert points(found, "session_cost_usd") == points(found, "day_cost_usd") == []


def test_the_order_of_series_is_kept() -> None:
    snapshot = a_snapshot(NOW - 5)
    assert [it.metric for it in snapshot.series] == ["day_cost_usd", "session_cost_usd"]


def test_a_limit_on_the_day_fires_when_it_is_exceeded_and_until_midnight() -> None:
    limit = Threshold("day_cost_usd", 1.5, "warning")
    (alert,) = breaches(a_snapshot(NOW - 900, NOW - 500), (limit,))
    assert (alert.state, alert.since, alert.value) == (State.FIRING, NOW - 500, 2.0)
    after = a_snapshot(TODAY - 900, TODAY - 500, now=TODAY + 60_000)
    (alert,) = breaches(after, (limit,))
    assert (alert.state, alert.until) == (State.RESOLVED, TODAY)
