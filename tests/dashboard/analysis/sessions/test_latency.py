"""How long a session waits for the model."""

from __future__ import annotations

from dataclasses import replace

from dashboard.analysis.sessions.latency import Spread, latency
from tests.dashboard.worked import a_detail, a_request


def test_requests_and_first_tokens_are_counted_apart() -> None:
    requests = (a_request(0, 2, first_token=0.5), a_request(2, 6), a_request(6, 12))
    found = latency(a_detail(requests=requests))
    assert found.request == Spread(3, 4.0, 5.8)
    assert found.first_token == Spread(1, 0.5, 0.5)


def test_a_start_that_is_not_exact_makes_an_estimate() -> None:
    assert not latency(a_detail(requests=(a_request(0, 2, exact=False),))).request.exact


def test_failed_requests_and_those_without_a_start_are_left_out() -> None:
    timeless = replace(a_request(0, 2), started_at=0)
    requests = (a_request(0, 2, error="500"), timeless, a_request(2, 4))
    assert latency(a_detail(requests=requests)).request.count == 1
