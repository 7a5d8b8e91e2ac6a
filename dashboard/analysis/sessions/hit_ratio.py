"""How much of what was sent to the model came from the prompt cache."""

from __future__ import annotations

from collectors.session import TokenUse


def hit_ratio(tokens: TokenUse) -> float | None:
    """Tokens read from the prompt cache over all that were sent; None when none were."""
    sent = tokens.prompt_tokens
    return tokens.cache_read_input_tokens / sent if sent else None
