"""How a session filled its context window, prompt after prompt."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.analysis.sessions.context_window import fills_the_window
from dashboard.memo import remembered
from dashboard.sessions import Detail


@dataclass(frozen=True, slots=True)
class Step:
    """What stood in the window at one moment."""

    at: int
    """When a prompt was answered, or the conversation compacted; unix milliseconds."""
    tokens: int
    compacted_from: int = 0
    """Tokens before a compaction; 0 for a prompt."""


@remembered
def growth(detail: Detail) -> tuple[Step, ...]:
    """Every prompt of the main chain, and what each compaction left, by time."""
    prompts = (
        Step(it.ended_at, it.tokens.prompt_tokens) for it in detail.requests if fills_the_window(it)
    )
    compacted = (
        Step(it.at, it.post_tokens, it.pre_tokens)
        for it in detail.compactions
        if it.post_tokens and it.pre_tokens
    )
    return tuple(sorted((*prompts, *compacted), key=lambda step: step.at))
