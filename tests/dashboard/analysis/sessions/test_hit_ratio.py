"""How much came from the prompt cache."""

from __future__ import annotations

from collectors.session import TokenUse
from dashboard.analysis.sessions.hit_ratio import hit_ratio
from dashboard.analysis.sessions.turn_tokens import tokens_of
from tests.dashboard.worked import a_request, used


def test_the_ratio_is_of_all_that_was_sent() -> None:
    assert hit_ratio(used(60, wrote=20, plain=20, out=900)) == 0.6


def test_there_is_none_where_nothing_was_sent() -> None:
    assert hit_ratio(TokenUse()) is None


def test_requests_are_weighed_by_their_tokens() -> None:
    requests = (a_request(0, 1, used(0, wrote=300)), a_request(1, 2, used(900)))
    assert hit_ratio(tokens_of(requests)) == 0.75
