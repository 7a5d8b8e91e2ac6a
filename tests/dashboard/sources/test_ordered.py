"""Records in order of time."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from dashboard.sources.ordered import Ordered


@dataclass(frozen=True, slots=True)
class Record:
    id: str
    at: int


_BATCHES = st.lists(st.lists(st.builds(Record, st.sampled_from("abcdef"), st.integers(0, 9))))


@given(_BATCHES)
def test_they_stand_by_time_each_once(batches: list[list[Record]]) -> None:
    ordered = Ordered[Record](lambda it: it.at)
    newest: dict[str, Record] = {}
    for batch in batches:
        ordered.put(batch)
        newest.update((it.id, it) for it in batch)
        assert ordered.whole == tuple(sorted(newest.values(), key=lambda it: (it.at, it.id)))


def test_many_at_once_are_put_in_too() -> None:
    ordered = Ordered[Record](lambda it: it.at)
    ordered.put([Record("x", 500)])
    assert len(ordered.whole) == 1
    ordered.put([Record(str(number), -number) for number in range(200)])
    assert [it.at for it in ordered.whole][-2:] == [0, 500]


def test_it_is_the_same_object_until_something_is_put_in() -> None:
    ordered = Ordered[Record](lambda it: it.at)
    ordered.put([Record("a", 1)])
    before = ordered.whole
    ordered.put([])
    assert ordered.whole is before
