"""The series that a session's rows make."""

from __future__ import annotations

from dataclasses import replace

import pytest

from collectors.prices import place
from collectors.prices.table import PriceTable
from dashboard.analysis.sessions.derived_series import with_session_series
from dashboard.sessions import Detail
from dashboard.snapshot import Snapshot
from tests.dashboard.builders import a_series, a_snapshot
from tests.dashboard.worked import a_call, a_detail, a_request, at, the_sessions, used

PRICES = PriceTable(place.shipped().prices)


def derived(detail: Detail, *, seconds: int = 3_600, window_tokens: int = 0) -> Snapshot:
    snapshot = replace(
        a_snapshot(), sessions=the_sessions(detail), prices=PRICES, window_seconds=seconds
    )
    return with_session_series(snapshot, window_tokens=window_tokens)


def values(snapshot: Snapshot, metric: str, **labels: str) -> tuple[float, ...]:
    series = snapshot.find(metric, **labels)
    return tuple(series.values) if series else ()


def test_each_request_is_one_value_at_the_time_it_ended() -> None:
    detail = a_detail(requests=(a_request(0, 2, thinking=0.5, first_token=0.3), a_request(5, 9)))
    snapshot = derived(detail)
    series = snapshot.find("request_seconds")
    assert series is not None
    assert (series.times, series.values) == ((at(2), at(9)), (2.0, 4.0))
    assert (series.statistics.count, series.statistics.latest) == (2, 4.0)
    assert values(snapshot, "first_token_seconds") == (0.3,)
    assert values(snapshot, "thinking_seconds") == (0.5,)


def test_what_ended_before_the_window_is_counted_in_totals_alone() -> None:
    requests = (a_request(0, 1, error="500"), a_request(560, 580), a_request(581, 590, error="529"))
    snapshot = derived(a_detail(requests=requests), seconds=60)
    assert values(snapshot, "request_seconds") == (20.0,)
    assert values(snapshot, "request_errors_total") == (1.0, 2.0)
    assert values(snapshot, "request_error_ratio") == (0.0, 1.0)


def test_the_share_read_from_the_cache_leaves_out_the_opening() -> None:
    requests = (
        a_request(0, 1, used(0, wrote=900, plain=100)),
        a_request(1, 2, used(750, wrote=250)),
        a_request(2, 3, used(0, wrote=500), agent="helper"),
    )
    assert values(derived(a_detail(requests=requests)), "prompt_cache_hit_ratio") == (0.75,)


def test_the_context_is_held_against_the_models_window() -> None:
    detail = a_detail(requests=(a_request(0, 1, used(250_000)),))
    assert values(derived(detail), "context_used_ratio") == (0.25,)
    assert values(derived(detail, window_tokens=500_000), "context_used_ratio") == (0.5,)


def test_of_an_unknown_model_no_context_is_told() -> None:
    detail = a_detail(requests=(a_request(0, 1, used(900), model="deepseek-v4"),))
    assert values(derived(detail), "context_used_ratio") == ()
    assert values(derived(detail), "request_seconds") == (1.0,)


def test_tools_are_told_apart_and_in_the_order_they_ended() -> None:
    calls = (a_call(0, 9), a_call(1, 3, failed=True), a_call(2, 4, name="Read"), a_call(5, None))
    snapshot = derived(a_detail(calls=calls))
    assert values(snapshot, "tool_seconds", tool="Bash") == (2.0, 9.0)
    assert values(snapshot, "tool_errors_total", tool="Bash") == (1.0, 1.0)
    assert values(snapshot, "tool_seconds", tool="Read") == (2.0,)
    assert values(snapshot, "tool_errors_total", tool="Read") == (0.0,)


def test_they_stand_among_the_others_in_order() -> None:
    others = (a_series("cpu_ratio", [0.5], core="0"), a_series("startup_tokens", [9]))
    detail = a_detail(requests=(a_request(0, 1),), calls=(a_call(0, 1),))
    snapshot = replace(a_snapshot(*others), sessions=the_sessions(detail), prices=PRICES)
    names = [(it.metric, it.labels) for it in with_session_series(snapshot).series]
    assert names == sorted(names)
    assert {"cpu_ratio", "request_seconds", "startup_tokens"} <= {name for name, _ in names}


@pytest.mark.parametrize("detail", [None, a_detail()])
def test_without_rows_there_are_none(detail: Detail | None) -> None:
    snapshot = replace(a_snapshot(), sessions=replace(the_sessions(a_detail()), current=detail))
    assert with_session_series(snapshot) is snapshot


def test_while_nothing_ends_they_are_the_same_objects() -> None:
    detail = a_detail(requests=(a_request(0, 1),))
    assert derived(detail).series[0] is derived(detail).series[0]
