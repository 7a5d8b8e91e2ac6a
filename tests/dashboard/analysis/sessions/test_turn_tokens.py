"""What each turn sent, read, wrote and received."""

from __future__ import annotations

from dashboard.analysis.sessions.turn_tokens import session_tokens, turn_tokens
from tests.dashboard.worked import a_detail, a_request, a_turn, used

DETAIL = a_detail(
    (a_turn(0, 9), a_turn(20, 29, name="two"), a_turn(30, 31, name="three")),
    (
        a_request(0, 1, used(0, wrote=900, out=10)),
        a_request(2, 3, used(900, plain=100, out=5), agent="helper"),
        a_request(20, 21, used(1_000), turn="two"),
        a_request(50, 51, used(7), turn=""),
    ),
)


def test_a_turn_has_the_tokens_of_its_sub_agents() -> None:
    one, two, three = turn_tokens(DETAIL)
    assert (one.requests, one.tokens) == (2, used(900, wrote=900, plain=100, out=15))
    assert (two.tokens.cache_read_input_tokens, three.requests) == (1_000, 0)


def test_a_turn_has_a_hit_ratio_of_its_own() -> None:
    one, two, three = (it.hit_ratio for it in turn_tokens(DETAIL))
    assert (one, two, three) == (900 / 1_900, 1.0, None)


def test_a_session_has_what_belongs_to_no_turn_too() -> None:
    assert session_tokens(DETAIL).cache_read_input_tokens == 1_907
