"""What is no regression, because the growth that it follows from was accepted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from collectors.baselines.token_figures import Figures, figures
from collectors.framework.module import Framework
from dashboard.analysis.alerting.alert import Severity
from dashboard.analysis.comparison.standing import Regression, Standing

ACCEPTED = "its growth was accepted"
_WORSE = frozenset({Standing.REGRESSION, Standing.GROWTH})
_BUDGETS = {
    "startup_part_tokens": "startup",
    "listing_characters": "startup",
    "framework_bytes": "total",
}
"""The figure of the whole framework whose acceptance covers this one too."""


def excused(
    regressions: Iterable[Regression], accepted: Figures, framework: Framework
) -> Iterator[Regression]:
    """More text takes longer, and more memory: what follows from accepted text is growth.

    A limit that somebody set stays one, and what broke is not excused by any size.
    """
    keys = _accepted(accepted, framework)
    for it in regressions:
        covered = (it.module or _BUDGETS.get(it.metric, "")) in keys and it.unit != "references"
        if covered and it.standing in _WORSE and it.current <= it.limit:
            yield replace(it, standing=Standing.GROWTH, severity=Severity.INFO, detail=ACCEPTED)
        else:
            yield it


def _accepted(accepted: Figures, framework: Framework) -> frozenset[str]:
    """The keys of figures that have not outgrown what was accepted."""
    if not accepted:
        return frozenset()
    now = dict(figures(framework))
    return frozenset(key for key, tokens in dict(accepted).items() if now.get(key, 0) <= tokens)
