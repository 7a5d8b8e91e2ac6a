"""What is said about each turn of a session on one row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from collectors.prices.table import PriceTable
from collectors.session import Request, TokenUse, ToolCall, Turn
from dashboard import units
from dashboard.analysis.remembered import remembered
from dashboard.analysis.sessions.cost import Cost, of_requests
from dashboard.analysis.sessions.hit_ratio import hit_ratio, together
from dashboard.analysis.sessions.turn_shares import is_open
from dashboard.piece import Piece
from dashboard.session_screens import words
from dashboard.sessions import Detail
from dashboard.table.sheet import Value

T = TypeVar("T", Request, ToolCall)


@dataclass(frozen=True, slots=True)
class TurnRow:
    """One turn among the others of its session."""

    turn: Turn
    outcome: Piece
    started: str = units.DASH
    seconds: float | None = None
    """Up to now while it is at work; None when nothing was written after its prompt."""
    tokens: TokenUse = TokenUse()
    cost: Cost = Cost()
    requests: int = 0
    """Synthetic ones are not among them."""
    tools: int = 0
    errors: int = 0
    """Tool calls and requests that failed."""

    @property
    def hit_ratio(self) -> float | None:
        """What share of all that was sent came from the prompt cache."""
        return hit_ratio(self.tokens)


def turn_rows(detail: Detail, prices: PriceTable, *, now: int, live: bool) -> tuple[TurnRow, ...]:
    """One row for each turn; the newest of a live session may be at work."""
    return tuple(turn_row(detail, turn, prices, now=now, live=live) for turn in detail.turns)


def turn_row(detail: Detail, turn: Turn, prices: PriceTable, *, now: int, live: bool) -> TurnRow:
    """The row of one turn."""
    newest = turn is detail.turns[-1]
    at_work = newest and live and is_open(detail)
    return _row(turn, *_works(detail)[turn.id], prices, now=now, is_open=at_work)


def seconds(turn: Turn, *, now: int = 0) -> float | None:
    """How long a turn took, as Claude Code says or as its lines do; up to `now` if given."""
    if turn.reported_seconds is not None and not now:
        return turn.reported_seconds
    ended = max(turn.ended_at, now)
    return (ended - turn.started_at) / 1000 if ended > turn.started_at else None


@remembered
def _works(detail: Detail) -> dict[str, tuple[Sequence[Request], Sequence[ToolCall]]]:
    requests, calls = _by_turn(detail.requests), _by_turn(detail.tool_calls)
    return {it.id: (requests.get(it.id, ()), calls.get(it.id, ())) for it in detail.turns}


def _by_turn(things: Iterable[T]) -> dict[str, list[T]]:
    groups: dict[str, list[T]] = defaultdict(list)
    for thing in things:
        groups[thing.turn].append(thing)
    return groups


def _row(
    turn: Turn,
    requests: Sequence[Request],
    calls: Sequence[ToolCall],
    prices: PriceTable,
    *,
    now: int,
    is_open: bool,
) -> TurnRow:
    failures = sum(bool(it.error) for it in requests) + sum(it.failed for it in calls)
    return TurnRow(
        turn,
        words.outcome(turn, requests, calls, is_open=is_open),
        started=units.moment(turn.started_at, now),
        seconds=seconds(turn, now=now if is_open else 0),
        tokens=together(requests),
        cost=of_requests(requests, prices),
        requests=sum(not it.error for it in requests),
        tools=len(calls),
        errors=failures,
    )


def turn_words(row: TurnRow) -> str:
    """What a filter looks for a turn by: its command, and how it ended."""
    return f"{row.turn.command or words.PROMPT}\n{row.outcome.text}"


TURN_SORT_KEYS: dict[str, Callable[[TurnRow], Value]] = {
    "started": lambda row: row.turn.started_at,
    "began": lambda row: row.turn.command,
    "took": lambda row: row.seconds,
    "input": lambda row: row.tokens.input_tokens,
    "written": lambda row: row.tokens.cache_creation_input_tokens,
    "read": lambda row: row.tokens.cache_read_input_tokens,
    "output": lambda row: row.tokens.output_tokens,
    "cache": lambda row: row.hit_ratio,
    "cost": lambda row: row.cost.known_usd,
    "requests": lambda row: row.requests,
    "tools": lambda row: row.tools,
    "errors": lambda row: row.errors,
    "outcome": lambda row: row.outcome.text,
}
"""What a column is sorted by."""
