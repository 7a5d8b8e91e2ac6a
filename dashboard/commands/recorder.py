"""Who records a framework."""

from __future__ import annotations

from pathlib import Path

from collectors.store import Store


def recorder(root: Path) -> int:
    """The process that records a root; 0 when none does."""
    with Store.open(root, writable=False) as store:
        return store.recorded_by()
