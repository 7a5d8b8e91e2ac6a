"""A price list with round numbers, and what is billed by it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from collectors.prices.price import Price, Rates, Tier
from collectors.prices.table import PriceTable
from collectors.session import Request, TokenUse
from dashboard.sessions import PROMPT_BANDS, Usage

MILLION = 1_000_000
DAY_MS = 24 * 60 * 60 * 1000


def flat(amount: int) -> Rates:
    """So many dollars for a million tokens of any kind."""
    return Rates(*[Decimal(amount)] * 5)


ONE = Price("one", flat(1), web_search=Decimal(10), us=Decimal("1.1"), fast=flat(2))
TIERED = Price("tiered", flat(1), tiers=(Tier(100_000, flat(5)),))
DATED = (Price("dated", flat(3)), Price("dated", flat(2), since=DAY_MS))
PRICES = PriceTable((ONE, *DATED, TIERED))


def a_request(tokens: int = MILLION, model: str = "one", *, at: int = 0, turn: str = "") -> Request:
    """A request that was answered at a time, with so many tokens of output."""
    return Request(
        id="r", session="s", ended_at=at, model=model, tokens=TokenUse(0, tokens), turn=turn
    )


def usage_of(request: Request) -> Usage:
    """The usage that one request makes by itself."""
    reached = [band for band in PROMPT_BANDS if request.tokens.prompt_tokens > band]
    return Usage(
        at=request.ended_at,
        model=request.model,
        band=max(reached, default=0),
        speed=request.speed,
        geography=request.geography,
        requests=1,
        tokens=request.tokens,
        web_searches=request.web_searches,
    )


def with_prompt(request: Request, prompt: int) -> Request:
    """The same with so long a prompt and no output."""
    return replace(request, tokens=TokenUse(0, 0, 0, 0, prompt))
