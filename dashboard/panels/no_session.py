"""Why a panel has nothing to say of a dev session."""

from __future__ import annotations

from dashboard import units
from dashboard.piece import Line, muted
from dashboard.reading import Reading
from dashboard.session_words import NO_SESSION, NO_SESSION_SHORT


def no_session(reading: Reading) -> str:
    """Say it in a sentence; empty where there is a session."""
    sessions = reading.snapshot.sessions
    if sessions.current is not None:
        return ""
    if not reading.config.sessions.enabled:
        return "sessions are not read: sessions.enabled is false"
    if sessions.backlog.files:
        return f"reading sessions: {units.counted(sessions.backlog.files, 'file')} to go"
    return NO_SESSION


def no_session_line(reading: Reading, width: int) -> Line:
    """The same on one line, in fewer words where there is no room."""
    said = no_session(reading)
    fewer = NO_SESSION_SHORT if said == NO_SESSION else ()
    return (muted(next((it for it in (said, *fewer) if len(it) <= width), (*fewer, said)[-1])),)
