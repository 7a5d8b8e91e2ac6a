"""Named looks of the dashboard; `python -m tests.dashboard.scenes` writes them to screenshots/."""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from collectors.config import DEFAULT_THRESHOLDS, Config, Threshold
from dashboard.app import PerfdashApp
from tests.dashboard.fakes import FakeSource, an_app, press, settle
from tests.dashboard.harbor import a_reading

if TYPE_CHECKING:
    from textual.pilot import Pilot

SCREENSHOTS = Path(__file__).parents[2] / "screenshots"

LOOK = Config()

STRICT = replace(
    LOOK,
    thresholds=(
        *DEFAULT_THRESHOLDS,
        Threshold(
            "load_seconds",
            0.005,
            "critical",
            name="load time of a command",
            labels=(("mode", "cold"), ("phase", "total")),
            statistic="p95",
            over_seconds=300,
        ),
        Threshold("startup_tokens", 3_000, "warning", name="startup"),
        Threshold("cache_hit_ratio", 0.95, "info", name="cache", below=True),
    ),
)
"""Limits that the reading breaches in every severity."""


def _themed(theme: str) -> Config:
    return replace(LOOK, dashboard=replace(LOOK.dashboard, theme=theme))


@dataclass(frozen=True, slots=True)
class Scene:
    """A look: the terminal's size, and the keys that lead there."""

    name: str
    size: tuple[int, int]
    keys: tuple[str, ...] = ()
    config: Config = LOOK
    empty: bool = False
    """Before the first scan."""

    def app(self, folder: Path) -> PerfdashApp:
        """The app to look at, on a framework in a folder of its own."""
        reading = a_reading()
        if self.empty:
            reading = replace(reading, snapshot=replace(reading.snapshot, series=(), runs=()))
            framework = replace(reading.snapshot.framework, modules=(), findings=())
            reading = replace(reading, snapshot=replace(reading.snapshot, framework=framework))
        return an_app(source=FakeSource(reading), root=_repository(folder), config=self.config)

    async def play(self, pilot: Pilot[None]) -> None:
        """Press the keys, one after the other."""
        await settle(pilot)
        for key in self.keys:
            await press(pilot, key)


SCENES = (
    Scene("overview-160x48", (160, 48)),
    Scene("overview-120x40", (120, 40)),
    Scene("overview-80x24", (80, 24), ("1",)),
    Scene("overview-200x60-light", (200, 60), config=_themed("textual-light")),
    Scene("overview-120x40-ansi", (120, 40), config=_themed("ansi-dark")),
    Scene("paused-120x40", (120, 40), ("space",)),
    Scene("empty-120x40", (120, 40), empty=True),
    Scene("modules-120x40", (120, 40), ("z", "slash", *"com", "enter")),
    Scene("modules-80x24", (80, 24)),
    Scene("module-160x48", (160, 48), ("enter",)),
    Scene("module-80x24", (80, 24), ("enter",)),
    Scene("module-120x40-light", (120, 40), ("enter",), _themed("textual-light")),
    Scene("alerts-120x40", (120, 40), ("5", "z"), STRICT),
    Scene("alerts-80x24", (80, 24), ("5",), STRICT),
    Scene("help-120x40", (120, 40), ("question_mark",)),
)


def _repository(folder: Path) -> Path:
    """A root called harbor that stands on a branch."""
    root = folder / "harbor"
    heads = root / ".git" / "refs" / "heads"
    heads.mkdir(parents=True)
    (root / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    (heads / "main").write_text("a3f9c21b07de4c55a7b1e9d2c6f8038d4b6e1f70\n")
    return root


async def _shoot(scene: Scene, folder: Path) -> str:
    app = scene.app(folder)
    async with app.run_test(size=scene.size) as pilot:
        await scene.play(pilot)
        await pilot.wait_for_scheduled_animations()
        app.clear_notifications()
        return app.export_screenshot(title="perfdash")


def _shoot_all() -> None:
    os.environ["TZ"] = "UTC"
    time.tzset()
    SCREENSHOTS.mkdir(exist_ok=True)
    for scene in SCENES:
        with tempfile.TemporaryDirectory() as folder:
            picture = asyncio.run(_shoot(scene, Path(folder)))
        (SCREENSHOTS / f"{scene.name}.svg").write_text(picture)


if __name__ == "__main__":
    _shoot_all()
