"""Parts added up."""

from __future__ import annotations

from collectors.session import TokenUse
from dashboard.analysis.sessions.addition import added_tokens, grouped


def test_parts_stand_under_their_key_in_the_order_they_came() -> None:
    found = grouped([("b", 1), ("a", 2), ("b", 3)])
    assert list(found.items()) == [("b", [1, 3]), ("a", [2])]


def test_each_kind_of_tokens_is_added_up_by_itself() -> None:
    assert added_tokens(iter([TokenUse(1, 2, 3, 4, 5), TokenUse(10, 20, 30, 40, 50)])) == TokenUse(
        11, 22, 33, 44, 55
    )


def test_nothing_is_no_tokens() -> None:
    assert added_tokens(()) == TokenUse()
