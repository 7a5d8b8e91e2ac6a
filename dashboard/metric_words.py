"""What metrics are called in words, and how their values are said with a unit."""

from __future__ import annotations

from dashboard import units
from dashboard.safe_text import safe_text

_METRICS = {
    "load_seconds": "load time",
    "load_peak_bytes": "load memory peak",
    "load_retained_bytes": "memory kept",
    "module_tokens": "own tokens",
    "module_bytes": "size",
    "eager_tokens": "eager tokens",
    "full_tokens": "full tokens",
    "framework_tokens": "all tokens",
    "framework_bytes": "all bytes",
    "references_missing": "missing references",
    "startup_tokens": "startup tokens",
    "startup_part_tokens": "startup",
    "listing_characters": "listing",
}
_WORDED = frozenset({"seconds", "bytes", "ratio", "dollars"})
"""Units that a quantity says itself."""


def metric(name: str, part: str = "") -> str:
    """What a metric is called: `load time`, `all command tokens`, `startup memory`."""
    known = _METRICS.get(name) or safe_text(name, cells=40).replace("_", " ")
    if not part:
        return known
    first, _, rest = known.partition(" ")
    return " ".join(filter(None, (first, safe_text(part, cells=20), rest)))


def amount(value: float | None, unit: str) -> str:
    """A value that always says its unit: `2,660 tokens`, `3.8 ms`."""
    text = units.quantity(value, unit)
    worded = text == units.DASH or unit in _WORDED or text.endswith(unit)
    return text if worded else f"{text} {unit}".rstrip()


def unit(name: str) -> str:
    """The unit in words, where quantities leave it to the reader; else empty."""
    return "" if units.quantity(1, name).endswith(name) or name in _WORDED else name
