from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest

from collectors.clock import Clock
from collectors.config import Config
from collectors.model import Collector
from collectors.outfit import Outfit
from collectors.store import Store


def test_a_collector_that_cannot_be_built_does_not_keep_the_store(tmp_path: Path) -> None:
    def opened(*_: object) -> Store:
        return Store.at(tmp_path / "store.sqlite3", writable=True)

    def fail(_: object) -> tuple[Collector, ...]:
        raise RuntimeError("cannot be built")

    with pytest.raises(RuntimeError):
        Outfit(tmp_path, Config(), Clock(), opened, fail).rounds(Event())
    opened().close()
