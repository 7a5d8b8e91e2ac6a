"""What the keys do on the screen that asked, and what the signs and the words mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widget import Widget

from dashboard.deck import Deck

if TYPE_CHECKING:
    from textual.app import ComposeResult

SIGNS = (
    ("▲ ▼ ·", "more, less, and the same as before"),
    ("‼ ! ·", "critical, warning and informing alerts"),
    ("▲ + ? ⇄ ▼", "worse than the baseline, more, suspected, moved, less"),
    ("~ ≈ …", "the machine's doing, only noise, too few loads"),
    ("● ◆", "saved, committed"),
    ("≈14.4k", "estimated, not counted"),
    ("≥ ≤", "at least and at most: some of it is not known"),
    ("–", "not measured"),
)

WORDS = (
    ("P50 P95", "half, and 95 of 100 samples were at most this"),
    ("startup", "tokens that a session pays before the first prompt"),
    ("eager full", "tokens with all that @ imports; with all includes too"),
    ("closure", "a module with all that it includes"),
    ("cold warm", "loaded with an empty component cache, with a full one"),
    ("canary", "a fixed piece of work: it tells a slow machine"),
    ("baseline", "what everything is held against; b makes it anew"),
)

MOVING = (
    ("↑ ↓ pgup pgdn", "through the rows"),
    ("mouse", "headings sort, rows are chosen, keys are pressed"),
)

_SCOPES = ("Here", "On this screen", "Everywhere")
_MOVES = ("cursor_", "page_", "scroll_", "screen.copy_")
"""How the actions begin that come with Textual's own widgets."""

Entry: TypeAlias = tuple[str, str]
"""Keys, and what they do."""


class Help(ModalScreen[None]):
    """A page over the screen that asked for it."""

    DEFAULT_CSS = """
    Help {
        VerticalScroll {
            width: 84;
            max-width: 100%;
            height: auto;
            max-height: 100%;
            border: round $primary;
            padding: 0 2;
            scrollbar-size-vertical: 1;
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
            scroll.border_subtitle = Content("↑ ↓ scroll, esc closes")
            yield Page(self._content)


class Page(Widget):
    """Content as it is."""

    def __init__(self, content: Content) -> None:
        super().__init__()
        self._content = content

    def render(self) -> Content:
        """The content."""
        return self._content


def telling(screen: Screen[object]) -> Iterator[ActiveBinding]:
    """The bindings that apply on a screen, but for those that only move a cursor."""
    for active in screen.active_bindings.values():
        binding = active.binding
        if binding.description and active.enabled and not binding.action.startswith(_MOVES):
            yield active


def page(screen: Screen[object]) -> Content:
    """Describe what every key does on a screen, nearest first."""
    groups: dict[str, dict[str, tuple[tuple[str, ...], str]]] = {title: {} for title in _SCOPES}
    for active in telling(screen):
        binding = active.binding
        told = groups[_scope(active.node, screen)]
        said = binding.tooltip or binding.description
        does = f"{said[:1].lower()}{said[1:]}"
        keys, _ = told.get(_subject(binding), ((), ""))
        told[_subject(binding)] = ((*keys, screen.app.get_key_display(binding)), does)
    sections = [
        (title, tuple((" ".join(dict.fromkeys(keys)), does) for keys, does in told.values()))
        for title, told in groups.items()
    ]
    return Content("\n").join(
        _rows((*sections, ("Moving", MOVING), ("Signs", SIGNS), ("Words", WORDS)))
    )


def _subject(binding: Binding) -> str:
    """Keys with one subject are told together: those of one action, or of one description."""
    return binding.description if "(" in binding.action else binding.action


def _scope(node: object, screen: Screen[object]) -> str:
    if node is screen.app:
        return _SCOPES[2]
    return _SCOPES[1] if node is screen or isinstance(node, Deck) else _SCOPES[0]


def _rows(sections: Iterable[tuple[str, tuple[Entry, ...]]]) -> list[Content]:
    rows = []
    for title, entries in sections:
        if not entries:
            continue
        rows += [Content(), Content.styled(title, "bold $text-primary")]
        rows += [Content.assemble((f"  {keys:<18}", "bold"), text) for keys, text in entries]
    return rows[1:]
