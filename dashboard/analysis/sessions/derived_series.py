"""The metrics of a session as series: nobody samples them, its rows are the samples.

Each request and tool call is one value, at the time it ended; a total is told where it may have
grown. Only the current session has series, and only of what lies in the window.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import accumulate, islice
from typing import TypeAlias

from collectors.model import Labels
from collectors.prices.table import PriceTable
from collectors.session import Request, ToolCall
from dashboard.analysis.sessions.context_window import fills_the_window, largest_prompt, window
from dashboard.analysis.sessions.cut_off import cut_off
from dashboard.analysis.sessions.hit_ratio import hit_ratio
from dashboard.analysis.sessions.latency import was_answered
from dashboard.analysis.statistics import summarise
from dashboard.memo import remembered
from dashboard.sessions import Detail
from dashboard.snapshot import Series, Snapshot

_Points: TypeAlias = list[tuple[int, float]]
"""Times and values, by time."""


def with_session_series(snapshot: Snapshot, *, window_tokens: int = 0) -> Snapshot:
    """Put the series of the current session among those of a snapshot.

    `window_tokens` is the configured size of the context window; 0 when none is.
    """
    detail = snapshot.sessions.current
    if detail is None:
        return snapshot
    last, requests = snapshot.taken_at, detail.requests
    first = last - snapshot.window_seconds * 1000 + 1
    begin, end = bisect_left(requests, first, key=_ended), bisect_right(requests, last, key=_ended)
    calls = tuple(it for it in detail.tool_calls if first <= it.ended_at <= last)
    if begin == end and not calls:
        return snapshot
    merged = list(snapshot.series)
    for series in (
        *_of_requests(detail, begin, end),
        *_of_prompts(detail, begin, end, snapshot.prices, window_tokens),
        *_of_calls(detail, calls),
    ):
        insort(merged, series, key=_place)
    return replace(snapshot, series=tuple(merged))


@remembered
def _of_requests(detail: Detail, begin: int, end: int) -> tuple[Series, ...]:
    """What is told of the requests from one place in the session to another."""
    ended = detail.requests[begin:end]
    before = sum(1 for it in islice(detail.requests, begin) if it.error)
    failed = [1.0 if it.error else 0.0 for it in ended]
    times = [it.ended_at for it in ended]
    totals = islice(accumulate(failed, initial=float(before)), 1, None)
    cut = cut_off(detail)
    answered = [it for it in ended if was_answered(it) and it.id not in cut]
    return tuple(
        _made(
            ("request_errors_total", list(zip(times, totals, strict=True))),
            ("request_error_ratio", list(zip(times, failed, strict=True))),
            ("request_seconds", list(_took(answered))),
            ("first_token_seconds", list(_first_tokens(answered))),
            (
                "thinking_seconds",
                [(it.ended_at, it.thinking_seconds) for it in answered if it.thinking_seconds],
            ),
        )
    )


@remembered
def _of_prompts(
    detail: Detail, begin: int, end: int, prices: PriceTable, configured: int
) -> tuple[Series, ...]:
    """How full the window was at each, and how much of it the cache gave."""
    prompts = [it for it in detail.requests[begin:end] if fills_the_window(it)]
    opening = next(filter(fills_the_window, detail.requests), None)
    sizes = {it: _size(detail, it, prices, configured) for it in {it.model for it in prompts}}
    ratios = ((it.ended_at, hit_ratio(it.tokens)) for it in prompts if it is not opening)
    return tuple(
        _made(
            (
                "context_used_ratio",
                [
                    (it.ended_at, it.tokens.prompt_tokens / size)
                    for it in prompts
                    if (size := sizes[it.model])
                ],
            ),
            ("prompt_cache_hit_ratio", [(at, it) for at, it in ratios if it is not None]),
        )
    )


@remembered
def _of_calls(detail: Detail, calls: tuple[ToolCall, ...]) -> tuple[Series, ...]:
    """How long the tool calls of the window took, and how many failed of the whole session's."""
    first = min((it.ended_at for it in calls), default=0)
    errors = Counter(it.name for it in detail.tool_calls if it.failed and it.ended_at < first)
    seconds: dict[str, _Points] = {}
    failed: dict[str, _Points] = {}
    for it in sorted(calls, key=_call_ended):
        errors[it.name] += it.failed
        seconds.setdefault(it.name, []).append((it.ended_at, (it.ended_at - it.started_at) / 1000))
        failed.setdefault(it.name, []).append((it.ended_at, float(errors[it.name])))
    return tuple(
        series
        for name in seconds
        for series in _made(
            ("tool_seconds", seconds[name]),
            ("tool_errors_total", failed[name]),
            labels=(("tool", name),),
        )
    )


def _made(*metrics: tuple[str, _Points], labels: Labels = ()) -> Iterator[Series]:
    """A series of each metric that has values."""
    for metric, points in metrics:
        if points:
            times, values = zip(*points, strict=True)
            yield Series(metric, labels, times, values, summarise(values))


def _took(answered: Iterable[Request]) -> Iterator[tuple[int, float]]:
    for it in answered:
        if (seconds := it.seconds) is not None:
            yield it.ended_at, seconds


def _first_tokens(answered: Iterable[Request]) -> Iterator[tuple[int, float]]:
    for it in answered:
        if it.first_token_seconds is not None:
            yield it.ended_at, it.first_token_seconds


def _size(detail: Detail, model: str, prices: PriceTable, configured: int) -> int:
    """How many tokens a prompt to a model may have; 0 where nobody knows."""
    largest = largest_prompt(detail, model)
    size = window(model, prices, largest_prompt=largest, configured=configured)
    return size.tokens if size.known else 0


def _place(series: Series) -> tuple[str, Labels]:
    return series.metric, series.labels


def _ended(request: Request) -> int:
    return request.ended_at


def _call_ended(call: ToolCall) -> int:
    return call.ended_at
