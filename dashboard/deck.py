"""Numbered panels: side by side where there is room, one at a time where there is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from dashboard.panels.panel import Panel
from dashboard.parts import Part, line

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from dashboard.reading import Reading


class PanelNames(Widget):
    """The names of all panels on one line, for when one is seen at a time."""

    DEFAULT_CSS = """
    PanelNames {
        dock: top;
        height: 1;
        display: none;
        color: $text-muted;
    }
    """

    chosen: reactive[int] = reactive(1)

    def __init__(self, titles: tuple[str, ...]) -> None:
        super().__init__()
        self._titles = titles

    def on_click(self, event: events.Click) -> None:
        """Press the number of the name under the pointer."""
        number = event.style.meta.get("number")
        if number is not None:
            self.app.simulate_key(str(number))

    def render(self) -> Content:
        """Every name that fits, or its first word, the chosen one reversed."""
        width = self.size.width
        fits = sum(len(title) + 4 for title in self._titles) <= width
        titles = self._titles if fits else [title.partition(" ")[0] for title in self._titles]
        names = [
            Part(self._label(number, title), rank=0 if number == self.chosen else number)
            for number, title in enumerate(titles, start=1)
        ]
        return line(tuple(names), width, gap=0)

    def _label(self, number: int, title: str) -> Content:
        style = "$foreground reverse bold" if number == self.chosen else ""
        name = Content.styled(f" {number} {title} ", style)
        return name.stylize(Style.from_meta({"number": number}))


class Deck(Container):
    """Panels that number keys lead to, and that all show the same reading."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(number), f"choose({number})", "panel by number", show=False)
            for number in range(1, 10)
        ),
        Binding("tab", "choose_next(1)", "next panel", show=False),
        Binding("shift+tab", "choose_next(-1)", "previous panel", show=False),
        Binding("z", "zoom", "zoom", tooltip="give the panel the whole screen"),
        Binding("escape", "unzoom", "unzoom", key_display="esc"),
    ]

    reading: reactive[Reading | None] = reactive(None, repaint=False)

    def __init__(self, *panels: Panel, first: Panel | None = None) -> None:
        """Take the panels in the order of their numbers, and which to begin with if not with 1."""
        super().__init__()
        self._panels = panels
        self._chosen = first or panels[0]

    def compose(self) -> ComposeResult:
        """The names, then the panels."""
        yield PanelNames(tuple(panel.TITLE for panel in self._panels))
        yield from self._panels

    def on_mount(self) -> None:
        """Begin with the first panel."""
        self.choose(self._chosen)

    def watch_reading(self, reading: Reading) -> None:
        """Show a new reading on every panel."""
        for panel in self._panels:
            panel.reading = reading

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow a focus that a click has moved."""
        for panel in self._panels:
            if panel in event.widget.ancestors_with_self:
                self._mark(panel)

    def show(self, panel: Panel) -> None:
        """Lead the eye to a panel."""
        self._mark(panel)
        if self.screen.maximized is not None:
            self.screen.maximize(panel, container=False)

    def choose(self, panel: Panel) -> None:
        """Lead the eye and the keys to a panel."""
        self.show(panel)
        self.screen.set_focus(panel, scroll_visible=False)

    def action_choose(self, number: int) -> None:
        """Choose by number."""
        self.choose(self._panels[number - 1])

    def action_choose_next(self, step: int) -> None:
        """Choose the panel so many further on, around the end."""
        at = self._panels.index(self._chosen) + step
        self.choose(self._panels[at % len(self._panels)])

    def action_zoom(self) -> None:
        """Give the whole screen to the chosen panel, or take it back."""
        if self.screen.maximized is None:
            self.screen.maximize(self._chosen, container=False)
        else:
            self.screen.minimize()
        self.refresh_bindings()

    def action_unzoom(self) -> None:
        """Take the screen back from a panel."""
        self.screen.minimize()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Choose only what is there, and take back only what was given."""
        if action == "unzoom":
            return self.screen.maximized is not None
        if action == "choose":
            return parameters[0] in range(1, len(self._panels) + 1)
        return super().check_action(action, parameters)

    def _mark(self, panel: Panel) -> None:
        self._chosen = panel
        self.query_one(PanelNames).chosen = self._panels.index(panel) + 1
        for each in self._panels:
            each.set_class(each is panel, "-chosen")
