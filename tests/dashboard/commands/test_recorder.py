"""Who records is known to those who do not."""

from __future__ import annotations

import os
from pathlib import Path

from collectors.store import Store
from dashboard.commands.recorder import recorder


def test_who_records_is_named_while_it_does(harbor: Path) -> None:
    assert recorder(harbor) == 0
    with Store.open(harbor, writable=True):
        assert recorder(harbor) == os.getpid()
    assert recorder(harbor) == 0
