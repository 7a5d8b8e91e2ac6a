"""What each turn of a session sent, read, wrote and received."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from collectors.session import Request, TokenUse, Turn
from dashboard.analysis.sessions.addition import added_tokens
from dashboard.analysis.sessions.hit_ratio import hit_ratio
from dashboard.memo import remembered
from dashboard.sessions import Detail


@dataclass(frozen=True, slots=True)
class TurnTokens:
    """One turn, sub-agents included."""

    turn: Turn
    requests: int = 0
    tokens: TokenUse = TokenUse()

    @property
    def hit_ratio(self) -> float | None:
        """The share of what it sent that was read from the prompt cache."""
        return hit_ratio(self.tokens)


@remembered
def turn_tokens(detail: Detail) -> tuple[TurnTokens, ...]:
    """Those of every turn, by time."""
    counts: dict[str, int] = {}
    totals: dict[str, TokenUse] = {}
    for it in detail.requests:
        counts[it.turn] = counts.get(it.turn, 0) + 1
        totals[it.turn] = totals.get(it.turn, TokenUse()) + it.tokens
    return tuple(
        TurnTokens(turn, counts.get(turn.id, 0), totals.get(turn.id, TokenUse()))
        for turn in detail.turns
    )


@remembered
def session_tokens(detail: Detail) -> TokenUse:
    """Those that its transcript shows, what belongs to no turn included."""
    return tokens_of(it for it in detail.requests if not it.hidden)


def tokens_of(requests: Iterable[Request]) -> TokenUse:
    """Those of requests, added up."""
    return added_tokens(request.tokens for request in requests)
