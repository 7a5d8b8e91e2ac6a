"""How what is only ever read whole is kept small."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from collectors.store.packing import pack, unpack


@given(st.binary())
def test_what_was_packed_comes_back(content: bytes) -> None:
    assert unpack(pack(content)) == content


def test_a_text_takes_less_room() -> None:
    text = b"Read the plan before you begin. " * 100
    assert len(pack(text)) * 10 < len(text)
