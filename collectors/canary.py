"""How fast the machine is at this moment, by a piece of work that never changes.

A load that takes longer while the canary takes longer too is the machine's doing, not the
module's.
"""

from __future__ import annotations

from hashlib import blake2b
from time import perf_counter_ns

_LINES = 1_500
_TEXT = b'<include component="components/planning/plan.md"/>\n' * _LINES


def sing() -> float:
    """Time the fixed piece of work, about 0.2 ms of hashing and walking lines; in seconds."""
    _work()  # After an idle while the first pass takes half as long again.
    started = perf_counter_ns()
    _work()
    return (perf_counter_ns() - started) / 1e9


def _work() -> bytes:
    lengths = [0] * 64
    for number, line in enumerate(_TEXT.splitlines()):
        lengths[number & 63] += len(line.strip())
    return blake2b(_TEXT + repr(lengths).encode()).digest()
