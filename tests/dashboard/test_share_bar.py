"""Where time went, drawn."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.sessions.turn_shares import Shares
from dashboard.piece import measure
from dashboard.share_bar import legend, share_bar

PARTS = st.integers(0, 10**9)
SHARES = st.builds(
    Shares,
    *(PARTS, PARTS, st.none() | PARTS, PARTS, PARTS),
    exact=st.booleans(),
    waiting=st.none() | PARTS,
    apart=st.booleans(),
)


def said(shares: Shares, width: int = 80) -> str:
    return "".join(piece.text for piece in legend(shares, width))


def test_each_part_has_its_texture_and_its_share() -> None:
    shares = Shares(thinking=2_000, model=4_000, tools=3_000, waiting=1_000, apart=True)
    assert said(shares) == "░ waiting 10 %  ▒ thinking 20 %  █ answering 40 %  ▓ tools 30 %"
    assert "".join(piece.text for piece in share_bar(shares, 10)) == "░▒▒████▓▓▓"


def test_a_wait_that_is_not_known_is_not_called_an_answer() -> None:
    assert said(Shares(model=1)) == "█ waiting and answering 100 %"


def test_where_some_waits_are_not_known_shares_are_bounds() -> None:
    shares = Shares(model=3, waiting=1)
    assert said(shares) == "░ waiting ≥25 %  █ answering ≤75 %"
    assert said(replace(shares, apart=True)) == "░ waiting 25 %  █ answering 75 %"


def test_a_wait_for_permission_is_named_only_when_it_is_known() -> None:
    assert "permission" not in said(Shares(model=1, permission=None))
    assert "permission 50 %" in said(Shares(model=1, permission=1))


def test_what_is_nearly_known_is_marked() -> None:
    assert said(Shares(model=1, exact=False)).endswith("≈ some starts are not known")


def test_no_time_makes_no_bar() -> None:
    assert (share_bar(Shares(), 10), legend(Shares(), 10)) == ((), ())


@given(SHARES, st.integers(1, 200))
def test_a_bar_is_exactly_as_wide_as_its_room(shares: Shares, width: int) -> None:
    assert measure(share_bar(shares, width)) == (width if shares.total else 0)
    assert measure(legend(shares, width)) <= width
