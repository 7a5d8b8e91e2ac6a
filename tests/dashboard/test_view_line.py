"""Lines about a view."""

from __future__ import annotations

from dataclasses import replace

from textual.app import App, ComposeResult
from textual.content import Content

from dashboard.view import View
from dashboard.view_line import ViewLine
from tests.dashboard.fakes import resize

FIRST = View("harbor", 5.0)


class Named(ViewLine):
    """The root's name, as wide as the line."""

    def draw(self, view: View, width: int) -> Content:
        """A width and a name."""
        return Content(f"{width} {view.root}")


class OneLine(App[None]):
    """A line alone."""

    def compose(self) -> ComposeResult:
        yield Named()

    @property
    def line(self) -> Named:
        return self.query_one(Named)


async def test_before_there_is_a_view_the_line_is_empty() -> None:
    app = OneLine()
    async with app.run_test(size=(40, 3)):
        assert app.line.render().plain == ""


async def test_a_line_says_what_is_drawn_into_its_width() -> None:
    app = OneLine()
    async with app.run_test(size=(40, 3)) as pilot:
        app.line.view = FIRST
        assert app.line.render().plain == "40 harbor"
        await resize(pilot, 30, 3)
        assert app.line.render().plain == "30 harbor"


async def test_a_line_that_reads_the_same_is_not_painted_again() -> None:
    app = OneLine()
    async with app.run_test(size=(40, 3)) as pilot:
        app.line.view = FIRST
        await pilot.pause()
        before = app.line.render()
        app.line.view = replace(FIRST, note="snapshot written")
        assert app.line.render() is before
        assert not app.line._repaint_required
        app.line.view = replace(FIRST, root="quay")
        assert app.line._repaint_required
