"""How two samples of load times are laid over each other."""

from __future__ import annotations

from math import sqrt

from dashboard import chart, units
from dashboard.analysis.comparison.contrast import Contrast
from dashboard.analysis.series.histogram import counts, edges
from dashboard.analysis.statistics import quantile
from dashboard.piece import Line, Piece, Tone, beside, muted

_MOST_BINS = 48
_FINENESS = 2.0
"""Bins for each square root of samples: more would show chance."""


def spread(shown: Contrast, width: int, height: int) -> tuple[Line, ...]:
    """Draw now as bars and then as an outline, with rules at the P50 and P95 of both."""
    fine = round(_FINENESS * sqrt(len(shown.now) + len(shown.before)))
    bins = edges(shown.now, shown.before, bins=max(min(width // 2, fine, _MOST_BINS), 1))
    if not bins:
        return ()
    legend = (_legend(shown, width),) if shown.before and height > 4 else ()
    histogram = chart.Histogram(
        bins,
        counts(shown.now, bins),
        units.seconds,
        (*_rules(shown.now), *_rules(shown.before, " then")),
        traced=counts(shown.before, bins) if shown.before else (),
        end=ends(shown)[1],
    )
    return (*chart.draw_histogram(histogram, width, height - len(legend)), *legend)


def ends(shown: Contrast) -> tuple[str, str]:
    """What the ends are called: the least of all times, and the P99 where longer ones end there."""
    every = (*shown.now, *shown.before)
    low, high = edges(every, bins=1)
    name = "P99 " if max(every) > high else ""
    return units.seconds(low), f"{name}{units.seconds(high)}"


def _rules(sample: tuple[float, ...], when: str = "") -> tuple[tuple[str, float], ...]:
    ordered = sorted(sample)
    shares = ((f"P50{when}", 0.50), (f"P95{when}", 0.95)) if ordered else ()
    return tuple((name, quantile(ordered, share)) for name, share in shares)


def _legend(shown: Contrast, width: int) -> Line:
    many = len(shown.blocks)
    apart = f"{units.counted(many, 'block')} side by side" if many else "not side by side"
    return beside(
        (
            (Piece("⣿", Tone.AREA), muted(f" now, {len(shown.now):,} loads")),
            (Piece("⠒", Tone.TRACE), muted(f" baseline, {len(shown.before):,} loads")),
            (muted(apart),),
        ),
        width,
    )
