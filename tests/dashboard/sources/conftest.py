"""What tests of sources stand on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from collectors.store import Store
from dashboard.sources.local import LocalSource


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store that can be written."""
    with Store.at(tmp_path / "it.sqlite3", writable=True) as store:
        yield store


@pytest.fixture
def source(store: Store) -> Iterator[LocalSource]:
    """Who reads it."""
    source = LocalSource(Store.at(store.path, writable=False))
    yield source
    source.close()
