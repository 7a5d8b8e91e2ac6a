from __future__ import annotations

from dataclasses import replace

import pytest

from collectors.decision import Acknowledgement, Silence
from dashboard import units
from dashboard.alerts.concern_list import MOST, ConcernList
from dashboard.alerts.concern_panels import ActivePanel, UnalertedPanel
from dashboard.alerts.screen import AlertsScreen
from dashboard.alerts.silence_dialog import SilenceDialog
from dashboard.analysis.alerting.concern import Concern, chapters
from dashboard.choices import Choices
from dashboard.drilldown.screen import ModuleScreen
from dashboard.evidence.screen import EvidenceScreen
from dashboard.overview import Overview
from dashboard.panels.panel import Panel
from dashboard.reading import Reading
from tests.dashboard.analysis.differing import a_regression
from tests.dashboard.builders import NOW
from tests.dashboard.fakes import FakeRecorder, FakeSource, an_app, press, seen, settle
from tests.dashboard.harbor import SAVED, a_reading
from tests.dashboard.worse import CHECKS, a_worse_reading, judged

SIZE = (160, 48)
HOUR = 3_600_000


def the_list(app: object) -> ConcernList:
    return app.screen.query(ConcernList).first()  # type: ignore[attr-defined,no-any-return]


def without_silences(reading: Reading) -> Reading:
    return judged(reading, replace(reading.snapshot, silences=()))


@pytest.mark.parametrize("size", [(120, 40), (160, 48), (200, 60)])
async def test_where_there_is_room_all_of_it_is_seen(size: tuple[int, int]) -> None:
    app = an_app(source=FakeSource(a_worse_reading()))
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "v")
        shown = seen(app)
    for title in ("1 Active", "2 Baseline", "3 Acknowl", "4 History", "5 Health", "6 Bottle"):
        assert title in shown
    assert f"save {units.clock(SAVED)} {CHECKS}" in shown
    assert "commit 7fd2c1e Plan in smaller steps (Ada Brisk)" in shown


async def test_a_small_terminal_shows_one_panel_at_a_time() -> None:
    app = an_app(source=FakeSource(a_worse_reading()))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "v")
        assert "▲ regression /release" in seen(app)
        await press(pilot, "5")
        assert "✖ missed context used by a command" in seen(app)


async def test_quiet_says_so_on_every_panel() -> None:
    reading = a_reading()
    calm = replace(reading, config=replace(reading.config, thresholds=()))
    app = an_app(source=FakeSource(calm), config=calm.config)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "v")
        shown = seen(app)
    assert "nothing asks for attention" in shown
    assert "there is no baseline yet: b pins one" in shown
    assert "nothing was acknowledged or silenced" in shown
    assert "no target is set" in shown


async def test_enter_on_the_panel_of_the_overview_opens_it_and_escape_leads_back() -> None:
    app = an_app(source=FakeSource(a_worse_reading()))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "6", "enter")
        assert isinstance(app.screen, AlertsScreen)
        await press(pilot, "escape")
        assert isinstance(app.screen, Overview)


async def test_escape_is_told_for_what_it_does_alone() -> None:
    app = an_app(source=FakeSource(a_worse_reading()))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "v")
        assert "esc back" in seen(app).splitlines()[-1]
        await press(pilot, "z")
        keys = seen(app).splitlines()[-1]
        assert "esc unzoom" in keys
        assert "esc back" not in keys
        await press(pilot, "escape", "v")
        assert isinstance(app.screen, Overview)


async def test_enter_shows_the_evidence() -> None:
    app = an_app(source=FakeSource(a_worse_reading()))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "v", "down", "enter")
        assert isinstance(app.screen, EvidenceScreen)
        await press(pilot, "escape")
        assert isinstance(app.screen, AlertsScreen)


async def test_acknowledging_is_remembered_and_told() -> None:
    recorder = FakeRecorder()
    app = an_app(source=FakeSource(a_worse_reading()), recorder=recorder)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "v", "a")
        assert "acknowledged: own tokens" in seen(app)
    (decision,) = recorder.decisions
    assert isinstance(decision, Acknowledgement)
    assert decision.severity == "warning"


async def test_a_silence_asks_for_how_long_and_says_until_when() -> None:
    recorder = FakeRecorder()
    app = an_app(source=FakeSource(a_worse_reading()), recorder=recorder)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "v", "S")
        assert isinstance(app.screen, SilenceDialog)
        assert f"8 h   until {units.moment(NOW + 8 * HOUR, NOW)}" in seen(app)
        await press(pilot, "enter")
        assert f"silenced until {units.moment(NOW + 8 * HOUR, NOW)}" in seen(app)
    (decision,) = recorder.decisions
    assert isinstance(decision, Silence)
    assert decision.until == NOW + 8 * HOUR


