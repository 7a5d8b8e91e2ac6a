"""Which screen is opened for what the user wants to see; none is imported before it is wanted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from dashboard.messages import (
    AlertsAsked,
    EvidenceAsked,
    ModuleOpened,
    ScreenAsked,
    SessionOpened,
    SessionsAsked,
    TurnOpened,
)

if TYPE_CHECKING:
    from textual.dom import DOMNode
    from textual.screen import Screen

    from dashboard.snapshot import Snapshot


def asked_for(asked: ScreenAsked, snapshot: Snapshot) -> Screen[None] | None:
    """A new screen that shows it; None where there is nothing to show."""
    match asked:
        case AlertsAsked():
            from dashboard.alerts.screen import AlertsScreen

            return AlertsScreen()
        case EvidenceAsked(key=key):
            from dashboard.evidence.screen import EvidenceScreen

            return EvidenceScreen(key)
        case ModuleOpened(path=path) if snapshot.module(path):
            from dashboard.drilldown.screen import ModuleScreen

            return ModuleScreen(path)
        case SessionsAsked():
            from dashboard.session_screens.sessions_screen import SessionsScreen

            return SessionsScreen()
        case SessionOpened(session=session):
            from dashboard.session_screens.session_screen import SessionScreen

            return SessionScreen(session)
        case TurnOpened(session=session, turn=turn):
            from dashboard.session_screens.turn_screen import TurnScreen

            return TurnScreen(session, turn)
    return None


def alike(one: DOMNode, other: DOMNode) -> bool:
    """Whether two screens show the same: of a kind that has many, each has a name."""
    return (type(one), one.name) == (type(other), other.name)


def is_open(screen: DOMNode, opened: Iterable[DOMNode]) -> bool:
    """Whether a screen is the only one of its kind, and open already beneath others."""
    return screen.name is None and any(alike(screen, other) for other in opened)
