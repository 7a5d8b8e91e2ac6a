"""What a module is called in few cells, the same on every screen."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import takewhile

from rich.cells import cell_len

from collectors.framework.module import Module
from dashboard.memo import tallied
from dashboard.piece import tail
from dashboard.safe_text import safe_text
from dashboard.snapshot import Snapshot

_LEAST_FOLDER = 6
"""Cells; in fewer, a folder tells nothing."""


def called(snapshot: Snapshot, path: str, cells: int = 32) -> str:
    """What invokes it and no other module, or the end of its path."""
    module = snapshot.module(path)
    if not module or not module.name:
        return tail(safe_text(path), cells)
    modules = snapshot.framework.modules
    if _names(modules)[module.name] == 1:
        return safe_text(module.name, cells=cells)
    return _telling_end(path, [it.path for it in modules if it.name == module.name], cells)


@tallied
def _names(module: Module) -> Mapping[str, int]:
    return {module.name: 1}


def _telling_end(path: str, alike: list[str], cells: int) -> str:
    """The end of a path, or what comes before it where the others end so too."""
    ends = [tail(safe_text(it), cells) for it in alike]
    if len(set(ends)) == len(ends):
        return ends[alike.index(path)]
    levels = zip(*(reversed(it.split("/")) for it in alike), strict=False)
    shared = sum(1 for _ in takewhile(lambda level: len(set(level)) == 1, levels))
    folders = path.split("/")
    before, last = safe_text("/".join(folders[: -shared or None])), safe_text(f"/…/{folders[-1]}")
    if not before:
        return ends[alike.index(path)]
    end = last if cells - cell_len(last) >= _LEAST_FOLDER else "/…"
    return f"{tail(before, cells - cell_len(end))}{end}"
