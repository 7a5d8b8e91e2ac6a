"""The panels that hold concerns; those below say which ones."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, ClassVar

from dashboard import cause_words, standing_words, units
from dashboard.alerts.concern_list import ConcernList
from dashboard.analysis.alerting.concern import Concern, Concerns, chapters, concerns
from dashboard.panels import alerts
from dashboard.panels.panel import Panel, waiting
from dashboard.piece import Line, Piece, muted, strong
from dashboard.reading import Reading

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.content import Content


class ConcernPanel(Panel):
    """A panel whose concerns can be gone through."""

    DEFAULT_CSS = """
    ConcernPanel {
        &:focus-within {
            border: round $primary;
        }
    }
    """
    NONE: ClassVar[str] = ""
    """What is said when there is no concern."""

    def compose(self) -> ComposeResult:
        """The list, hidden while it is empty."""
        found = ConcernList()
        found.display = False
        yield found

    def concerns(self, found: Concerns) -> tuple[Concern, ...]:
        """Which ones to show; pure."""
        raise NotImplementedError

    def draw(self, reading: Reading, width: int, height: int) -> Content:
        """Say so when there is none."""
        said = "" if self._found(reading) else self.NONE
        return waiting(said, width, height)

    def watch_reading(self) -> None:
        """Update the list."""
        super().watch_reading()
        if self.reading is not None:
            found = self._found(self.reading)
            shown = self.query_one(ConcernList)
            shown.display = bool(found)
            shown.show(chapters(found), self.reading.snapshot)
            if self.has_focus:
                self.on_focus()

    def on_focus(self) -> None:
        """Give the focus to the list."""
        shown = self.query_one(ConcernList)
        if shown.display:
            self.screen.set_focus(shown, scroll_visible=False)

    def _found(self, reading: Reading) -> tuple[Concern, ...]:
        return self.concerns(concerns(reading.verdict, reading.snapshot))


class ActivePanel(ConcernPanel):
    """What asks for attention."""

    TITLE = "Active"
    NONE = "nothing asks for attention: no limit is breached, and nothing got worse"

    def concerns(self, found: Concerns) -> tuple[Concern, ...]:
        """Those that are loud or may soon be."""
        return found.active

    def headline(self, reading: Reading) -> tuple[Line, ...]:
        """As on the overview."""
        return alerts.headline(reading)


class UnalertedPanel(ConcernPanel):
    """What else differs from the baseline."""

    TITLE = "Baseline"
    NONE = "nothing else differs from the baseline"

    def concerns(self, found: Concerns) -> tuple[Concern, ...]:
        """Those worth no alert."""
        return found.unalerted

    def draw(self, reading: Reading, width: int, height: int) -> Content:
        """Say so when there is no baseline either."""
        if not reading.snapshot.baseline.name:
            return waiting("there is no baseline yet: b pins one", width, height)
        return super().draw(reading, width, height)

    def headline(self, reading: Reading) -> tuple[Line, ...]:
        """How many of each standing, and which baseline."""
        counted = Counter(it.regression.standing for it in self._found(reading) if it.regression)
        parts: list[Line] = [
            (Piece(f"{standing_words.SIGNS[it]} {many} "), muted(standing_words.word(it)))
            for it, many in counted.most_common()
        ]
        return (*parts, (muted(cause_words.baseline(reading.snapshot)),))


class SetAsidePanel(ConcernPanel):
    """What fires and is not told again."""

    TITLE = "Acknowledged"
    NONE = "nothing was acknowledged or silenced"

    def concerns(self, found: Concerns) -> tuple[Concern, ...]:
        """Those that are quiet."""
        return found.set_aside

    def headline(self, reading: Reading) -> tuple[Line, ...]:
        """How many, and for which reason."""
        alerts = [it.alert for it in self._found(reading) if it.alert]
        silenced = sum(alert.silenced for alert in alerts)
        seen = sum(alert.acknowledged and not alert.silenced for alert in alerts)
        counts = ((seen, "seen"), (silenced, "silenced"), (len(alerts) - seen - silenced, "follow"))
        return tuple(
            (strong(units.count(many)), muted(f" {word}")) for many, word in counts if many
        )


class PastPanel(ConcernPanel):
    """What ended."""

    TITLE = "History"
    NONE = "nothing ended within the window"

    def concerns(self, found: Concerns) -> tuple[Concern, ...]:
        """Those that are over."""
        return found.past

    def headline(self, reading: Reading) -> tuple[Line, ...]:
        """How many, and within which time."""
        many = len(self._found(reading))
        within = f" within {units.seconds(reading.snapshot.window_seconds)}"
        return ((strong(units.count(many)), muted(" ended")), (muted(within.strip()),))
