"""The panel of all sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from dashboard import session_words, units
from dashboard.messages import ScopeAsked, SessionOpened
from dashboard.panels.panel import waiting
from dashboard.piece import Line, Piece, muted
from dashboard.session_screens.session_cells import SESSIONS, SESSIONS_EVERYWHERE
from dashboard.session_screens.session_rows import SessionRow, session_rows
from dashboard.sessions import Sessions
from dashboard.table.table_panel import TablePanel

if TYPE_CHECKING:
    from dashboard.reading import Reading
    from dashboard.table.sheet import Sheet

_NONE = f"{session_words.NO_SESSION}; o shows the sessions of all roots"
_NONE_ANYWHERE = "no session found on this machine: start Claude Code, or perfdash demo"


class SessionsPanel(TablePanel[SessionRow]):
    """Sessions, one to a row, the one that runs first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "scope_next", "roots", tooltip="sessions of this root alone, or of all"),
        Binding("O", "sort_next", "order", tooltip="sort by the next column"),
    ]
    TITLE = "Sessions"
    LOOKS_FOR = "folder, model, tool or command"

    def sheet(self) -> Sheet[SessionRow]:
        """Without folders: until more is known, all are of this root."""
        return SESSIONS

    def rows(self, reading: Reading) -> tuple[SessionRow, ...]:
        """Every session."""
        return session_rows(reading)

    def open(self, row: SessionRow) -> None:
        """Open the screen about the session."""
        self.post_message(SessionOpened(row.summary.session.id))

    def draw(self, reading: Reading, width: int, height: int) -> Content:
        """Say why there is no table."""
        sessions = reading.snapshot.sessions
        if sessions.summaries:
            return Content()
        return waiting(why_none(sessions), width, height)

    def headline(self, reading: Reading) -> tuple[Line, ...]:
        """How many, whose, in which order, and what is still to be read."""
        sessions = reading.snapshot.sessions
        count, *rest = self.shown(len(sessions.summaries))
        whose = "all roots" if sessions.all_roots else "this root"
        backlog = (Piece(behind(sessions)),)
        return (count, backlog, (muted(whose),), *rest)

    def watch_reading(self) -> None:
        """Show folders where there are several."""
        if self.reading is not None:
            everywhere = self.reading.snapshot.sessions.all_roots
            self._use(SESSIONS_EVERYWHERE if everywhere else SESSIONS)
        super().watch_reading()

    def action_scope_next(self) -> None:
        """Show all roots' sessions, or only this one's."""
        if self.reading is not None:
            self.post_message(ScopeAsked(all_roots=not self.reading.snapshot.sessions.all_roots))


def why_none(sessions: Sessions) -> str:
    """Why no session is shown, and what would bring one."""
    if sessions.backlog.files:
        return behind(sessions)
    return _NONE_ANYWHERE if sessions.all_roots else _NONE


def behind(sessions: Sessions) -> str:
    """What is still to be read: `reading 14 files, 23 of 200 MB left`; empty when nothing is."""
    backlog = sessions.backlog
    if not backlog.files:
        return ""
    files = units.counted(backlog.files, "file")
    of = f" of {units.size(backlog.of_bytes)}" if backlog.of_bytes else ""
    return f"reading {files}: {units.size(backlog.bytes)}{of} left"
