"""What commands left in a store."""

from __future__ import annotations

from pathlib import Path

from collectors.framework.module import Framework
from collectors.store import Store


def remembered(root: Path) -> Framework:
    """The framework as the store of a root knows it."""
    with Store.open(root, writable=False) as store:
        return store.framework()