async def test_the_way_back_to_the_alerts_leads_to_the_screen_that_is_open() -> None:
    app = an_app(source=FakeSource(a_worse_reading()))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "v", "enter", "enter")
        assert isinstance(app.screen, ModuleScreen)
        await press(pilot, "v")
        assert isinstance(app.screen, AlertsScreen)
        await press(pilot, "escape")
        assert isinstance(app.screen, Overview)


async def test_a_silence_can_be_thought_better_of() -> None:
    recorder = FakeRecorder()
    app = an_app(source=FakeSource(a_worse_reading()), recorder=recorder)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "v", "S", "escape")
        assert isinstance(app.screen, AlertsScreen)
    assert recorder.decisions == []


async def test_the_same_key_ends_a_silence() -> None:
    recorder = FakeRecorder()
    app = an_app(source=FakeSource(a_worse_reading()), recorder=recorder)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "v", "3", "S")
        assert "no longer silenced: load memory peak" in seen(app)
    (decision,) = recorder.decisions
    assert isinstance(decision, Silence)
    assert decision.until == NOW


async def test_who_only_views_is_told_that_nothing_can_be_decided() -> None:
    app = an_app(source=FakeSource(a_worse_reading()), viewing=True)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "v", "a")
        assert "nothing can be decided here" in seen(app)


async def test_what_is_no_alert_cannot_be_decided_on() -> None:
    app = an_app(source=FakeSource(a_worse_reading()))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "v")
        assert "a acknowledge  S silence" in seen(app)
        await press(pilot, "2")
        assert "acknowledge" not in seen(app).splitlines()[-1]


async def test_the_cursor_stays_on_its_concern_when_others_come() -> None:
    source = FakeSource(a_worse_reading())
    app = an_app(source=source)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "v", "down", "down")
        before = the_list(app).chosen
        source.reading = without_silences(source.reading)
        app.take_reading()
        await settle(pilot)
        after = the_list(app).chosen
        assert before is not None
        assert after is not None
        assert after.key == before.key


async def test_the_cursor_stays_in_place_when_its_concern_goes() -> None:
    app = an_app(source=FakeSource(a_worse_reading()))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "v", "end")
        shown = the_list(app)
        snapshot = a_worse_reading().snapshot
        left = tuple(Concern(regression=a_regression(key)) for key in "abc")
        shown.show(chapters(left), snapshot)
        assert shown.chosen == left[-1]


async def test_a_reading_that_says_the_same_writes_nothing() -> None:
    app = an_app(source=FakeSource(a_worse_reading()))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "v")
        before = [option.prompt for option in the_list(app).options]
        app.take_reading()
        await settle(pilot)
        after = [option.prompt for option in the_list(app).options]
    assert all(old is new for old, new in zip(before, after, strict=True))


async def test_more_than_anybody_reads_is_counted() -> None:
    app = an_app(source=FakeSource(a_worse_reading()))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "v")
        many = tuple(Concern(regression=a_regression(str(key))) for key in range(MOST + 30))
        shown = the_list(app)
        shown.show(chapters(many), a_worse_reading().snapshot)
        assert shown.option_count == MOST + 1
        assert str(shown.options[-1].prompt) == "and 30 more"


async def test_the_chosen_concern_is_seen_without_colors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = an_app(source=FakeSource(a_worse_reading()))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "v")
        heading, chosen, beneath, other = (the_list(app).render_line(row) for row in range(4))
    for strip in (chosen, beneath):
        assert all(segment.style and segment.style.reverse for segment in strip)
    for strip in (heading, other):
        assert not any(segment.style and segment.style.reverse for segment in strip)


async def test_the_chosen_span_is_seen_in_the_terminals_own_colors() -> None:
    app = an_app(source=FakeSource(a_worse_reading()))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        app.theme = "ansi-dark"
        await press(pilot, "v", "S")
        strips = [app.screen.query_one(Choices).render_line(row) for row in range(6)]
    chosen = [any(it.style and it.style.reverse for it in strip) for strip in strips]
    assert chosen == [False, False, True, False, False, False]


async def test_where_nothing_differs_the_other_panels_have_the_room() -> None:
    app = an_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "v")
        heights = {type(it): it.outer_size.height for it in app.screen.query(Panel)}
    assert heights[UnalertedPanel] == 3
    assert heights[ActivePanel] > 14
