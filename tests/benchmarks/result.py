"""What a benchmark found, and how results stand in a table."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from dashboard import units
from dashboard.analysis.statistics import quantile
from dashboard.export.text_table import aligned

_WIDTH = 160
_HEADINGS = ("what", "floor", "measured", "ratio", "bar", "met")


@dataclass(frozen=True, slots=True)
class Result:
    """One figure, beside the floor it is a multiple of or the bar it must stay under."""

    what: str
    measured: float
    unit: str
    """seconds, bytes, ratio, or what is counted; empty for a pure number."""
    samples: tuple[float, ...] = ()
    """What `measured` was made of, in the order it was taken: ratios where there is a floor."""
    bar: float | None = None
    """The most that is good: of the ratio where there is a floor. None for what has no bar."""
    floor: float | None = None
    ratio: float | None = None

    @property
    def met(self) -> bool:
        """Whether it stays within its bar."""
        judged = self.measured if self.ratio is None else self.ratio
        return self.bar is None or judged <= self.bar


def against(
    what: str, measured: Sequence[float], floor: Sequence[float], *, bar: float | None = None
) -> Result:
    """Compare seconds with the seconds of a floor that were measured in the same rounds.

    The ratio is the median of the rounds' own ratios: a machine that slows down slows both.
    """
    ratios = tuple(one / least for one, least in zip(measured, floor, strict=True))
    return Result(
        what, median(measured), "seconds", ratios, bar, floor=median(floor), ratio=median(ratios)
    )


def less(costs: Sequence[float], parts: Sequence[float]) -> list[float]:
    """Costs without a part of each that was measured in the same round."""
    return [cost - part for cost, part in zip(costs, parts, strict=True)]


def usual(
    what: str, samples: Iterable[float], *, unit: str = "seconds", bar: float | None = None
) -> Result:
    """The median of some samples."""
    return at_quantile(what, samples, 0.5, unit=unit, bar=bar)


def at_quantile(
    what: str,
    samples: Iterable[float],
    fraction: float,
    *,
    unit: str = "seconds",
    bar: float | None = None,
) -> Result:
    """The value below which a fraction of the samples lies; infinite when there are none."""
    taken = tuple(samples)
    measured = quantile(sorted(taken), fraction) if taken else math.inf
    return Result(what, measured, unit, taken, bar)


def table(results: Iterable[Result]) -> list[str]:
    """Set results under each other."""
    return aligned([_HEADINGS, *map(_row, results)], width=_WIDTH)


def _row(result: Result) -> tuple[str, ...]:
    is_ratio = result.ratio is not None
    bar = _precise(result.bar) if is_ratio else units.quantity(result.bar, result.unit)
    met = ("yes" if result.met else "NO") if result.bar is not None else ""
    return (
        result.what,
        units.quantity(result.floor, result.unit) if is_ratio else "",
        units.quantity(result.measured, result.unit),
        _precise(result.ratio),
        bar if result.bar is not None else "",
        met,
    )


def _precise(times: float | None) -> str:
    return "" if times is None else f"{times:.2f}×"
