"""How many tokens the usage of one reply speaks of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from collectors.sessions.json_line import JsonObject, count, listed, mapping, text

Tokens: TypeAlias = tuple[int, int, int, int, int]
"""The fields of a `TokenUse`, in their order."""
_PRICED_GEOGRAPHY = "us"


def tokens(usage: JsonObject, *, asked: str) -> Tokens:
    """Read each kind; what is not split by its time to live goes where it was `asked` to."""
    split = mapping(usage.get("cache_creation"))
    five = count(split.get("ephemeral_5m_input_tokens"))
    hour = count(split.get("ephemeral_1h_input_tokens"))
    rest = count(usage.get("cache_creation_input_tokens")) - five - hour
    if rest > 0:
        five, hour = (five, hour + rest) if asked == "1h" else (five + rest, hour)
    return (
        count(usage.get("input_tokens")),
        count(usage.get("output_tokens")),
        five,
        hour,
        count(usage.get("cache_read_input_tokens")),
    )


def web_searches(usage: JsonObject) -> int:
    """Searches that the API made itself, and charges for."""
    return count(mapping(usage.get("server_tool_use")).get("web_search_requests"))


def speed(usage: JsonObject) -> str:
    """`fast`, or empty."""
    return "fast" if usage.get("speed") == "fast" else ""


def geography(usage: JsonObject) -> str:
    """Where it had to be inferred, if that is priced."""
    return _PRICED_GEOGRAPHY if usage.get("inference_geo") == _PRICED_GEOGRAPHY else ""


def advice(usage: JsonObject) -> Iterator[tuple[str, JsonObject]]:
    """Yield model and usage of each advisor that was asked: the reply's own usage omits them."""
    for iteration in listed(usage.get("iterations")):
        item = mapping(iteration)
        if item.get("type") == "advisor_message":
            yield text(item.get("model")), mapping(item.get("usage")) or item
