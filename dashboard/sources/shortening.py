"""What leaves the window of a source, whatever is kept of each series."""

from __future__ import annotations

from array import array
from typing import Protocol, TypeVar


class Kept(Protocol):
    """Something of a series, oldest first."""

    times: array[int]

    def shorten(self, first: int, *, keep: int) -> bool:
        """Drop what is older than `first`, but for the newest `keep` of it; say if any went."""
        ...


K = TypeVar("K", bound=Kept)


def shorten(kept: dict[int, K], first: int, *, holding: frozenset[int]) -> set[int]:
    """Drop what is older than `first`; return the numbers of the series that shrank.

    A series whose value holds keeps what it last was before: that is what it was at first.
    """
    shrunk = {
        number
        for number, series in kept.items()
        if series.times[0] < first
        and len(series.times) > (number in holding)  # most hold one sample for hours
        and series.shorten(first, keep=number in holding)
    }
    for number in shrunk:
        if not kept[number].times:
            del kept[number]
    return shrunk
