"""Imports without what they bring along and nobody asks for: it would take memory all day."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType


class Blank(ModuleType):
    """A module in which every public name means nothing."""

    def __getattr__(self, name: str) -> None:
        if name.startswith("_"):
            raise AttributeError(name)


@contextmanager
def absent(*names: str) -> Iterator[None]:
    """Let imports find that these modules are not installed, unless they were imported before."""
    missing = dict.fromkeys(name for name in names if name not in sys.modules)
    sys.modules.update(missing)  # type: ignore[arg-type] # how the import system writes it
    try:
        yield
    finally:
        for name in missing:
            del sys.modules[name]


@contextmanager
def blank(*names: str) -> Iterator[None]:
    """Let imports find nothing in these modules, unless they were imported before."""
    blanks = {name: Blank(name) for name in names if name not in sys.modules}
    sys.modules.update(blanks)
    try:
        yield
    finally:
        for name in blanks:
            del sys.modules[name]
