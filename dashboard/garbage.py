"""When the interpreter looks for cyclic garbage: never while somebody waits for figures."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from collectors import allocator

SETTLING_SECONDS = 10.0
"""After the first frame; until then a framework of ten thousand modules is scanned and read."""


@contextmanager
def unsearched() -> Iterator[None]:
    """Spare a short life the search for cycles: what a scan makes has none.

    The last search, at the exit, would go through all that was imported; it is frozen instead.
    Nothing is lost by that: the store is closed, and the interpreter flushes its streams.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def settle() -> None:
    """Look for garbage from now on, and never again in what was made until now.

    That is most of what there will be: to search it all takes longer than a save may.
    """
    gc.collect()
    allocator.trim()
    gc.freeze()
    gc.enable()
