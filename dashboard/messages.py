"""What happens while the dashboard runs, as the screens tell each other."""

from __future__ import annotations

from textual.message import Message

from collectors.model import Run
from dashboard.connection import Connection
from dashboard.reading import Reading
from dashboard.revision import Revision


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

    def __init__(self, reading: Reading, revision: Revision) -> None:
        self.reading = reading
        self.revision = revision
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
