"""Named looks of the dashboard; `python -m tests.dashboard.scenes` writes them to screenshots/."""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from collectors.config import Config
from collectors.threshold import DEFAULT_THRESHOLDS, Threshold
from dashboard.app import PerfdashApp
from tests.dashboard.fakes import FakeSource, an_app, press, settle
from tests.dashboard.harbor import a_reading
from tests.dashboard.logbook import PICTURED, with_sessions
from tests.dashboard.worse import CHECKS, NEW_CHECKS, NEW_STEPS, STEPS, a_worse_reading, kept

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
    worse: bool = False
    """Held against a baseline, and worse than it."""

    def app(self, folder: Path) -> PerfdashApp:
        """The app to look at, on a framework in a folder of its own."""
        reading = with_sessions(PICTURED, a_worse_reading() if self.worse else a_reading())
        if self.empty:
            reading = a_reading()
            reading = replace(reading, snapshot=replace(reading.snapshot, series=(), runs=()))
            framework = replace(reading.snapshot.framework, modules=(), findings=())
            reading = replace(reading, snapshot=replace(reading.snapshot, framework=framework))
        source, root = FakeSource(reading), _repository(folder)
        return an_app(source=source, root=root, config=self.config, kept=kept)

    async def play(self, pilot: Pilot[None]) -> None:
        """Press the keys, one after the other."""
        await settle(pilot)
        for key in self.keys:
            await press(pilot, key)


SLOWER = ("v", "down", "down", "enter")
"""To the evidence for a slower load."""

SCENES = (
    Scene("overview-160x48", (160, 48)),
    Scene("overview-120x40", (120, 40)),
    Scene("overview-80x24", (80, 24), ("1",)),
    Scene("cost-80x24", (80, 24), ("3",)),
    Scene("cache-80x24", (80, 24), ("4",)),
    Scene("overview-200x60-light", (200, 60), config=_themed("textual-light")),
    Scene("overview-120x40-ansi", (120, 40), config=_themed("ansi-dark")),
    Scene("paused-120x40", (120, 40), ("space",)),
    Scene("empty-120x40", (120, 40), empty=True),
    Scene("modules-120x40", (120, 40), ("z", "slash", *"com", "enter")),
    Scene("modules-80x24", (80, 24)),
    Scene("module-160x48", (160, 48), ("enter",)),
    Scene("module-80x24", (80, 24), ("enter",)),
    Scene("module-120x40-light", (120, 40), ("enter",), _themed("textual-light")),
    Scene("alerts-120x40", (120, 40), ("6", "z"), STRICT),
    Scene("alerts-80x24", (80, 24), ("6",), STRICT),
    Scene("regressions-160x48", (160, 48), ("v",), worse=True),
    Scene("regressions-120x40", (120, 40), ("v",), worse=True),
    Scene("regressions-80x24", (80, 24), ("v",), worse=True),
    Scene("regressions-200x60-light", (200, 60), ("v",), _themed("textual-light"), worse=True),
    Scene("regressions-120x40-ansi", (120, 40), ("v",), _themed("ansi-dark"), worse=True),
    Scene("regressions-none-120x40", (120, 40), ("v",)),
    Scene("silence-80x24", (80, 24), ("v", "S"), worse=True),
    Scene("evidence-160x48", (160, 48), SLOWER, worse=True),
    Scene("evidence-120x40-light", (120, 40), SLOWER, _themed("textual-light"), worse=True),
    Scene("evidence-80x24", (80, 24), (*SLOWER, "2"), worse=True),
    Scene("worse-160x48", (160, 48), worse=True),
    Scene("worse-80x24", (80, 24), ("6",), worse=True),
    Scene("worse-module-160x48", (160, 48), ("enter",), worse=True),
    Scene("sessions-160x48", (160, 48), ("c",)),
    Scene("sessions-80x24", (80, 24), ("c",)),
    Scene("session-160x48", (160, 48), ("c", "enter")),
    Scene("session-120x40-light", (120, 40), ("c", "enter"), _themed("textual-light")),
    Scene("turn-160x48", (160, 48), ("c", "enter", "enter")),
    Scene("turn-80x24", (80, 24), ("c", "enter", "enter")),
    Scene("rating-80x24", (80, 24), ("u",)),
    Scene("cost-120x40", (120, 40), ("3", "z")),
    Scene("help-120x40", (120, 40), ("question_mark",)),
)


def _repository(folder: Path) -> Path:
    """A root called harbor that stands on a branch, with two components that changed."""
    root = folder / "harbor"
    heads = root / ".git" / "refs" / "heads"
    heads.mkdir(parents=True)
    (root / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    (heads / "main").write_text("a3f9c21b07de4c55a7b1e9d2c6f8038d4b6e1f70\n")
    for path, text in ((CHECKS, NEW_CHECKS), (STEPS, NEW_STEPS)):
        (root / path).parent.mkdir(parents=True)
        (root / path).write_text(text)
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
