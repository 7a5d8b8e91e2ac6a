"""What kind of sessions are made up."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Style(StrEnum):
    """How Claude Code wrote its lines."""

    NEW = "new"
    """A line when a request begins, files of their own for sub-agents, ids of prompts."""
    OLD = "old"
    """Snapshots of a growing reply, sub-agents inside the session's own file."""
    MIXED = "mixed"
    """Either, by session."""


MODELS = (
    *("claude-opus-5-5", "claude-sonnet-5-5", "claude-haiku-5-5", "claude-fable-5-1"),
    *("claude-haiku-4-5-20251001", "us.anthropic.claude-sonnet-4-5-20250929-v1:0"),
)
UNPRICED = "kimi-k3-thinking"
"""As a gateway names it, which sends no request ids."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How many sessions, and what happens in them: shares are of requests, turns or sessions."""

    seed: int = 1
    sessions: int = 4
    turns: int = 5
    style: Style = Style.MIXED
    models: tuple[str, ...] = MODELS
    days: int = 9
    """Over how many days they are spread."""
    agents: float = 0.15
    """Replies that start a sub-agent."""
    failures: float = 0.04
    retries: float = 0.06
    interruptions: float = 0.05
    compactions: float = 0.06
    forks: float = 0.3
    gateways: float = 0.15
    """Sessions without request ids."""
    echoes: float = 0.5
    """Replies of a sub-agent inside the session's file that are told once more."""
    side_questions: float = 0.1
    oddities: float = 0.1
    """Lines of unknown types, and lines that are none."""
    torn: float = 0.4
    """Session files whose last line was not written to its end."""
    bulk: int = 0
    """Characters that a tool has to say, on average, beside a few words."""
    extras: float = 0.1
    """Requests in fast mode, in the United States, with searches."""
