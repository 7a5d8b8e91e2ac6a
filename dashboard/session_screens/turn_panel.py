"""The panel of one turn: what it took, spent and came to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dashboard import cost_words, session_words, units
from dashboard.analysis.sessions.turn_shares import Shares, by_turn, is_open, of_last_turn
from dashboard.panels.panel import fill, waiting
from dashboard.piece import Line, Piece, Tone, beside, clip, muted, strong
from dashboard.session_screens import words
from dashboard.session_screens.detailed import READING, TURN_GONE, DetailedPanel, find_turn, live
from dashboard.session_screens.turn_rows import TurnRow, turn_row
from dashboard.sessions import Detail
from dashboard.share_bar import legend, share_bar

if TYPE_CHECKING:
    from textual.content import Content

    from dashboard.reading import Reading


class TurnPanel(DetailedPanel):
    """Its figures, and where its time went."""

    TITLE = "Turn"

    def __init__(self, number: int, session: str, turn: str) -> None:
        super().__init__(number, session)
        self._turn = turn

    def draw(self, reading: Reading, width: int, height: int) -> Content:
        """Draw figures in words, and its time as one bar with a part for each kind of work."""
        if self.detail is None:
            return waiting(self.failure or READING, width, height)
        row = self._row(reading)
        if row is None:
            return waiting(TURN_GONE, width, height)
        shared = time_shares(self.detail, self._turn, self._now(reading), live=self._live(reading))
        lines = (*figures(row, width), *parts(shared, width), *broken(reading, self._turn, width))
        return fill(lines, width, height)

    def headline(self, reading: Reading) -> tuple[Line, ...]:
        """What it cost, how long it took, and how it ended."""
        row = self._row(reading)
        if row is None:
            return ()
        cost = (strong(cost_words.said(row.cost) if row.requests else units.DASH),)
        return (cost, (muted("took "), strong(units.seconds(row.seconds))), (row.outcome,))

    def _row(self, reading: Reading) -> TurnRow | None:
        turn = find_turn(self.detail, self._turn)
        if self.detail is None or turn is None:
            return None
        now, prices = self._now(reading), reading.snapshot.prices
        return turn_row(self.detail, turn, prices, now=now, live=self._live(reading))

    def _now(self, reading: Reading) -> int:
        return reading.snapshot.taken_at

    def _live(self, reading: Reading) -> bool:
        return live(reading, self._session)


def time_shares(detail: Detail, turn: str, now: int, *, live: bool) -> Shares:
    """Where the time of a turn went; of the newest one up to now while it is at work."""
    if live and is_open(detail) and detail.turns[-1].id == turn:
        return of_last_turn(detail, now=now, live=live)
    return by_turn(detail).get(turn, Shares()) if find_turn(detail, turn) else Shares()


def figures(row: TurnRow, width: int) -> Iterator[Line]:
    """Tokens of each kind, then what was done."""
    tokens = row.tokens
    kinds = (
        ("input", tokens.input_tokens),
        ("written", tokens.cache_creation_input_tokens),
        ("read", tokens.cache_read_input_tokens),
        ("output", tokens.output_tokens),
    )
    known = bool(row.work.requests)
    said: list[Line] = [
        (muted(f"{name} "), Piece(units.count(many if known else None))) for name, many in kinds
    ]
    cache: Line = (muted("cache hit "), *words.share(row.hit_ratio))
    yield beside([(muted("tokens"),), *said, cache], width)
    usd = row.cost.known_usd if known else None
    yield beside(
        [
            (muted("requests "), Piece(units.count(row.requests))),
            (muted("tools "), Piece(units.count(row.tools))),
            (muted("errors "), *words.counted(row.errors)),
            (muted("cost "), strong(units.cost(usd, row.cost.unpriced_requests))),
        ],
        width,
    )


def broken(reading: Reading, turn: str, width: int) -> Iterator[Line]:
    """When and why the prompt cache broke in the turn; of the current session alone it is known."""
    for it in reading.verdict.sessions.breaks:
        if it.turn == turn:
            said = f"prompt cache broke {units.clock(it.at)}: {session_words.broke(it)}"
            yield clip((Piece(f"! {said}", Tone.WARNING),), width)


def parts(shares: Shares, width: int) -> Iterator[Line]:
    """The time as one bar, and the kinds of work by name beneath."""
    if shares.total:
        yield share_bar(shares, width)
        yield legend(shares, width)
