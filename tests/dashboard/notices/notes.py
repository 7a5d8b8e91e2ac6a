"""Notices, channels and notebooks made by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from collectors.model import Record
from dashboard.analysis.alerting.alert import Alert, Severity
from dashboard.notices.channel import Outcome
from dashboard.notices.notice import Notice
from tests.dashboard.analysis.alerting.builders import an_alert
from tests.dashboard.builders import NOW


def a_notice(*alerts: Alert, resolved: bool = False, root: str = "harbor") -> Notice:
    """A busy core, unless other alerts are given."""
    return Notice(root, NOW, "save 1", Severity.WARNING, alerts or (an_alert(),), resolved)


@dataclass
class FakeChannel:
    """Remembers what it was sent; fails if it is told to."""

    name: str = "fake"
    sent: list[Notice] = field(default_factory=list)
    error: Exception | None = None
    wait: Callable[[], object] = lambda: None

    def send(self, notice: Notice, halted: Callable[[], bool]) -> Outcome:
        """Remember it."""
        self.wait()
        if self.error:
            raise self.error
        self.sent.append(notice)
        return Outcome(self.name, f"halted: {halted()}")


@dataclass
class FakeNotebook:
    """Keeps what is noted."""

    recording: bool = True
    notes: list[Record] = field(default_factory=list)

    def note(self, *records: Record) -> None:
        """Keep them."""
        self.notes += records


def never() -> bool:
    """Nothing is halted."""
    return False
