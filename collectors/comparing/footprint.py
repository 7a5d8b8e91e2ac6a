"""How much memory a load takes: a figure that is nearly the same every time."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Footprint:
    """What one load allocates."""

    peak_bytes: int
    """Most that was allocated at one moment."""
    retained_bytes: int
    """Still allocated when it is over: what the loader keeps, and the prompt."""


def footprint(load: Callable[[], object]) -> Footprint:
    """Trace one load; it takes several times as long as others."""
    gc.collect()
    tracemalloc.start()
    try:
        kept = load()
        retained, peak = tracemalloc.get_traced_memory()
        del kept
    finally:
        tracemalloc.stop()
    return Footprint(peak, retained)
