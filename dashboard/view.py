"""What a screen is given to show: a reading, and under which conditions it is seen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dashboard.revision import Revision

if TYPE_CHECKING:
    from dashboard.reading import Reading


def _nothing() -> Reading:
    """The reading before the first one; what it is made of is imported after the first frame."""
    from dashboard.analysis.verdict import Verdict
    from dashboard.reading import Reading
    from dashboard.snapshot import Snapshot

    return Reading(Snapshot(0, 0), Verdict())


@dataclass(frozen=True, slots=True)
class View:
    """A reading and how it is looked at."""

    root: str
    """The framework's folder, its name alone."""
    refresh_seconds: float
    reading: Reading = field(default_factory=_nothing)
    revision: Revision = Revision()
    viewing: bool = False
    """This process does not write to the store: another perfdash does, or none."""
    paused_for: int | None = None
    """Milliseconds since the view was frozen; None while it is live."""
    failure: str = ""
    """Why the last reading failed; empty when it did not."""
    note: str = ""
    """What was just done, for the bottom line."""
