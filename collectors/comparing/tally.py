"""What a comparison has measured so far."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from collectors.baseline import Block, Comparison
from collectors.comparing.answer import Answer
from collectors.comparing.footprint import Footprint
from collectors.comparing.verdict import Outcome, judge
from collectors.statistics import quantile

_QUARTILE = 0.25
_MOST_SAMPLES = 200

Samples = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """Blocks with their single samples, and the footprints of both sides."""

    blocks: tuple[Block, ...] = ()
    old: Samples = ()
    new: Samples = ()
    old_footprint: Footprint = Footprint(0, 0)
    new_footprint: Footprint = Footprint(0, 0)

    @property
    def decided(self) -> bool:
        """Whether no further block is needed."""
        return judge(self.blocks).outcome is not Outcome.CONTINUE

    def told(self, answer: Answer) -> Self:
        """Add what a worker says of both sides, the old one first."""
        if answer.footprints:
            old, new = answer.footprints
            return replace(self, old_footprint=old, new_footprint=new)
        return self._timed(*answer.samples, canary=answer.canary_seconds)

    def recorded(self, comparison: Comparison) -> Comparison:
        """Enter it all in a comparison that says what was compared."""
        return replace(
            comparison,
            blocks=self.blocks,
            baseline_peak_bytes=self.old_footprint.peak_bytes,
            current_peak_bytes=self.new_footprint.peak_bytes,
            baseline_samples=self.old,
            current_samples=self.new,
            baseline_retained_bytes=self.old_footprint.retained_bytes,
            current_retained_bytes=self.new_footprint.retained_bytes,
        )

    def _timed(self, old: Samples, new: Samples, *, canary: float) -> Self:
        return replace(
            self,
            blocks=(*self.blocks, Block(_location(old), _location(new), canary)),
            old=(*self.old, *old)[:_MOST_SAMPLES],
            new=(*self.new, *new)[:_MOST_SAMPLES],
        )


def _location(samples: Samples) -> float:
    """The lower quartile: what is slower was disturbed."""
    return quantile(sorted(samples), _QUARTILE) if samples else 0.0
