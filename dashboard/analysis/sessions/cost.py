"""What requests cost at list prices of their own day; what has no price is counted, not guessed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from collectors.prices.price import NOTHING, Price, Rates
from collectors.prices.table import PriceTable
from collectors.session import Request
from dashboard.sessions import PROMPT_BANDS, Usage

_FAST, _US = "fast", "us"
_LONGEST = 1 << 62
"""No prompt is so long."""
_PROMPTS = {
    band: (band and band + 1, most)
    for band, most in zip((0, *PROMPT_BANDS), (*PROMPT_BANDS, _LONGEST), strict=True)
}
"""The shortest and the longest prompt of each band."""


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
    return _cost(request, request.ended_at, (prompt, prompt), 1, prices)


def of_requests(requests: Iterable[Request], prices: PriceTable) -> Cost:
    """What requests cost together."""
    return added_costs(of_request(request, prices) for request in requests)


def of_usage(usage: Usage, prices: PriceTable) -> Cost:
    """What the requests of one usage cost together: their rates are the same."""
    return _cost(usage, usage.at, _PROMPTS[usage.band], usage.requests, prices)


def added_costs(costs: Iterable[Cost]) -> Cost:
    """What they come to."""
    each = list(costs)
    if len(each) == 1:
        return each[0]
    return Cost(
        sum([it.usd for it in each], NOTHING),
        sum([it.requests for it in each]),
        sum([it.unpriced_requests for it in each]),
        tuple(sorted({model for it in each for model in it.unpriced_models})),
    )


def _cost(
    used: Request | Usage, at: int, prompts: tuple[int, int], requests: int, prices: PriceTable
) -> Cost:
    """What was used from a time on by requests whose prompts are between two sizes."""
    if not used.tokens.total and not used.web_searches:
        return Cost(requests=requests)  # a failure is no use, whoever made it
    price = prices.price(used.model, at)
    rates = _rates(price, used.speed, prompts) if price else None
    if price is None or rates is None:
        return Cost(NOTHING, requests, requests, (used.model,))
    usd = rates.cost(used.tokens)
    if used.geography == _US:
        usd *= price.us
    if used.web_searches:
        usd += price.web_search * used.web_searches / 1000
    return Cost(usd, requests)


def _rates(price: Price, speed: str, prompts: tuple[int, int]) -> Rates | None:
    """None when nobody sells it, or the tier cannot be told from the sizes."""
    if speed == _FAST:
        return price.fast
    if not price.tiers:
        return price.rates
    shortest, longest = map(price.tier, prompts)
    return shortest if shortest is longest else None
