"""What is said of sessions in words, the same on every screen and in every export."""

from __future__ import annotations

import re

from dashboard import units
from dashboard.analysis.sessions.cache_breaks import Break, Why
from dashboard.piece import tail
from dashboard.safe_text import safe_text

NO_SESSION = "no session found for this root: start Claude Code here, or perfdash demo"
NO_SESSION_SHORT = ("no session: start Claude Code here", "no session: start one here")
_NAME_CELLS = 32
_MAKER = "claude-"
_DATE = re.compile(r"-20\d{6}$")


def why(found: Break) -> str:
    """What broke the prompt cache: `CLAUDE.md changed`, `idle for 7 min`."""
    match found.why:
        case Why.COMPACTION:
            return "compacted"
        case Why.MODEL:
            return f"model now {model(found.what)}"
        case Why.SHAPE:
            return "system prompt or tools changed"
        case Why.IDLE:
            return f"idle for {units.seconds(found.idle_seconds)}"
        case Why.SAVED:
            return f"{tail(safe_text(found.what), _NAME_CELLS)} changed"
        case Why.UNKNOWN:
            return "unexplained"


def broke(found: Break) -> str:
    """What broke the prompt cache and what that cost: `CLAUDE.md changed, 61k rewritten`."""
    return f"{why(found)}, {units.compact(found.rewritten)} rewritten"


def model(name: str, cells: int = 24) -> str:
    """What a model is called without its maker and its date: `opus-5`."""
    return safe_text(_DATE.sub("", name.removeprefix(_MAKER)), cells=cells)
