"""What happens while the dashboard runs, as the screens tell each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from collectors.model import Run
from dashboard.connection import Connection
from dashboard.reading import Reading
from dashboard.revision import Revision

if TYPE_CHECKING:
    from dashboard.analysis.alerting.alert import Alert
    from dashboard.analysis.alerting.concern import Concern
    from dashboard.evidence.text_change import TextChange
    from dashboard.notices.notice import Notice


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


class SnapshotWritten(Message):
    """A reading lies in a file."""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__()


class ModuleOpened(Message):
    """The user wants to see one module."""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__()


class EditAsked(Message):
    """The user wants to change a module at a line (1-based)."""

    def __init__(self, path: str, line: int) -> None:
        self.path = path
        self.line = line
        super().__init__()


class AlertsAsked(Message):
    """The user wants to see all alerts and regressions."""


class EvidenceAsked(Message):
    """The user wants to know how one alert or regression is known, by its key."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__()


class Acknowledged(Message):
    """The user saw an alert, or takes that back when it was seen already."""

    def __init__(self, alert: Alert) -> None:
        self.alert = alert
        super().__init__()


class Silenced(Message):
    """The user wants to hear nothing of an alert for some hours; 0 ends that."""

    def __init__(self, alert: Alert, hours: float) -> None:
        self.alert = alert
        self.hours = hours
        super().__init__()


class TextsAsked(Message):
    """A screen wants to show how the texts behind a concern changed."""

    def __init__(self, concern: Concern) -> None:
        self.concern = concern
        super().__init__()


class TextsRead(Message):
    """The texts behind a concern, by its key."""

    def __init__(self, key: str, changes: tuple[TextChange, ...]) -> None:
        self.key = key
        self.changes = changes
        super().__init__()


class Asked(Message):
    """Whoever records was asked for something, or could not be."""

    def __init__(self, said: str, failure: str = "") -> None:
        self.said = said
        self.failure = failure
        super().__init__()
