"""What the panels about one session share: its detail, as it was last read."""

from __future__ import annotations

from textual.reactive import reactive

from collectors.session import Turn
from dashboard.panels.panel import Panel
from dashboard.reading import Reading
from dashboard.session_screens.session_rows import is_live
from dashboard.sessions import Detail, Summary

READING = "reading the session"
GONE = "nothing is known of this session any more"
TURN_GONE = "nothing is known of this turn any more"


class DetailedPanel(Panel):
    """A panel about one session."""

    detail: reactive[Detail | None] = reactive(None, repaint=False)
    failure: reactive[str] = reactive("", repaint=False)
    """Why there is no detail; empty while it is read."""

    def __init__(self, number: int, session: str) -> None:
        super().__init__(number)
        self._session = session

    def watch_detail(self) -> None:
        """Show what is known now."""
        self.watch_reading()

    def watch_failure(self) -> None:
        """Say why nothing is."""
        self._redraw()


def current(reading: Reading, session: str) -> Detail | None:
    """The detail that a reading brings by itself: that of the current session alone."""
    found = reading.snapshot.sessions.current
    return found if found is not None and found.session.id == session else None


def summary(reading: Reading, session: str) -> Summary | None:
    """A session in sums."""
    found = (it for it in reading.snapshot.sessions.summaries if it.session.id == session)
    return next(found, None)


def find_turn(detail: Detail | None, turn: str) -> Turn | None:
    """A turn by its id."""
    turns = detail.turns if detail else ()
    return next((it for it in turns if it.id == turn), None)


def live(reading: Reading, session: str) -> bool:
    """Whether Claude Code runs it."""
    return is_live(reading.snapshot.sessions, session)
