"""The panels that hold outlines: what a module includes, what includes it, and its findings."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, ClassVar

from collectors.framework.module import Framework
from collectors.framework.reference import Load
from dashboard import units
from dashboard.drilldown.entries import Entry, findings, included_by, includes
from dashboard.drilldown.outline import Outline
from dashboard.drilldown.panel import GONE, ModulePanel
from dashboard.panels.panel import waiting
from dashboard.piece import Line, Piece, Tone, muted, strong
from dashboard.reading import Reading

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.content import Content


class OutlinePanel(ModulePanel):
    """A panel whose lines can be gone through; those below say which lines."""

    DEFAULT_CSS = """
    OutlinePanel {
        &:focus-within {
            border: round $primary;
        }
    }
    """
    NONE: ClassVar[str] = ""
    """What is said when there is no entry."""

    def compose(self) -> ComposeResult:
        """The outline, hidden while it is empty."""
        outline = Outline()
        outline.display = False
        yield outline

    def entries(self, framework: Framework) -> tuple[Entry, ...]:
        """What to show of a framework; pure."""
        raise NotImplementedError

    def draw(self, reading: Reading, width: int, height: int) -> Content:
        """Say so when there is no entry, or no module any more."""
        if reading.snapshot.module(self._path) is None:
            return waiting(GONE, width, height)
        entries = self.entries(reading.snapshot.framework)
        return waiting("" if entries else self.NONE, width, height)

    def watch_reading(self) -> None:
        """Update the outline."""
        super().watch_reading()
        if self.reading is not None:
            entries = self.entries(self.reading.snapshot.framework)
            outline = self.query_one(Outline)
            outline.display = bool(entries)
            outline.show(entries)
            if self.has_focus:
                self.on_focus()

    def on_focus(self) -> None:
        """Give the focus to the outline."""
        outline = self.query_one(Outline)
        if outline.display:
            self.screen.set_focus(outline, scroll_visible=False)


class IncludesPanel(OutlinePanel):
    """What the module names."""

    TITLE = "Includes"
    NONE = "names no other file"

    def entries(self, framework: Framework) -> tuple[Entry, ...]:
        """As an outline."""
        return includes(framework, self._path)

    def headline(self, reading: Reading) -> tuple[Line, ...]:
        """How many references of each load class, and how many lead nowhere."""
        module = reading.snapshot.module(self._path)
        references = module.references if module else ()
        found = Counter(reference.load for reference in references if reference.found)
        missing = sum(not reference.found for reference in references)
        parts: list[Line] = [
            (strong(units.count(found[load])), muted(f" {load}")) for load in Load if found[load]
        ]
        if missing:
            parts.insert(0, (Piece(f"✖ {missing} missing", Tone.CRITICAL),))
        return tuple(parts)


class IncludedByPanel(OutlinePanel):
    """What names the module."""

    TITLE = "Used by"
    NONE = "no file names it"

    def entries(self, framework: Framework) -> tuple[Entry, ...]:
        """As an outline."""
        return included_by(framework, self._path)

    def headline(self, reading: Reading) -> tuple[Line, ...]:
        """How many modules load it."""
        module = reading.snapshot.module(self._path)
        if module is None:
            return ()
        return ((muted("loaded by "), strong(units.counted(module.dependents, "module"))),)


class FindingsPanel(OutlinePanel):
    """What its author would want to know."""

    TITLE = "Findings"
    NONE = "nothing found that is odd about it"

    def entries(self, framework: Framework) -> tuple[Entry, ...]:
        """As an outline."""
        return findings(framework, self._path)

    def headline(self, reading: Reading) -> tuple[Line, ...]:
        """How many there are."""
        own = [one for one in reading.snapshot.framework.findings if one.path == self._path]
        return ((Piece(units.count(len(own)), Tone.WARNING),),) if own else ()
