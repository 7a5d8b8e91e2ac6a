"""How a number is said in a few characters: always with its unit, a dash for what was not measured.

Sizes are decimal: 1 kB is 1,000 bytes, as disk and network figures are given.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, tzinfo
from math import isfinite, nan
from typing import TypeAlias

DASH = "–"
MINUS = "−"
UP, DOWN, SAME = "▲", "▼", "·"

Format: TypeAlias = Callable[[float | None], str]

_DURATIONS = (
    (1e-9, "ns"),
    (1e-6, "µs"),
    (1e-3, "ms"),
    (1.0, "s"),
    (60.0, "min"),
    (3_600.0, "h"),
    (86_400.0, "d"),
)
_SIZES = ((1.0, "B"), (1e3, "kB"), (1e6, "MB"), (1e9, "GB"), (1e12, "TB"))
_COUNTS = ((1.0, ""), (1e3, "k"), (1e6, "M"), (1e9, "G"))
_LEAST_DOLLARS = 0.0001
_WHOLE_DOLLARS = 1_000
"""From here on cents are of no interest."""
_LEAST_PERCENT = 0.05
"""Less is nothing when rounded."""
_WHOLE = 1e15
"""From here on a float has no decimals left to show."""


def seconds(value: float | None) -> str:
    """A duration in the unit that suits it: `350 ns`, `1.9 ms`, `12 min`, `3.5 h`."""
    return _scaled(value, _DURATIONS)


def size(value: float | None) -> str:
    """Bytes, in steps of 1,000: `512 B`, `1.2 MB`."""
    return _scaled(value, _SIZES)


def compact(value: float | None) -> str:
    """A count where room is short: `950`, `14.4k`, `1.2M`."""
    return _scaled(value, _COUNTS, fine=100.0).replace(" ", "")


def count(value: float | None) -> str:
    """A count in full, with separators: `14,210`."""
    if value is None or not isfinite(value):
        return DASH
    return _digits(value, 0.0)


def counted(many: int, noun: str) -> str:
    """How many of what is told apart by an s: `1 file`, `1,204 files`."""
    return f"{count(many)} {noun}{'s' * (many != 1)}"


def estimate(value: float | None) -> str:
    """A count that was not measured but estimated: `≈14.4k`."""
    text = compact(value)
    return text if text == DASH else f"≈{text}"


def ratio(value: float | None) -> str:
    """A share of one in percent, finer below ten: `87 %`, `6.0 %`; never 0 of what is more."""
    percent = nan if value is None else value * 100
    if not isfinite(percent):
        return DASH
    return "<0.1 %" if 0 < percent < _LEAST_PERCENT else f"{_digits(percent)} %"


def times(value: float | None) -> str:
    """How many times as much: `1.3×`."""
    return DASH if value is None or not isfinite(value) else f"{_digits(value)}×"


def quantity(value: float | None, unit: str) -> str:
    """A value of a metric in its base unit of the catalogue."""
    known = _FORMATS.get(unit)
    if known:
        return known(value)
    fraction = value is not None and isfinite(value) and value % 1
    text = _digits(value) if value is not None and fraction else count(value)
    return text if text == DASH else f"{text} {unit}".rstrip()


def rate(value: float | None, unit: str) -> str:
    """A value per second: `1.2 MB/s`."""
    text = quantity(value, unit)
    return text if text == DASH else f"{text}/s"


def money(value: float | None) -> str:
    """US dollars, to the hundredth of a cent below one: `$0.0332`, `$12.40`, `$1,204`."""
    if value is None or not isfinite(value):
        return DASH
    text = _dollars(abs(value))
    return f"{MINUS}{text}" if value < 0 else text


def cost(value: float | None, unpriced: int = 0) -> str:
    """Dollars with what has no price beside them: `– unpriced`, `$1.20 + 3 unpriced`."""
    if not unpriced:
        return money(value)
    return f"{DASH} unpriced" if value is None else f"{money(value)} + {count(unpriced)} unpriced"


def change(value: float | None, form: Format = count) -> str:
    """A difference with its direction as a sign: `▲ +412`, `▼ −120`, `·` for none."""
    if value is None or not isfinite(value):
        return DASH
    text = form(abs(value))
    if text == form(0):
        return SAME
    return f"{UP} +{text}" if value > 0 else f"{DOWN} {MINUS}{text}"


def clock(at: int, zone: tzinfo | None = None) -> str:
    """A moment (unix milliseconds) as a time of day, of this machine's zone when none is given."""
    try:
        return datetime.fromtimestamp(at / 1000, zone).astimezone(zone).strftime("%H:%M:%S")
    except (ValueError, OverflowError, OSError):
        return DASH


def moment(at: int, now: int) -> str:
    """A moment as a time of day, with the day before it when that was not today's."""
    try:
        then, today = (datetime.fromtimestamp(it / 1000).astimezone() for it in (at, now))
    except (ValueError, OverflowError, OSError):
        return DASH
    return clock(at) if then.date() == today.date() else f"{then:%Y-%m-%d %H:%M}"


def lately(at: int, now: int) -> str:
    """A moment as a time of day, or as `4.0 d ago` when that was not today's."""
    said = moment(at, now)
    return said if said in {DASH, clock(at)} else f"{ago(at, now)} ago"


def ago(at: int, now: int) -> str:
    """How long before `now` a moment lies, both in unix milliseconds: `12 min`."""
    return seconds(max(now - at, 0) // 1000)


_FORMATS: dict[str, Format] = {
    "seconds": seconds,
    "bytes": size,
    "ratio": ratio,
    "tokens": count,
    "dollars": money,
}


def _dollars(value: float) -> str:
    if 0 < value < _LEAST_DOLLARS:
        return f"<${_LEAST_DOLLARS}"
    if round(value, 2) >= _WHOLE_DOLLARS:
        return f"${_digits(value, 0.0)}"
    return f"${value:.2f}" if not value or round(value, 4) >= 1 else f"${value:.4f}"


def _scaled(
    value: float | None, steps: tuple[tuple[float, str], ...], *, fine: float = 10.0
) -> str:
    """Say a value in the largest step it fills once it is rounded."""
    if value is None or not isfinite(value):
        return DASH
    scale, name = steps[0] if value else next(step for step in steps if step[0] == 1.0)
    for larger, larger_name in steps[1:]:
        if not value or _rounded(abs(value / scale), fine) * scale < larger:
            break
        scale, name = larger, larger_name
    scaled = value / scale
    return f"{_digits(scaled, 0.0 if scaled.is_integer() else fine)} {name}"


def _rounded(value: float, fine: float) -> float:
    tenths = round(value, 1)
    return tenths if tenths < fine or value > _WHOLE else float(round(value))


def _digits(value: float, fine: float = 10.0) -> str:
    """One decimal under `fine`, none from there on, a power of ten where digits mean nothing."""
    tenths = round(value, 1)
    if 0 < abs(tenths) < fine:
        return _signed(f"{tenths:.1f}")
    return _signed(f"{round(value):,}" if abs(value) < _WHOLE else f"{value:.1e}")


def _signed(text: str) -> str:
    """A typographic minus; none before a zero."""
    return text.replace("-", MINUS) if text.strip("-0.,") else text.lstrip("-")
