"""Stretches of time."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.sessions.spans import Span, covered, length, union

SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=12)


def moments(spans: list[Span]) -> set[int]:
    return {moment for start, end in spans for moment in range(start, end)}


@given(SPANS)
def test_a_union_covers_each_moment_once(spans: list[Span]) -> None:
    joined = union(spans)
    assert moments(joined) == moments(spans)
    assert length(joined) == length(spans) == len(moments(spans))
    assert all(end < start for (_, end), (start, _) in pairwise(joined))


@given(SPANS, SPANS)
def test_what_is_covered_is_what_both_cover(spans: list[Span], within: list[Span]) -> None:
    assert covered(spans, within=within) == len(moments(spans) & moments(within))
