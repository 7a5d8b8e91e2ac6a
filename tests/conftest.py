"""What holds for every test."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import hypothesis
import pytest

from collectors import tokens
from collectors.store import connection

hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def no_sessions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that Claude Code never wrote to."""
    return tmp_path_factory.mktemp("claude")


@pytest.fixture(autouse=True, scope="session")
def _one_encoding() -> Iterator[None]:
    """What counts tokens, and never changes, is built once and not for every command."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tokens, "_encoding", cache(tokens._encoding))
        yield


@pytest.fixture(autouse=True, scope="session")
def writer_pragmas() -> Iterator[tuple[str, ...]]:
    """How who writes a store is tuned; no test cuts the power, and so none waits for the disk."""
    tuned = connection._WRITER
    with pytest.MonkeyPatch.context() as patch:
        others = (pragma for pragma in tuned if "synchronous" not in pragma)
        patch.setattr(connection, "_WRITER", ("PRAGMA synchronous=OFF", *others))
        yield tuned


@pytest.fixture(autouse=True)
def nobody_else(no_sessions: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sessions of whoever runs the tests are not read."""
    monkeypatch.setenv("CLAUDE_CONFIG_DIR", str(no_sessions))
    monkeypatch.delenv("CLAUDE_CODE_PROJECT_DIR_NAME", raising=False)


def pytest_collection_finish() -> None:
    """Search for garbage seldom, and never through all that was imported and collected."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000)
