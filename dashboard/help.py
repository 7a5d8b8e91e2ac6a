"""What the keys do on the screen that asked, and what the signs mean."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widget import Widget

if TYPE_CHECKING:
    from textual.app import ComposeResult

SIGNS = (
    ("▲ ▼ ·", "more, less, and the same as before"),
    ("‼ ! ·", "critical, warning and informing alerts"),
    ("≈", "estimated, not counted"),
    ("–", "not measured"),
    ("P50 P95", "half, and 95 of 100 samples of the last hour, were at most this"),
    ("full", "tokens of a module with all that a loader could expand into it"),
)

Entry = tuple[str, str]
"""Keys, and what they do."""


class Help(ModalScreen[None]):
    """A page over the screen that asked for it."""

    DEFAULT_CSS = """
    Help {
        align: center middle;
        background: $background 60%;
        VerticalScroll {
            width: 76;
            max-width: 100%;
            height: auto;
            max-height: 100%;
            border: round $primary;
            padding: 0 2;
            background: $surface;
        }
        Page {
            height: auto;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,q", "dismiss", "close"),
    ]

    def __init__(self, content: Content) -> None:
        super().__init__()
        self._content = content

    def compose(self) -> ComposeResult:
        """The page, scrolling where the terminal is lower than it."""
        with VerticalScroll() as scroll:
            scroll.border_title = Content("Help")
            scroll.border_subtitle = Content("esc closes")
            yield Page(self._content)


class Page(Widget):
    """Content as it is."""

    def __init__(self, content: Content) -> None:
        super().__init__()
        self._content = content

    def render(self) -> Content:
        """The content."""
        return self._content


def page(screen: Screen[object]) -> Content:
    """Describe what every key does on a screen, nearest first."""
    groups: dict[str, dict[str, Entry]] = {"Here": {}, "On this screen": {}, "Everywhere": {}}
    for active in screen.active_bindings.values():
        binding = active.binding
        if not binding.description or binding.system:
            continue
        group = groups[_scope(active.node, screen)]
        action = binding.action.partition("(")[0]
        keys = screen.app.get_key_display(binding)
        known, _ = group.get(action, ("", ""))
        group[action] = (f"{known} {keys}".strip(), binding.description)
    sections = [(title, tuple(group.values())) for title, group in groups.items() if group]
    return Content("\n").join(_rows([*sections, ("Signs", SIGNS)]))


def _scope(node: object, screen: Screen[object]) -> str:
    from dashboard.deck import Deck

    if node is screen.app:
        return "Everywhere"
    return "On this screen" if node is screen or isinstance(node, Deck) else "Here"


def _rows(sections: Iterable[tuple[str, tuple[Entry, ...]]]) -> list[Content]:
    rows = []
    for title, entries in sections:
        rows += [Content(), Content.styled(title, "bold $text-primary")]
        rows += [Content.assemble((f"  {keys:<18}", "bold"), text) for keys, text in entries]
    return rows[1:]
