"""What the C library does with memory that was freed; only glibc has to be told."""

from __future__ import annotations

from contextlib import suppress

_ARENA_MAX = -8
"""`M_ARENA_MAX` of malloc.h."""


def share_one_arena() -> None:
    """Let all threads allocate from one place: they take turns anyway, and share what is free."""
    import ctypes

    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).mallopt(_ARENA_MAX, 1)


def trim() -> None:
    """Give back what was freed in small pieces."""
    import ctypes

    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)
