"""The metrics of a session as series: nobody samples them, its rows are the samples.

Each request and tool call is one value, at the time it ended; a total is told where it may have
grown. Only the current session has series, and only of what lies in the window.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeAlias

from collectors.model import Labels
from collectors.session import Request, ToolCall
from dashboard.analysis.sessions.context_window import fills_the_window, largest_prompt, window
from dashboard.analysis.sessions.hit_ratio import hit_ratio
from dashboard.analysis.statistics import summarise
from dashboard.sessions import Detail
from dashboard.snapshot import Series, Snapshot

_Value: TypeAlias = tuple[str, Labels, int, float]
"""Metric, labels, time and value."""


def with_session_series(snapshot: Snapshot, *, window_tokens: int = 0) -> Snapshot:
    """Put the series of the current session among those of a snapshot.

    `window_tokens` is the configured size of the context window; 0 when none is.
    """
    detail = snapshot.sessions.current
    if detail is None:
        return snapshot
    span = _Span(snapshot.taken_at - snapshot.window_seconds * 1000 + 1, snapshot.taken_at)
    sizes = _sizes(detail, span, snapshot, window_tokens)
    values = (
        *_of_requests(detail.requests, span),
        *_of_prompts(detail.requests, span, sizes),
        *_of_tool_calls(detail.tool_calls, span),
    )
    if not values:
        return snapshot
    merged = list(snapshot.series)
    for series in _series(values):
        insort(merged, series, key=_place)
    return replace(snapshot, series=tuple(merged))


@dataclass(frozen=True, slots=True)
class _Span:
    first: int
    last: int

    def ended_in(self, requests: Sequence[Request]) -> Sequence[Request]:
        """Those of requests, by the time they ended, that did so within it."""
        begin = bisect_left(requests, self.first, key=_ended)
        return requests[begin : bisect_right(requests, self.last, key=_ended)]


def _of_requests(requests: Sequence[Request], span: _Span) -> Iterator[_Value]:
    errors = sum(bool(it.error) for it in requests if it.ended_at < span.first)
    for it in span.ended_in(requests):
        failed = bool(it.error)
        errors += failed
        yield "request_errors_total", (), it.ended_at, float(errors)
        yield "request_error_ratio", (), it.ended_at, float(failed)
        if failed or not it.tokens.total:
            continue
        if it.started_at:
            seconds = max(it.ended_at - it.started_at, 0) / 1000
            yield "request_seconds", (), it.ended_at, seconds
        if it.first_token_seconds is not None:
            yield "first_token_seconds", (), it.ended_at, it.first_token_seconds
        if it.thinking_seconds:
            yield "thinking_seconds", (), it.ended_at, it.thinking_seconds


def _of_prompts(
    requests: Sequence[Request], span: _Span, sizes: dict[str, int]
) -> Iterator[_Value]:
    opening = next(filter(fills_the_window, requests), None)
    for it in filter(fills_the_window, span.ended_in(requests)):
        if size := sizes[it.model]:
            yield "context_used_ratio", (), it.ended_at, it.tokens.prompt_tokens / size
        ratio = hit_ratio(it.tokens)
        if ratio is not None and it is not opening:
            yield "prompt_cache_hit_ratio", (), it.ended_at, ratio


def _of_tool_calls(calls: Sequence[ToolCall], span: _Span) -> Iterator[_Value]:
    errors = Counter(it.name for it in calls if it.failed and it.ended_at < span.first)
    ended = [it for it in calls if span.first <= it.ended_at <= span.last]
    for it in sorted(ended, key=_call_ended):
        errors[it.name] += it.failed
        labels = (("tool", it.name),)
        yield "tool_seconds", labels, it.ended_at, (it.ended_at - it.started_at) / 1000
        yield "tool_errors_total", labels, it.ended_at, float(errors[it.name])


def _sizes(detail: Detail, span: _Span, snapshot: Snapshot, configured: int) -> dict[str, int]:
    """How many tokens a prompt may have, by the models of the span; 0 where nobody knows."""
    models = {it.model for it in span.ended_in(detail.requests) if fills_the_window(it)}
    sizes = {}
    for model in models:
        largest = largest_prompt(detail, model)
        size = window(model, snapshot.prices, largest_prompt=largest, configured=configured)
        sizes[model] = size.tokens if size.known else 0
    return sizes


@lru_cache(maxsize=1)
def _series(values: tuple[_Value, ...]) -> tuple[Series, ...]:
    """The same objects again while nothing ended and nothing left the window."""
    groups: dict[tuple[str, Labels], list[tuple[int, float]]] = {}
    for metric, labels, at, value in values:
        groups.setdefault((metric, labels), []).append((at, value))
    return tuple(_one(metric, labels, points) for (metric, labels), points in groups.items())


def _one(metric: str, labels: Labels, points: list[tuple[int, float]]) -> Series:
    times, values = zip(*points, strict=True)
    return Series(metric, labels, times, values, summarise(values))


def _place(series: Series) -> tuple[str, Labels]:
    return series.metric, series.labels


def _ended(request: Request) -> int:
    return request.ended_at


def _call_ended(call: ToolCall) -> int:
    return call.ended_at
