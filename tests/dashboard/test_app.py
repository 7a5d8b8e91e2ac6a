from __future__ import annotations

import gc
import json
import os
import signal
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from weakref import ref

import pytest

from collectors.errors import StoreError
from collectors.model import Event, Run, Trigger
from dashboard.alerts.screen import AlertsScreen
from dashboard.app import PerfdashApp
from dashboard.connection import Connection, OnRun
from dashboard.drilldown.screen import ModuleScreen
from dashboard.help import Help
from dashboard.messages import RunFinished
from dashboard.overview import Overview
from dashboard.panels.panel import Panel
from tests.dashboard.builders import NOW
from tests.dashboard.fakes import (
    QUIET,
    FakeClock,
    FakeRecorder,
    FakeSource,
    an_app,
    press,
    seen,
    settle,
)
from tests.dashboard.harbor import a_reading

SIZE = (110, 34)


async def test_the_first_reading_fills_every_panel() -> None:
    app = an_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        shown = seen(app)
    for word in ("1 Latency", "2 Tokens", "3 Cost", "4 Cache", "6 Alerts", "7 Modules"):
        assert word in shown
    assert "● LIVE" in shown
    assert "! 1 warning" in shown


async def test_the_recorder_is_started_after_the_paint_and_stopped_at_the_end() -> None:
    recorder = FakeRecorder()
    app = an_app(recorder=recorder)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        assert recorder.calls == ["start"]
    assert recorder.calls == ["start", "stop"]


async def test_a_finished_run_brings_a_new_reading() -> None:
    source = FakeSource(a_reading())
    app = an_app(source=source)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        before = source.asked
        app.post_message(RunFinished(Run(NOW, Trigger.SAVE)))
        await settle(pilot)
    assert source.asked == before + 1


async def test_runs_that_finish_while_one_reading_is_taken_are_read_once() -> None:
    source = FakeSource(a_reading())
    app = an_app(source=source)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        before = source.asked
        for _ in range(5):
            app.take_reading()
        await settle(pilot)
    assert source.asked == before + 2


async def test_a_paused_view_stays_while_runs_finish() -> None:
    source, clock = FakeSource(a_reading()), FakeClock()
    app = an_app(source=source, clock=clock)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "space")
        source.reading = a_reading(root="/elsewhere")
        before = source.asked
        app.post_message(RunFinished(Run(NOW, Trigger.SAVE)))
        await settle(pilot)
        assert "PAUSED" in seen(app)
        assert source.asked == before


async def test_resuming_shows_what_was_recorded_meanwhile() -> None:
    source = FakeSource(a_reading())
    app = an_app(source=source)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "space")
        snapshot = replace(source.reading.snapshot, taken_at=NOW + 61_000)
        source.reading = replace(source.reading, snapshot=snapshot)
        frozen = seen(app)
        await press(pilot, "space")
        live = seen(app)
    assert ":01:01" not in frozen
    assert ":01:01" in live


async def test_a_paused_view_can_still_be_sorted() -> None:
    app = an_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "space", "i")
        assert "order load p95 ▲" in seen(app)


async def test_run_now_asks_the_recorder() -> None:
    recorder = FakeRecorder()
    app = an_app(recorder=recorder)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "r")
        assert "measuring now" in seen(app)
    assert "asked" in recorder.calls


async def test_a_viewer_says_that_it_cannot_measure() -> None:
    app = an_app(viewing=True)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "r")
        shown = seen(app)
    assert "VIEWING" in shown
    assert "only views" in shown


async def test_a_viewer_that_takes_over_is_live() -> None:
    reading = a_reading()
    source = FakeSource(replace(reading, snapshot=replace(reading.snapshot, viewing=True)))
    app = an_app(source=source)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        before = seen(app)
        source.reading = reading
        app.take_reading()
        await settle(pilot)
        after = seen(app)
    assert ("VIEWING" in before, "LIVE" in before) == (True, False)
    assert ("VIEWING" in after, "LIVE" in after) == (False, True)


async def test_plus_and_minus_change_the_refresh_and_show_it() -> None:
    recorder = FakeRecorder()
    app = an_app(recorder=recorder)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "plus")
        assert "LIVE 30 s" in seen(app)
        assert recorder.refresh_seconds == 30.0
        await press(pilot, "minus")
        assert recorder.refresh_seconds == 60.0


async def test_a_snapshot_is_written_where_perfdash_was_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    app = an_app()
    async with app.run_test(size=(200, 60), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "s")
        shown = seen(app)
    (written,) = tmp_path.iterdir()
    assert json.loads(written.read_bytes())["schema"] == "perfdash.snapshot/1"
    assert f"snapshot written to {written}" in shown


async def test_what_was_done_or_not_covers_no_more_than_one_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / ("a" * 60)
    folder.mkdir()
    monkeypatch.chdir(folder)
    app = an_app(viewing=True)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        before = seen(app).splitlines()
        await press(pilot, "s")
        written = seen(app).splitlines()
        await press(pilot, "r")
        warned = seen(app).splitlines()
    (name,) = (path.name for path in folder.iterdir())
    assert [row for row in range(24) if before[row] != written[row]] == [23]
    assert written[23].endswith(name)
    (covered,) = (row for row in range(24) if written[row] != warned[row])
    assert "this perfdash only views what is stored." in warned[covered]
    assert covered == 22


async def test_no_snapshot_is_written_before_the_first_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    app = an_app(source=FakeSource(a_reading(), failure="the store is locked"))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "s")
    assert not list(tmp_path.iterdir())


