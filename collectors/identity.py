"""Values told apart by identity: whoever carries them on hands out the same objects."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress, count
from operator import is_not


def changed_places(one: Sequence[object], other: Sequence[object]) -> list[int]:
    """Where two sequences of one length hold other objects."""
    return [*compress(count(), map(is_not, one, other))]
