"""All that is to be thought of the dev session beside us, and of what all sessions spend."""

from __future__ import annotations

from dataclasses import dataclass

from collectors.config import Config, OwnPrice
from collectors.prices.own import with_own
from collectors.prices.table import NO_PRICES, PriceTable
from collectors.session import TokenUse
from dashboard.analysis.sessions.cache_breaks import Break, cache_breaks
from dashboard.analysis.sessions.context_window import Context, context
from dashboard.analysis.sessions.cost import Cost
from dashboard.analysis.sessions.latency import Latency, latency
from dashboard.analysis.sessions.spending import Spending, by_model, spending
from dashboard.analysis.sessions.turn_shares import Shares, is_open, of_last_turn, of_session
from dashboard.analysis.sessions.turn_tokens import TurnTokens, session_tokens, turn_tokens
from dashboard.memo import remembered
from dashboard.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class SessionVerdict:
    """What the panels say of sessions; empty where there is none."""

    spending: Spending = Spending()
    models: tuple[tuple[str, Cost], ...] = ()
    """What each model cost in the current session, the dearest first."""
    tokens: TokenUse = TokenUse()
    """Of the current session."""
    turns: tuple[TurnTokens, ...] = ()
    """Of the current session, by time."""
    context: Context | None = None
    breaks: tuple[Break, ...] = ()
    """When the prompt cache broke in the current session, by time."""
    latency: Latency = Latency()
    last_turn: Shares | None = None
    """Where the time of the newest turn went; None when there is none."""
    session: Shares = Shares()
    """Where the time of all turns went."""
    in_flight: bool = False
    """Whether the newest turn waits for an answer or for a tool right now."""
    prices: PriceTable = NO_PRICES
    """What models cost, the user's own prices among them."""


def session_verdict(snapshot: Snapshot, config: Config) -> SessionVerdict:
    """Judge the current session, and add up what all of them spent."""
    sessions, prices = snapshot.sessions, _prices(snapshot.prices, config.prices)
    if sessions.current is None and not sessions.summaries:
        return SessionVerdict(prices=prices)
    spent = spending(sessions, prices, now=snapshot.taken_at, days=snapshot.days)
    detail = sessions.current
    if detail is None:
        return SessionVerdict(spending=spent, prices=prices)
    now, live = snapshot.taken_at, sessions.live
    return SessionVerdict(
        spending=spent,
        models=by_model(detail, prices),
        tokens=session_tokens(detail),
        turns=turn_tokens(detail),
        context=context(detail, prices, configured=config.sessions.window_tokens),
        breaks=cache_breaks(snapshot),
        latency=latency(detail),
        last_turn=of_last_turn(detail, now=now, live=live) if detail.turns else None,
        session=of_session(detail),
        in_flight=live and is_open(detail),
        prices=prices,
    )


@remembered
def _prices(table: PriceTable, own: tuple[OwnPrice, ...]) -> PriceTable:
    return with_own(table, own)
