"""What collectors tell of sessions."""

from __future__ import annotations

from typing import TypeAlias

from collectors.flat_record import Rows
from collectors.presence import Presence
from collectors.session import (
    Compaction,
    Rating,
    Request,
    Retry,
    Scope,
    Session,
    Telemetry,
    ToolCall,
    Turn,
)
from collectors.session_progress import Backlog, Transcript

SessionRecord: TypeAlias = (
    Request
    | ToolCall
    | Turn
    | Compaction
    | Retry
    | Session
    | Transcript
    | Telemetry
    | Rating
    | Backlog
    | Presence
    | Scope
    | Rows
)
"""What a collector may yield of sessions; one with a known id completes what is stored.

The larger total of tokens wins, known times and names win over unknown ones, the lowest claim
decides session and turn.
"""
