"""What sessions cost as series, so that limits can be set on it.

Both are sums that hold until more is spent. In the window, a request of the current session counts
from when it ended; of what is older and of other sessions only the quarter of an hour is known, and
what was spent in one counts from its beginning. What has no price adds nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import accumulate
from operator import attrgetter, itemgetter
from typing import TypeAlias

from collectors.prices.table import PriceTable
from dashboard.analysis.sessions.cost import Cost, of_request, of_usage
from dashboard.analysis.statistics import summarise
from dashboard.memo import remembered
from dashboard.sessions import QUARTER_MS, Detail, Summary
from dashboard.snapshot import Series, Snapshot

_Spent: TypeAlias = tuple[int, Cost]
_Sums: TypeAlias = tuple[tuple[int, float], ...]
"""Times and dollars, by time."""

_time = itemgetter(0)
_ended = attrgetter("ended_at")
_place = attrgetter("metric", "labels")


def with_cost_series(snapshot: Snapshot) -> Snapshot:
    """Put `session_cost_usd` and `day_cost_usd` among the series of a snapshot."""
    detail, prices = snapshot.sessions.current, snapshot.prices
    summaries, days = snapshot.sessions.summaries, snapshot.days
    first = snapshot.taken_at - snapshot.window_seconds * 1000
    exact = first - first % QUARTER_MS
    sums: dict[str, _Sums] = {}
    if detail is not None:
        sums["session_cost_usd"] = _of_session(detail, summaries, prices, exact)
    if summaries and days:
        yesterday = days[-2] if days[-2:-1] else days[-1]
        sums["day_cost_usd"] = _of_days(detail, summaries, prices, exact, yesterday, days[-1])
    made = [_series(metric, told, snapshot) for metric, told in sums.items() if told]
    if not made:
        return snapshot
    merged = list(snapshot.series)
    for series in made:
        insort(merged, series, key=_place)
    return replace(snapshot, series=tuple(merged))


def _series(metric: str, sums: _Sums, snapshot: Snapshot) -> Series:
    """The sums of the window, and before them the one that held when it began."""
    first = snapshot.taken_at - snapshot.window_seconds * 1000
    start = max(bisect_right(sums, first, key=_time) - 1, 0)
    end = max(bisect_right(sums, snapshot.taken_at, key=_time), start + 1)
    times, values = zip(*sums[start:end], strict=True)
    return Series(metric, (), times, values, summarise(values))


@remembered
def _of_session(
    detail: Detail, summaries: tuple[Summary, ...], prices: PriceTable, exact: int
) -> _Sums:
    """What a session cost up to every moment."""
    return _summed(_of_current(detail, summaries, prices, exact))


@remembered
def _of_days(
    detail: Detail | None,
    summaries: tuple[Summary, ...],
    prices: PriceTable,
    exact: int,
    yesterday: int,
    today: int,
) -> _Sums:
    """What each of two days cost up to every moment: what yesterday exceeded clears at midnight."""
    late = (it for it in summaries if it.usages and it.usages[-1].at >= yesterday)
    others = [it for it in late if detail is None or it.session.id != detail.session.id]
    spent = [*_of_quarters(others, prices), *_of_current(detail, summaries, prices, exact)]
    spent.sort(key=_time)
    begin, split = (bisect_left(spent, day, key=_time) for day in (yesterday, today))
    now = spent[split:]
    told = _summed(now)
    return (*_summed(spent[begin:split]), *((today, 0.0),) * (not now or bool(told)), *told)


def _of_current(
    detail: Detail | None, summaries: tuple[Summary, ...], prices: PriceTable, exact: int
) -> Iterator[_Spent]:
    """What the current session spent: by quarter up to a moment, by request from there on."""
    if detail is None:
        return
    own = [it for it in summaries if it.session.id == detail.session.id]
    yield from (each for each in _of_quarters(own, prices) if each[0] < exact)
    for request in detail.requests[bisect_left(detail.requests, exact, key=_ended) :]:
        yield request.ended_at, of_request(request, prices)


def _of_quarters(summaries: Iterable[Summary], prices: PriceTable) -> Iterator[_Spent]:
    for summary in summaries:
        for usage in summary.usages:
            yield usage.at, of_usage(usage, prices)


def _summed(spent: Iterable[_Spent]) -> _Sums:
    """Running sums by time; nothing when something was used, and none of it has a price."""
    each = list(spent)
    usd = accumulate((cost.usd for _, cost in each), initial=Decimal(0))
    sums = tuple((at, float(sofar)) for (at, _), sofar in zip(each, list(usd)[1:], strict=True))
    unpriced = any(cost.unpriced_requests for _, cost in each)
    return () if unpriced and not sums[-1][1] else sums
