"""What one model costs from a day on.

US dollars in decimals, for a million tokens where nothing else is said: sums of them are exact.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from collectors.session import TokenUse

_MILLION = 1_000_000
NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Rates:
    """What a million tokens of each kind cost."""

    input: Decimal
    output: Decimal
    cache_write_5m: Decimal
    cache_write_1h: Decimal
    cache_read: Decimal

    def cost(self, tokens: TokenUse) -> Decimal:
        """What these tokens cost, exactly."""
        return (
            self.input * tokens.input_tokens
            + self.output * tokens.output_tokens
            + self.cache_write_5m * tokens.cache_creation_5m_input_tokens
            + self.cache_write_1h * tokens.cache_creation_1h_input_tokens
            + self.cache_read * tokens.cache_read_input_tokens
        ) / _MILLION


@dataclass(frozen=True, slots=True)
class Tier:
    """What a request costs, every token of it, when its prompt is longer than so many tokens."""

    above: int
    rates: Rates


@dataclass(frozen=True, slots=True)
class Price:
    """What one model costs from a day on, until a later price of it holds."""

    model: str
    rates: Rates
    since: int = 0
    """Unix milliseconds; 0 for as long as there is the model."""
    tiers: tuple[Tier, ...] = ()
    """Ascending; a prompt is all that was sent, what the cache held among it."""
    fast: Rates | None = None
    """For requests with speed `fast`, however long; None where nobody sells them."""
    us: Decimal = Decimal(1)
    """Times as much, searches excepted, when inference is to stay in the United States."""
    web_search: Decimal = NOTHING
    """For a thousand searches."""
    window: int = 0
    """Tokens of the context window; 0 when not known."""
    aliases: tuple[str, ...] = ()
    """Other names of the model."""
    source: str = ""
    """Who says so."""

    def tier(self, prompt_tokens: int) -> Rates:
        """The rates of a request with so long a prompt."""
        reached = [tier.rates for tier in self.tiers if prompt_tokens > tier.above]
        return reached[-1] if reached else self.rates
