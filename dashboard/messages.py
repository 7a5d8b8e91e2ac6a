"""What happens while the dashboard runs, as the screens tell each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from textual.screen import Screen

    from collectors.model import Run
    from dashboard.analysis.alerting.alert import Alert
    from dashboard.analysis.alerting.concern import Concern
    from dashboard.connection import Connection
    from dashboard.evidence.text_change import TextChange
    from dashboard.notices.notice import Notice
    from dashboard.reading import Reading
    from dashboard.revision import Revision
    from dashboard.sessions import Detail


class Connected(Message):
    """There is now something to read from."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        super().__init__()


class ConnectFailed(Message):
    """There is nothing to read from, and there will not be."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__()


class RunFinished(Message):
    """A round of collecting is stored."""

    def __init__(self, run: Run) -> None:
        self.run = run
        super().__init__()


class ReadingTaken(Message):
    """There is something new to show."""

    def __init__(
        self, reading: Reading, revision: Revision, notices: tuple[Notice, ...] = ()
    ) -> None:
        self.reading = reading
        self.revision = revision
        self.notices = notices
        super().__init__()


class ReadingFailed(Message):
    """The source could not be read; what is on the screen grows old."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__()


class Asked(Message):
    """What the user asked for is done, or why it could not be."""

    def __init__(self, said: str, failure: str = "") -> None:
        self.said = said
        self.failure = failure
        super().__init__()


class EditAsked(Message):
    """The user wants to change a module at a line (1-based)."""

    def __init__(self, path: str, line: int) -> None:
        self.path = path
        self.line = line
        super().__init__()


class ScreenAsked(Message):
    """The user wants to see what another screen shows; each kind below says what."""


class AlertsAsked(ScreenAsked):
    """The user wants to see all alerts and regressions."""


class EvidenceAsked(ScreenAsked):
    """The user wants to know how one alert or regression is known, by its key."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__()


class ModuleOpened(ScreenAsked):
    """The user wants to see one module."""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__()


class SessionsAsked(ScreenAsked):
    """The user wants to see all sessions."""


class SessionOpened(ScreenAsked):
    """The user wants to see the turns of a session, by its id."""

    def __init__(self, session: str) -> None:
        self.session = session
        super().__init__()


class TurnOpened(ScreenAsked):
    """The user wants to see what went on in a turn of a session, by their ids."""

    def __init__(self, session: str, turn: str) -> None:
        self.session = session
        self.turn = turn
        super().__init__()


class FeedAsked(Message):
    """Whoever reads and records is asked for what takes long; each kind below says for what."""

    asker: Screen[None] | None = None
    """The screen that waits for the answer; None for the app."""


class BaselineAsked(FeedAsked):
    """The user wants everything held against what lies on disk now."""


class DetailAsked(FeedAsked):
    """A screen wants to show all that is known of a session, by its id."""

    def __init__(self, asker: Screen[None], session: str) -> None:
        self.asker = asker
        self.session = session
        super().__init__()


class DetailRead(Message, bubble=False):
    """All that is known of a session, for the screen that asked.

    None when nothing is, or why it could not be read.
    """

    def __init__(self, session: str, detail: Detail | None, failure: str = "") -> None:
        self.session = session
        self.detail = detail
        self.failure = failure
        super().__init__()


class TextsAsked(FeedAsked):
    """A screen wants to show how the texts behind a concern changed."""

    def __init__(self, asker: Screen[None], concern: Concern) -> None:
        self.asker = asker
        self.concern = concern
        super().__init__()


class TextsRead(Message, bubble=False):
    """The texts behind a concern, by its key, for the screen that asked."""

    def __init__(self, key: str, changes: tuple[TextChange, ...]) -> None:
        self.key = key
        self.changes = changes
        super().__init__()


class DecisionTaken(FeedAsked):
    """The user decided what is to be remembered; each kind below says what."""


class Acknowledged(DecisionTaken):
    """The user saw an alert, or takes that back when it was seen already."""

    def __init__(self, alert: Alert) -> None:
        self.alert = alert
        super().__init__()


class Silenced(DecisionTaken):
    """The user wants to hear nothing of an alert for some hours; 0 ends that."""

    def __init__(self, alert: Alert, hours: float) -> None:
        self.alert = alert
        self.hours = hours
        super().__init__()


class Rated(DecisionTaken):
    """The user said how content they are with a session, 1 to 5."""

    def __init__(self, session: str, stars: int) -> None:
        self.session = session
        self.stars = stars
        super().__init__()


class ScopeAsked(DecisionTaken):
    """The user wants to see the sessions of all roots, or of this one alone."""

    def __init__(self, *, all_roots: bool) -> None:
        self.all_roots = all_roots
        super().__init__()
