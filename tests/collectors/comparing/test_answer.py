"""What a worker says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collectors.comparing.answer import Answer, understood, written
from collectors.comparing.footprint import Footprint

TIMES = st.floats(0, 1e6)


@settings(max_examples=50)
@given(TIMES, st.lists(st.lists(TIMES, max_size=5).map(tuple), max_size=2), TIMES)
def test_an_answer_is_understood_as_it_was_meant(
    cpu_seconds: float, samples: list[tuple[float, ...]], canary: float
) -> None:
    answer = Answer(cpu_seconds, (Footprint(1, 2),), tuple(samples), canary)
    assert understood(written(answer).encode()) == answer


@pytest.mark.parametrize(
    "line", [b"", b"hello", b"[]", b"{}", b'{"cpu_seconds": 1}', b"\xff", b"7"]
)
def test_anything_else_is_refused(line: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        understood(line)
