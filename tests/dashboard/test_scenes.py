from __future__ import annotations

import time
from importlib.metadata import requires, version
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

from tests.dashboard.scenes import SCENES, Scene

if TYPE_CHECKING:
    from textual.app import App
    from textual.pilot import Pilot

PINNED = f"textual=={version('textual')}" in " ".join(requires("perfdash") or ())


class Compare(Protocol):
    """What pytest-textual-snapshot gives to a test."""

    def __call__(
        self, app: App[None], *, terminal_size: tuple[int, int], run_before: object
    ) -> bool: ...


@pytest.fixture(autouse=True)
def _utc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.delenv("NO_COLOR", raising=False)
    time.tzset()


@pytest.mark.skipif(not PINNED, reason="pictures are those of one version of Textual")
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_a_scene_looks_as_it_did(scene: Scene, snap_compare: Compare, tmp_path: Path) -> None:
    def play(pilot: Pilot[None]) -> object:
        return scene.play(pilot)

    assert snap_compare(scene.app(tmp_path), terminal_size=scene.size, run_before=play)
