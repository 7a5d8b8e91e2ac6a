"""What panels that add sessions up say of those in the logbook."""

from __future__ import annotations

from dashboard.session_screens.summed import SummedPanel
from tests.dashboard.logbook import with_sessions
from tests.dashboard.pieces import words


def drawn(panel: SummedPanel, width: int = 90) -> list[str]:
    """Its lines."""
    return str(panel.draw(with_sessions(), width, 12)).splitlines()


def headline(panel: SummedPanel) -> list[str]:
    """The parts of its title."""
    return [said for said in words(panel.headline(with_sessions())) if said]
