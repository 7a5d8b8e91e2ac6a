"""What is known about the SQLite in use."""

from __future__ import annotations

import pytest

from collectors.store import known_faults, sqlite_version


@pytest.mark.parametrize("version", ["3.7.0", "3.40.1", "3.44.5", "3.50.6", "3.51.2", "3.45.0"])
def test_versions_with_the_wal_reset_bug_are_named(version: str) -> None:
    assert len(known_faults(version)) == 1


@pytest.mark.parametrize("version", ["3.6.23", "3.44.6", "3.50.7", "3.51.3", "3.52.0"])
def test_versions_without_it_are_not(version: str) -> None:
    assert known_faults(version) == ()


def test_the_version_in_use_can_be_judged() -> None:
    assert isinstance(known_faults(sqlite_version()), tuple)
