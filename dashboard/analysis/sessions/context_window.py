"""How much of its context window a session has filled.

No session file tells how large the window is. The prices list it for every model they know, and a
name that ends in `[1m]` tells it. Of any other model the smaller size is shown, marked as an
estimate. A prompt that was larger than the window proves it wrong: then it is the next larger one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from collectors.prices.table import PriceTable
from collectors.session import SYNTHETIC, Request
from dashboard.memo import remembered
from dashboard.sessions import Detail

SMALL, LARGE = 200_000, 1_000_000


@dataclass(frozen=True, slots=True)
class Window:
    """How many tokens a prompt may have."""

    tokens: int
    known: bool = True
    """False when nobody knows the model: then it is the least that it may be."""


@dataclass(frozen=True, slots=True)
class Context:
    """What stands in the window now."""

    used: int
    """Tokens of the newest prompt of the main chain."""
    window: Window
    model: str
    at: int
    """When that prompt was answered, or the conversation compacted."""
    estimated: bool = False
    """True right after a compaction: no prompt was sent since, and Claude Code said how large."""
    compacted_at: int = 0
    """When the conversation was last replaced by a summary; 0 for never."""
    compacted_from: int = 0
    """Tokens before that."""

    @property
    def ratio(self) -> float:
        """The share of the window that is filled."""
        return self.used / self.window.tokens


def window(
    model: str, prices: PriceTable, *, largest_prompt: int = 0, configured: int = 0
) -> Window:
    """How large a model's window is, given the largest prompt it ever took.

    A configured size holds whatever the model is; a larger prompt proves any size wrong.
    """
    known = configured or prices.window(model) or 0
    tokens = known or SMALL
    if largest_prompt <= tokens:
        return Window(tokens, known=known > 0)
    return Window(LARGE) if largest_prompt <= LARGE else Window(largest_prompt, known=False)


def context(detail: Detail, prices: PriceTable, *, configured: int = 0) -> Context | None:
    """How full the window is; None before the first answer."""
    used = _context(detail)
    if used is None:
        return None
    largest = largest_prompt(detail, used.model)
    size = window(used.model, prices, largest_prompt=largest, configured=configured)
    compacted = detail.compactions[-1] if detail.compactions else None
    return Context(
        used=used.tokens,
        window=size,
        model=used.model,
        at=used.at,
        estimated=used.estimated,
        compacted_at=compacted.at if compacted else 0,
        compacted_from=compacted.pre_tokens if compacted else 0,
    )


def fills_the_window(request: Request) -> bool:
    """Whether its prompt is the session's own conversation, and was answered."""
    counted = request.tokens.prompt_tokens > 0 and request.model != SYNTHETIC
    return counted and not (request.agent or request.hidden or request.error)


@dataclass(frozen=True, slots=True)
class _Used:
    tokens: int
    model: str
    at: int
    estimated: bool = False


@remembered
def _context(detail: Detail) -> _Used | None:
    newest = _newest(detail.requests)
    if newest is None:
        return None
    compacted = detail.compactions[-1] if detail.compactions else None
    if compacted and compacted.at >= newest.ended_at and compacted.post_tokens:
        return _Used(compacted.post_tokens, newest.model, compacted.at, estimated=True)
    return _Used(newest.tokens.prompt_tokens, newest.model, newest.ended_at)


def _newest(requests: Iterable[Request]) -> Request | None:
    own = filter(fills_the_window, requests)
    return max(own, key=lambda it: (it.ended_at, it.started_at, it.id), default=None)


def largest_prompt(detail: Detail, model: str) -> int:
    """The most tokens that a prompt to a model had in this session."""
    return _largest_prompts(detail).get(model, 0)


@remembered
def _largest_prompts(detail: Detail) -> dict[str, int]:
    largest: dict[str, int] = {}
    for it in detail.requests:
        if it.tokens.prompt_tokens > largest.get(it.model, 0):
            largest[it.model] = it.tokens.prompt_tokens
    return largest
