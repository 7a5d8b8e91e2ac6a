from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from collectors.decision import Acknowledgement, Silence
from dashboard.app import PerfdashApp
from dashboard.drilldown.screen import ModuleScreen
from dashboard.evidence.blocks import BlocksPanel
from dashboard.evidence.screen import EvidenceScreen
from dashboard.evidence.text_panel import TextPanel
from dashboard.messages import EvidenceAsked
from tests.dashboard.evidence.parts import the_concern
from tests.dashboard.fakes import FakeRecorder, FakeSource, an_app, press, seen, settle
from tests.dashboard.worse import (
    CHECKS,
    NEW_CHECKS,
    OLD_CHECKS,
    RELEASE,
    a_worse_reading,
    judged,
    kept,
)

SIZE = (160, 48)
KEY = the_concern("load_seconds", RELEASE).key


def a_worse_app(
    root: Path, *, source: FakeSource | None = None, recorder: FakeRecorder | None = None
) -> PerfdashApp:
    """An app on a root that holds the component that was saved."""
    path = root / CHECKS
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(NEW_CHECKS)
    known = source or FakeSource(a_worse_reading())
    return an_app(source=known, recorder=recorder, root=root, kept=kept)


async def test_the_evidence_shows_facts_texts_samples_and_blocks(tmp_path: Path) -> None:
    app = a_worse_app(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        app.post_message(EvidenceAsked(KEY))
        await settle(pilot)
        shown = seen(app)
    for word in ("1 What is known", "2 Text", "3 Samples", "4 Blocks", "19 % slower"):
        assert word in shown
    assert "+ Run the tests, then the linters." in shown
    assert "P50 then" in shown


async def test_texts_are_read_again_when_the_framework_was_scanned_again(tmp_path: Path) -> None:
    source = FakeSource(a_worse_reading())
    app = a_worse_app(tmp_path, source=source)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        app.post_message(EvidenceAsked(KEY))
        await settle(pilot)
        (tmp_path / CHECKS).write_text(OLD_CHECKS)
        snapshot = source.reading.snapshot
        framework = replace(snapshot.framework, findings=())
        source.reading = judged(source.reading, replace(snapshot, framework=framework))
        app.take_reading()
        await settle(pilot)
        assert "+ Run the tests" not in seen(app)


async def test_texts_that_stay_are_read_once(tmp_path: Path) -> None:
    app = a_worse_app(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        app.post_message(EvidenceAsked(KEY))
        await settle(pilot)
        before = app.screen.query_one(TextPanel).changes
        app.take_reading()
        await settle(pilot)
        assert app.screen.query_one(TextPanel).changes is before


async def test_long_texts_are_scrolled_by_keys_and_wheel(tmp_path: Path) -> None:
    app = a_worse_app(tmp_path)
    (tmp_path / CHECKS).write_text("\n".join(f"row {number}" for number in range(90)))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.post_message(EvidenceAsked(KEY))
        await settle(pilot)
        await press(pilot, "2", "end")
        assert "row 89" in seen(app)
        await press(pilot, "home", "down")
        assert CHECKS not in seen(app).partition("2 Text ─")[2].partition("\n")[2].splitlines()[0]
        await press(pilot, "pagedown", "pageup", "up")
        assert CHECKS in seen(app)


async def test_the_keys_acknowledge_and_silence(tmp_path: Path) -> None:
    recorder = FakeRecorder()
    app = a_worse_app(tmp_path, recorder=recorder)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        app.post_message(EvidenceAsked(KEY))
        await settle(pilot)
        await press(pilot, "a")
        assert (
            "acknowledged: load time of .claude/commands/release.md against the baseline"
            in seen(app)
        )
        await press(pilot, "S", "enter")
        assert "silenced until" in seen(app)
    seen_one, silenced = recorder.decisions
    assert isinstance(seen_one, Acknowledgement)
    assert isinstance(silenced, Silence)


async def test_enter_opens_the_module_and_escape_leads_back(tmp_path: Path) -> None:
    app = a_worse_app(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        app.post_message(EvidenceAsked(KEY))
        await settle(pilot)
        await press(pilot, "enter")
        assert isinstance(app.screen, ModuleScreen)
        await press(pilot, "escape")
        assert isinstance(app.screen, EvidenceScreen)


@pytest.mark.parametrize(
    ("metric", "module", "untimed", "textless"),
    [
        ("load_seconds", RELEASE, False, False),
        ("module_tokens", CHECKS, True, False),
        ("cpu_ratio", "", True, True),
    ],
)
async def test_what_has_nothing_to_say_takes_little_room(
    metric: str, module: str, tmp_path: Path, *, untimed: bool, textless: bool
) -> None:
    app = a_worse_app(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        app.post_message(EvidenceAsked(the_concern(metric, module).key))
        await settle(pilot)
        text = app.screen.query_one(TextPanel).outer_size
        blocks = app.screen.query_one(BlocksPanel).outer_size
    assert (blocks.height == 4) is untimed
    assert (text.width < blocks.width) is textless


async def test_what_ended_meanwhile_says_so(tmp_path: Path) -> None:
    app = a_worse_app(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        app.post_message(EvidenceAsked("no such key"))
        await settle(pilot)
        assert "this is no more" in seen(app)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (160, 48), (200, 60)])
async def test_every_size_shows_what_is_known(size: tuple[int, int], tmp_path: Path) -> None:
    app = a_worse_app(tmp_path)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        app.post_message(EvidenceAsked(KEY))
        await settle(pilot)
        assert "load time  3.1 → 3.7 ms" in seen(app)
