"""What is said about each turn of a session on one row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from collectors.prices.table import NO_PRICES, PriceTable
from collectors.session import Request, TokenUse, ToolCall, Turn
from dashboard import units
from dashboard.analysis.sessions.cost import NO_COST, Cost, of_requests
from dashboard.analysis.sessions.hit_ratio import hit_ratio
from dashboard.analysis.sessions.turn_shares import is_open
from dashboard.analysis.sessions.turn_tokens import tokens_of
from dashboard.memo import remembered
from dashboard.piece import Piece
from dashboard.session_screens import words
from dashboard.sessions import QUIET_MS, Detail
from dashboard.table.sheet import Value

T = TypeVar("T", Request, ToolCall)


@dataclass(frozen=True, slots=True)
class Work:
    """What was done about a turn, and what that adds up to."""

    requests: tuple[Request, ...] = ()
    calls: tuple[ToolCall, ...] = ()
    prices: PriceTable = NO_PRICES
    """By which the cost was reckoned."""
    tokens: TokenUse = TokenUse()
    cost: Cost = NO_COST


@dataclass(frozen=True, slots=True)
class TurnRow:
    """One turn among the others of its session."""

    turn: Turn
    outcome: Piece
    work: Work = field(default=Work(), repr=False)
    started: str = units.DASH
    seconds: float | None = None
    """Up to now while it is at work; None when nothing was written after its prompt."""
    requests: int = 0
    """Those that failed are not among them."""
    tools: int = 0
    errors: int = 0
    """Tool calls and requests that failed."""

    @property
    def tokens(self) -> TokenUse:
        """Of all requests."""
        return self.work.tokens

    @property
    def cost(self) -> Cost:
        """Of all requests."""
        return self.work.cost

    @property
    def hit_ratio(self) -> float | None:
        """What share of all that was sent came from the prompt cache."""
        return hit_ratio(self.tokens)


def turn_rows(
    detail: Detail,
    prices: PriceTable,
    *,
    now: int,
    live: bool,
    before: Iterable[TurnRow] = (),
) -> tuple[TurnRow, ...]:
    """One row for each turn; the newest of a live session may be at work.

    What was done about a turn is not added up again where a row of `before` has done it.
    """
    known = {row.turn.id: row.work for row in before}
    return tuple(
        turn_row(detail, turn, prices, now=now, live=live, known=known.get(turn.id, Work()))
        for turn in detail.turns
    )


def turn_row(
    detail: Detail,
    turn: Turn,
    prices: PriceTable,
    *,
    now: int,
    live: bool,
    known: Work = Work(),
) -> TurnRow:
    """The row of one turn."""
    newest = turn is detail.turns[-1]
    at_work = newest and live and is_open(detail)
    just_now = newest and now - detail.session.last_at < QUIET_MS
    work = _added_up(*_parts(detail)[turn.id], prices, known)
    return TurnRow(
        turn,
        words.outcome(turn, work.requests, is_open=at_work, may_go_on=just_now),
        work,
        started=units.moment(turn.started_at, now),
        seconds=seconds(turn, now=now if at_work else 0),
        requests=sum(not it.error for it in work.requests),
        tools=len(work.calls),
        errors=sum(bool(it.error) for it in work.requests) + sum(it.failed for it in work.calls),
    )


def seconds(turn: Turn, *, now: int = 0) -> float | None:
    """How long a turn took, as Claude Code says or as its lines do; up to `now` if given."""
    if turn.reported_seconds is not None and not now:
        return turn.reported_seconds
    ended = max(turn.ended_at, now)
    return (ended - turn.started_at) / 1000 if ended > turn.started_at else None


@remembered
def _parts(detail: Detail) -> dict[str, tuple[tuple[Request, ...], tuple[ToolCall, ...]]]:
    requests, calls = _by_turn(detail.requests), _by_turn(detail.tool_calls)
    return {it.id: (tuple(requests[it.id]), tuple(calls[it.id])) for it in detail.turns}


def _by_turn(things: Iterable[T]) -> dict[str, list[T]]:
    groups: dict[str, list[T]] = defaultdict(list)
    for thing in things:
        groups[thing.turn].append(thing)
    return groups


def _added_up(
    requests: tuple[Request, ...], calls: tuple[ToolCall, ...], prices: PriceTable, known: Work
) -> Work:
    # Tuples of the very same objects are told to be equal without looking into those.
    if known.prices is prices and known.requests == requests:
        return replace(known, calls=calls)
    return Work(requests, calls, prices, tokens_of(requests), of_requests(requests, prices))


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
