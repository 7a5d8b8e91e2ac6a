"""What a panel does inside an app."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

import pytest
from textual.app import App, ComposeResult
from textual.content import Content
from textual.geometry import Region
from textual.widget import Widget

from dashboard.panels.panel import Panel, content, fill, waiting
from dashboard.piece import Line, Piece, muted, strong
from dashboard.reading import Reading
from tests.dashboard.fakes import resize, settle
from tests.dashboard.panels.readings import a_framework, a_reading


class RunsPanel(Panel):
    """As many lines as there were runs."""

    TITLE: ClassVar[str] = "Runs"

    @staticmethod
    def draw(reading: Reading, width: int, height: int) -> Content:
        lines = ((Piece(reading.snapshot.framework.root),), (Piece("below"),))
        return fill(lines, width, height)

    @staticmethod
    def headline(reading: Reading) -> tuple[Line, ...]:
        return ((strong("first"),), (muted(reading.snapshot.framework.root),))


class OnePanel(App[None]):
    """An app with nothing but a panel."""

    def compose(self) -> ComposeResult:
        yield RunsPanel(3)


def rooted(root: str) -> Reading:
    return a_reading(framework=replace(a_framework(), root=root))


async def test_a_panel_without_a_reading_says_that_it_waits() -> None:
    async with OnePanel().run_test(size=(40, 6)) as pilot:
        panel = pilot.app.query_one(RunsPanel)
        assert str(panel.render()) == "waiting for the first measurement"
        assert panel.border_title == "[bold]3 Runs[/bold]"


async def test_a_reading_is_drawn_and_its_headline_stands_in_the_title() -> None:
    async with OnePanel().run_test(size=(40, 6)) as pilot:
        panel = pilot.app.query_one(RunsPanel)
        panel.reading = rooted("/root")
        await settle(pilot)
        assert str(panel.render()) == "/root\nbelow"
        title = Content.from_markup(panel.border_title or "").plain
        assert title.startswith("3 Runs ──")
        assert title.endswith("── first  /root")
        assert len(title) == 40 - 6


@pytest.mark.parametrize("name", ["[/]", "[@click=app.quit]x[/]", "[bold"])
async def test_markup_in_a_headline_is_only_text(name: str) -> None:
    async with OnePanel().run_test(size=(60, 6)) as pilot:
        panel = pilot.app.query_one(RunsPanel)
        panel.reading = rooted(name)
        await settle(pilot)
        assert name in pilot.app.export_screenshot()


async def test_only_lines_that_look_different_are_repainted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with OnePanel().run_test(size=(40, 6)) as pilot:
        panel = pilot.app.query_one(RunsPanel)
        panel.reading = rooted("/one")
        await settle(pilot)
        asked: list[tuple[Region, ...]] = []
        monkeypatch.setattr(panel, "refresh", lambda *regions, **_: asked.append(regions))
        panel.reading = replace(rooted("/one"))
        assert asked == []
        panel.reading = rooted("/two")
        assert (Region(0, 0, 36, 1),) in asked


async def test_a_new_headline_has_its_own_row_repainted_and_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with OnePanel().run_test(size=(40, 6)) as pilot:
        panel = pilot.app.query_one(RunsPanel)
        asked: list[tuple[Region, ...]] = []
        monkeypatch.setattr(Widget, "refresh", lambda _, *regions, **__: asked.append(regions))
        panel.reading = rooted("/one")
        assert asked[0] == (Region(-2, -1, 40, 1),)
        assert () not in asked


async def test_lines_are_rendered_one_by_one() -> None:
    async with OnePanel().run_test(size=(40, 6)) as pilot:
        panel = pilot.app.query_one(RunsPanel)
        panel.reading = rooted("/root")
        await settle(pilot)
        assert [panel.render_line(y).text.rstrip() for y in range(4)] == ["/root", "below", "", ""]


async def test_an_empty_line_looks_like_none() -> None:
    async with OnePanel().run_test(size=(40, 6)) as pilot:
        panel = pilot.app.query_one(RunsPanel)
        panel.reading = rooted("")
        await settle(pilot)
        assert panel.render_line(0) == panel.render_line(3)


async def test_the_mouse_selects_what_it_is_drawn_over() -> None:
    async with OnePanel().run_test(size=(40, 6)) as pilot:
        panel = pilot.app.query_one(RunsPanel)
        panel.reading = rooted("/root")
        await pilot.pause()
        await pilot.mouse_down(RunsPanel, offset=(2, 2))
        await pilot.hover(RunsPanel, offset=(5, 2))
        await pilot.mouse_up(RunsPanel, offset=(5, 2))
        assert pilot.app.screen.get_selected_text() == "belo"


async def test_a_panel_fits_a_new_size() -> None:
    async with OnePanel().run_test(size=(40, 6)) as pilot:
        panel = pilot.app.query_one(RunsPanel)
        panel.reading = rooted("/a/long/root")
        await resize(pilot, 12, 3)
        assert str(panel.render()) == "/a/long…"


async def test_the_title_follows_the_border_when_the_focus_moves() -> None:
    async with OnePanel().run_test(size=(40, 6)) as pilot:
        panel = pilot.app.query_one(RunsPanel)
        panel.reading = rooted("/root")
        await settle(pilot)
        focused = panel.border_title
        panel.blur()
        await settle(pilot)
        assert panel.border_title != focused


def test_tones_become_theme_variables() -> None:
    drawn = content(((muted("a"), strong("b")), (Piece("c"),)))
    assert drawn.plain == "ab\nc"
    assert [str(span.style) for span in drawn.spans] == ["$foreground-muted", "bold"]


def test_a_waiting_sentence_is_wrapped_and_cut() -> None:
    assert waiting("waiting for a load run", 12, 2).plain == "waiting for\na load run"
    assert waiting("waiting for a load run", 12, 1).plain == "waiting for"
