"""Which places of a sequence hold other objects than those of another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from collectors.identity import changed_places


def test_what_is_equal_but_another_object_has_changed() -> None:
    one, other = [1], [1]
    assert changed_places((one, one, one), (one, other, one)) == [1]


@given(st.lists(st.booleans()))
def test_every_other_object_is_found_in_its_place(replaced: list[bool]) -> None:
    before = [object() for _ in replaced]
    after = [object() if new else it for new, it in zip(replaced, before, strict=True)]
    assert changed_places(before, after) == [n for n, new in enumerate(replaced) if new]