async def test_a_failing_source_makes_the_view_stale_and_says_why() -> None:
    source = FakeSource(a_reading())
    app = an_app(source=source)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settle(pilot)
        source.failure = "the store [/] is locked"
        app.take_reading()
        await settle(pilot)
        shown = seen(app)
    assert "STALE" in shown
    assert "the store [/] is locked" in shown
    assert "41,250" in shown


async def test_a_source_that_recovers_is_live_again() -> None:
    source = FakeSource(a_reading(), failure="locked")
    app = an_app(source=source)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        source.failure = ""
        app.take_reading()
        await settle(pilot)
        assert "● LIVE" in seen(app)


async def test_without_a_connection_the_app_ends_with_code_2() -> None:
    def connect(_on_run: OnRun) -> Connection:
        raise StoreError("the store is newer than this perfdash")

    app = PerfdashApp(Path("/x"), QUIET, connect=connect, clock=FakeClock())
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
    assert app.return_code == 2


async def test_enter_opens_a_module_and_escape_goes_back() -> None:
    app = an_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        assert isinstance(app.screen, ModuleScreen)
        assert "commands › release.md" in seen(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, Overview)


async def test_what_was_drawn_on_a_screen_goes_with_it() -> None:
    app = an_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        assert "commands › release.md" in seen(app)
        drawn = [ref(panel._styles_cache) for panel in app.screen.query(Panel)]
        await press(pilot, "escape")
        gc.collect()
        assert drawn
        assert not any(it() for it in drawn)


async def test_an_editor_is_given_the_file_and_the_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, ...]] = []
    monkeypatch.setenv("VISUAL", "vim -R")
    monkeypatch.setattr("dashboard.editor.run", asked.append)
    monkeypatch.setattr(PerfdashApp, "suspend", lambda _: nullcontext())
    app = an_app(root=tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "e")
    assert asked == [("vim", "-R", "+33", str(tmp_path / ".claude/commands/release.md"))]


async def test_without_an_editor_a_toast_says_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    app = an_app()
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "e")
        assert "No editor is named" in seen(app)


async def test_a_toast_hides_no_key_and_stands_there_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    app = an_app()
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settle(pilot)
        keys = seen(app).splitlines()[-1]
        await press(pilot, "e", "e")
        lines = seen(app).splitlines()
    assert lines[-1] == keys
    assert ["No editor is named" in line for line in lines[-3:]] == [False, True, False]


async def test_where_there_is_no_terminal_an_editor_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("EDITOR", "vim")
    app = an_app()
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "e")
        assert "needs a terminal of its own" in seen(app)


async def test_help_says_what_the_keys_do_here_and_closes() -> None:
    app = an_app()
    async with app.run_test(size=(120, 60)) as pilot:
        await settle(pilot)
        await press(pilot, "question_mark")
        shown = seen(app)
        assert isinstance(app.screen, Help)
        await press(pilot, "escape")
        assert isinstance(app.screen, Overview)
    assert "sort by the next column" in shown
    assert "freeze the view" in shown


async def test_a_theme_that_does_not_exist_is_named() -> None:
    dashboard = replace(QUIET.dashboard, theme="solarised")
    app = an_app(config=replace(QUIET, dashboard=dashboard))
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settle(pilot)
        assert "There is no theme solarised" in seen(app)


async def test_the_theme_key_goes_through_dark_light_and_ansi() -> None:
    app = an_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        seen_themes = []
        for _ in range(4):
            await press(pilot, "t")
            seen_themes.append(app.theme)
    assert seen_themes == ["textual-light", "ansi-dark", "ansi-light", "textual-dark"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
async def test_a_request_to_terminate_ends_the_app_in_good_order(number: signal.Signals) -> None:
    recorder = FakeRecorder()
    app = an_app(recorder=recorder)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        os.kill(os.getpid(), number)
        await pilot.pause()
    app.termination.over()
    assert app.return_code == 128 + number
    assert recorder.calls[-1] == "stop"


async def test_without_colors_the_chosen_panel_is_told_by_its_border(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = an_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        assert "┏━ 7 Modules" in seen(app)


async def test_q_quits() -> None:
    app = an_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.press("q")
        await pilot.pause()
        assert not app.is_running


async def test_a_key_pins_a_baseline_and_says_how_it_went() -> None:
    source, recorder = FakeSource(a_reading()), FakeRecorder()
    app = an_app(source=source, recorder=recorder)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "b")
        assert "pinning the baseline default" in seen(app)
        event = Event(NOW, "baseline-pinned", "pinned default: 17 modules")
        snapshot = replace(source.reading.snapshot, events=(event,))
        source.reading = replace(source.reading, snapshot=snapshot)
        app.take_reading()
        await settle(pilot)
        assert "pinned default: 17 modules" in seen(app)
    assert "pin" in recorder.calls


async def test_a_key_opens_alerts_and_regressions_from_every_screen() -> None:
    app = an_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "v")
        assert isinstance(app.screen, AlertsScreen)
        await press(pilot, "v")
        assert isinstance(app.screen, ModuleScreen)


async def test_garbage_is_looked_for_once_the_first_figures_are_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("dashboard.garbage.SETTLING_SECONDS", 0.01)
    before = gc.get_freeze_count()
    gc.disable()
    try:
        async with an_app().run_test(size=SIZE) as pilot:
            while not gc.isenabled():
                await pilot.pause()
            assert gc.get_freeze_count() > before
    finally:
        gc.enable()
