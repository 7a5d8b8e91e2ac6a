"""What timing old and new content side by side has settled."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from collectors.baseline import Baseline, Comparison
from collectors.comparing.closures import Closures
from collectors.comparing.verdict import Confirmation, Outcome, judge
from collectors.framework.module import Framework
from dashboard.analysis.comparison.standing import Evidence, Standing
from dashboard.memo import remembered

_STANDINGS = {
    Outcome.CONTINUE: Standing.SUSPECT,
    Outcome.OK: Standing.OK,
    Outcome.IMPROVED: Standing.IMPROVED,
    Outcome.REGRESSION: Standing.REGRESSION,
    Outcome.NOISY: Standing.NOISY,
}
_DETAILS = {
    Outcome.CONTINUE: "not yet decided",
    Outcome.NOISY: "cannot resolve 10 % here",
}


@dataclass(frozen=True, slots=True)
class Settlement:
    """A comparison of exactly the contents at hand, and how it went."""

    comparison: Comparison
    confirmation: Confirmation

    @property
    def standing(self) -> Standing:
        """What the blocks say; undecided ones leave a suspect what it was."""
        return _STANDINGS[self.confirmation.outcome]

    @property
    def evidence(self) -> Evidence:
        """How the blocks were taken."""
        return Evidence.PROCESSES if self.comparison.fresh_processes else Evidence.INTERLEAVED

    @property
    def detail(self) -> str:
        """Why it is not resolved, in words."""
        return _DETAILS.get(self.confirmation.outcome, "")

    @property
    def baseline_seconds(self) -> float:
        """The middle of what the blocks took with the old content; 0 without blocks."""
        return median([block.baseline_seconds for block in self.comparison.blocks] or [0.0])

    @property
    def current_seconds(self) -> float:
        """The same with the new content."""
        return median([block.current_seconds for block in self.comparison.blocks] or [0.0])


@remembered
def settlements(
    baseline: Baseline, framework: Framework, comparisons: tuple[Comparison, ...]
) -> tuple[Settlement, ...]:
    """The newest comparison of each module, where it is of its content then and now."""
    if not comparisons:
        return ()
    then, now = Closures(baseline.framework), Closures(framework)
    newest: dict[str, Comparison] = {}
    for comparison in sorted(comparisons, key=lambda it: it.at):
        digests = (comparison.baseline_digest, comparison.current_digest)
        module = comparison.module
        if digests == (then.digest(module), now.digest(module)) and all(digests):
            newest[module] = comparison
    return tuple(Settlement(it, judge(it.blocks)) for it in newest.values())
