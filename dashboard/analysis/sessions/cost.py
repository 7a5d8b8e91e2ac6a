"""What requests cost at list prices of their own day; what has no price is counted, not guessed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol, Self, TypeVar

from collectors.prices.price import NOTHING, Price, Rates
from collectors.prices.table import PriceTable
from collectors.session import Request, TokenUse
from dashboard.sessions import PROMPT_BANDS, Usage

_FAST, _US = "fast", "us"
_LONGEST = 1 << 62
"""No prompt is so long."""

Key = TypeVar("Key")


class _Addable(Protocol):
    def __add__(self, other: Self, /) -> Self: ...


Part = TypeVar("Part", bound=_Addable)


@dataclass(frozen=True, slots=True)
class Cost:
    """What some requests cost, as far as they have a price."""

    usd: Decimal = NOTHING
    """Of the priced ones alone; exact, not rounded."""
    requests: int = 0
    """All of them, those without a price included."""
    unpriced_requests: int = 0
    unpriced_models: tuple[str, ...] = ()
    """Sorted; as the requests name them."""

    @property
    def known_usd(self) -> float | None:
        """Dollars; None when not one of the requests that cost anything has a price."""
        return None if self.unpriced_requests and not self.usd else float(self.usd)

    @property
    def full_usd(self) -> float | None:
        """Dollars; None when any of the requests has no price."""
        return None if self.unpriced_requests else float(self.usd)

    def __add__(self, other: Cost) -> Cost:
        models = self.unpriced_models
        if other.unpriced_models != models:
            models = tuple(sorted({*models, *other.unpriced_models}))
        return Cost(
            self.usd + other.usd,
            self.requests + other.requests,
            self.unpriced_requests + other.unpriced_requests,
            models,
        )


NO_COST = Cost()


def of_request(request: Request, prices: PriceTable) -> Cost:
    """What one request cost."""
    prompt = request.tokens.prompt_tokens
    return _cost(
        _Bill(request.model, request.ended_at, request.speed, request.geography, prompt, prompt),
        request.tokens,
        request.web_searches,
        1,
        prices,
    )


def of_requests(requests: Iterable[Request], prices: PriceTable) -> Cost:
    """What requests cost together."""
    return sum((of_request(request, prices) for request in requests), NO_COST)


def of_usage(usage: Usage, prices: PriceTable) -> Cost:
    """What the requests of one usage cost together: their rates are the same."""
    least, most = _prompts_in(usage.band)
    return _cost(
        _Bill(usage.model, usage.at, usage.speed, usage.geography, least, most),
        usage.tokens,
        usage.web_searches,
        usage.requests,
        prices,
    )


def of_usages(usages: Iterable[Usage], prices: PriceTable) -> Cost:
    """What usages cost together."""
    return sum((of_usage(usage, prices) for usage in usages), NO_COST)


def sums(parts: Iterable[tuple[Key, Part]]) -> dict[Key, Part]:
    """The sum of each key's parts, by first appearance."""
    found: dict[Key, Part] = {}
    for key, part in parts:
        found[key] = found[key] + part if key in found else part
    return found


@dataclass(frozen=True, slots=True)
class _Bill:
    """What a rate depends on."""

    model: str
    at: int
    speed: str
    geography: str
    least_prompt: int
    most_prompt: int


def _cost(bill: _Bill, tokens: TokenUse, searches: int, requests: int, prices: PriceTable) -> Cost:
    if not tokens.total and not searches:
        return Cost(requests=requests)  # a failure is no use, whoever made it
    price = prices.price(bill.model, bill.at)
    rates = _rates(price, bill) if price else None
    if price is None or rates is None:
        return Cost(NOTHING, requests, requests, (bill.model,))
    factor = price.us if bill.geography == _US else 1
    return Cost(rates.cost(tokens) * factor + price.web_search * searches / 1000, requests)


def _rates(price: Price, bill: _Bill) -> Rates | None:
    """None when nobody sells it, or the tier cannot be told from the band."""
    if bill.speed == _FAST:
        return price.fast
    rates = price.tier(bill.least_prompt)
    return rates if rates is price.tier(bill.most_prompt) else None


def _prompts_in(band: int) -> tuple[int, int]:
    """The shortest and the longest prompt of a band."""
    above = bisect_right(PROMPT_BANDS, band)
    most = PROMPT_BANDS[above] if above < len(PROMPT_BANDS) else _LONGEST
    return (band + 1 if band else 0, most)
