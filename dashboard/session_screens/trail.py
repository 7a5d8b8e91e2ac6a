"""The line that says which session, and which of its turns, a screen is about."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive

from collectors.session import Session
from dashboard import units
from dashboard.breadcrumb import breadcrumb
from dashboard.parts import Part
from dashboard.reading import Reading
from dashboard.safe_text import safe_text
from dashboard.session_screens import words
from dashboard.session_screens.detailed import find_turn, live, summary
from dashboard.sessions import Detail
from dashboard.view import View
from dashboard.view_line import ViewLine


class SessionTrail(ViewLine):
    """The way from the framework to the session, or to one of its turns."""

    detail: reactive[Detail | None] = reactive(None, repaint=False)

    def __init__(self, session: str, turn: str = "") -> None:
        super().__init__()
        self._session = session
        self._turn = turn

    def watch_detail(self) -> None:
        """Say what is known now."""
        self.watch_view()

    def draw(self, view: View, width: int) -> Content:
        """Set the way on the left, and what is known of the session on the right."""
        return draw(view, self.detail, self._session, self._turn, width=width)


def draw(view: View, detail: Detail | None, session: str, turn: str = "", *, width: int) -> Content:
    """Set the way on the left, and what is known of the session on the right."""
    now = view.reading.snapshot.taken_at
    found = _session(view, detail, session)
    steps = [view.root, "sessions", _begun(found, now)]
    if turn:
        steps.append(_turn_name(detail, turn))
    return breadcrumb(steps, _facts(found, _state(view.reading, session)), width)


def _session(view: View, detail: Detail | None, session: str) -> Session | None:
    if detail is not None:
        return detail.session
    found = summary(view.reading, session)
    return found.session if found else None


def _begun(session: Session | None, now: int) -> str:
    if session is None or not session.started_at:
        return "a session"
    return units.moment(session.started_at, now)


def _turn_name(detail: Detail | None, turn: str) -> str:
    found = find_turn(detail, turn)
    if found is None:
        return "a turn"
    return f"{words.began_with(found)} {units.clock(found.started_at)}"


def _state(reading: Reading, session: str) -> Content:
    if not live(reading, session):
        return Content()
    if reading.snapshot.sessions.recent:
        return Content.styled(words.RECENT, "$foreground-muted")
    return Content.styled(words.LIVE, "bold")


def _facts(session: Session | None, state: Content) -> tuple[Part, ...]:
    if session is None:
        return ()
    muted = "$foreground-muted"
    version = f"Claude Code {safe_text(session.version, cells=16)}" if session.version else ""
    return (
        Part(state, rank=1),
        Part(Content.styled(safe_text(session.root, cells=48), muted), rank=2),
        Part(Content.styled(version, muted), rank=3),
    )
