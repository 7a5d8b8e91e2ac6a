"""What every panel is: a title with the one number that matters, above what a reading says."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice, zip_longest
from textwrap import wrap
from typing import TYPE_CHECKING, ClassVar, Self

from textual.content import Content, Span
from textual.geometry import Region
from textual.reactive import reactive
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from dashboard.piece import Line, Piece, Tone, beside, clip, measure, muted
from dashboard.safe_text import safe_text

if TYPE_CHECKING:
    from dashboard.reading import Reading

_STYLES = {
    Tone.STRONG: "bold",
    Tone.MUTED: "$foreground-muted",
    Tone.BAR: "$primary",
    Tone.TRACK: "$foreground-muted",
    Tone.AREA: "$primary",
    Tone.TRACE: "$foreground",
    Tone.RULE: "$foreground-muted",
    Tone.WARNING: "$text-warning",
    Tone.CRITICAL: "bold $text-error",
    Tone.ADDED: "$text-success",
    Tone.REMOVED: "$text-error",
}


class Panel(Widget, can_focus=True):
    """One subject on the overview."""

    DEFAULT_CSS = """
    Panel {
        border: round $foreground 30%;
        border-title-color: $foreground;
        padding: 0 1;
        text-wrap: nowrap;
        text-overflow: clip;
        &:focus {
            border: round $primary;
        }
    }
    """

    TITLE: ClassVar[str] = ""

    reading: reactive[Reading | None] = reactive(None, repaint=False)

    def __init__(self, number: int = 0, *, id: str | None = None) -> None:  # noqa: A002
        """Take the number key that leads here; 0 for none."""
        super().__init__(id=id)
        self._number = number
        self._drawn = Content()
        self._lines = [Content()]
        self._entitled = Content()
        self._changing: tuple[Region, ...] = ()

    def draw(self, reading: Reading, width: int, height: int) -> Content:
        """Draw what a reading says into so many cells; pure."""
        raise NotImplementedError

    def headline(self, reading: Reading) -> tuple[Line, ...]:
        """The one number that matters, for the title; later parts leave first when it is narrow."""
        raise NotImplementedError

    def render(self) -> Content:
        """What was last drawn."""
        return self._drawn

    def render_line(self, y: int) -> Strip:
        """Render one line by itself: between two readings few lines change."""
        if self.text_selection is not None:
            return super().render_line(y)
        # An empty line is like none: it is not repainted when it takes the place of one.
        if y >= len(self._lines) or not self._lines[y].plain:
            return Strip.blank(self.size.width, self.visual_style.rich_style)
        strip = Strip(self._lines[y].render_segments(self.visual_style))
        return strip.apply_offsets(0, y)  # by which the mouse selects text

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Have regions painted; when none are named what is changing, or else the whole panel."""
        changing = regions or self._changing
        return super().refresh(*changing, repaint=repaint, layout=layout, recompose=recompose)

    def on_mount(self) -> None:
        """Say what is waited for."""
        self._redraw()

    def watch_reading(self) -> None:
        """Show a new reading."""
        self._redraw()

    def on_resize(self) -> None:
        """Fit the new size."""
        self._redraw()

    def notify_style_update(self) -> None:
        """Let the rule in the title follow the border's color."""
        super().notify_style_update()
        if self.is_mounted:
            self._entitle()

    def _redraw(self) -> None:
        """Draw, and ask for a repaint of those lines only that look different."""
        width, height = self.size
        if not width or not height:
            return
        self._entitle()
        drawn = (
            self.draw(self.reading, width, height)
            if self.reading
            else waiting("waiting for the first measurement", width, height)
        )
        before, after = self._lines, drawn.split(allow_blank=True)
        pairs = enumerate(zip_longest(before, after, fillvalue=Content()))
        changed = [row for row, (old, new) in pairs if not old.is_same(new)]
        if changed:
            self._drawn, self._lines = drawn, after
            self.refresh(*(Region(0, row, width, 1) for row in changed))

    def _entitle(self) -> None:
        title = f"{self._number} {self.TITLE}" if self._number else self.TITLE
        room = self.outer_size.width - len(title) - 8
        headline = beside(self.headline(self.reading) if self.reading else (), room)
        rule = Style(foreground=self.styles.border_top[1])
        gap = Content.styled("─" * (room - measure(headline)), rule)
        entitled = Content.assemble(
            (title, "bold"), *((" ", gap, " ", content((headline,))) if headline else ())
        )
        if not entitled.is_same(self._entitled):
            self._entitled = entitled
            # A new title alone would have all of the panel painted.
            self._changing = (Region(0, 0, self.outer_size.width, 1) - self.content_offset,)
            self.border_title = entitled
            self._changing = ()


def content(lines: tuple[Line, ...]) -> Content:
    """Turn lines into what Textual draws."""
    texts: list[str] = []
    spans: list[Span] = []
    at = 0
    for number, line in enumerate(lines):
        for text, tone in (Piece("\n" if number else ""), *line):
            if tone in _STYLES:
                spans.append(Span(at, at + len(text), _STYLES[tone]))
            texts.append(text)
            at += len(text)
    return Content("".join(texts), spans)


def fill(lines: Iterable[Line], width: int, height: int) -> Content:
    """The same for lines that must stay within so many cells."""
    return content(tuple(clip(line, width) for line in islice(lines, height)))


def waiting(sentence: str, width: int, height: int) -> Content:
    """Say what a panel with nothing to show is waiting for."""
    rows = wrap(safe_text(sentence), max(width, 1))
    return fill(((muted(row),) for row in rows), width, height)
