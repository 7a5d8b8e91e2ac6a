"""How much of what was sent to the model came from the prompt cache."""

from __future__ import annotations

from collections.abc import Iterable

from collectors.session import Request, TokenUse
from dashboard.sessions import Usage


def hit_ratio(tokens: TokenUse) -> float | None:
    """Tokens read from the prompt cache over all that were sent; None when none were."""
    sent = tokens.prompt_tokens
    return tokens.cache_read_input_tokens / sent if sent else None


def of_usages(usages: Iterable[Usage]) -> float | None:
    """Of what transcripts show: titles and recaps, of which telemetry tells, are never cached."""
    return hit_ratio(sum((it.tokens for it in usages if not it.hidden), TokenUse()))


def together(requests: Iterable[Request]) -> TokenUse:
    """The tokens of requests, added up."""
    return sum((request.tokens for request in requests), TokenUse())
