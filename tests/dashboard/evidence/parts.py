"""What the panels of evidence say of the concerns of the worse harbor."""

from __future__ import annotations

from dashboard.analysis.alerting.concern import Concern, concerns
from dashboard.evidence.panel import ConcernedPanel
from dashboard.reading import Reading
from tests.dashboard.worse import a_worse_reading


def the_concern(metric: str, module: str = "") -> Concern:
    """The one about a figure of a module."""
    known = a_worse_reading()
    it = concerns(known.verdict, known.snapshot)
    everything = (*it.active, *it.set_aside, *it.unalerted, *it.past)
    return next(one for one in everything if _metric(one) == metric and one.module == module)


def drawn(
    panel: type[ConcernedPanel],
    concern: Concern,
    *,
    reading: Reading | None = None,
    size: tuple[int, int] = (78, 16),
) -> str:
    """What a panel draws about a concern."""
    return panel(1, concern.key).draw(reading or a_worse_reading(), *size).plain


def _metric(concern: Concern) -> str:
    if concern.regression:
        return concern.regression.metric
    return concern.alert.metric if concern.alert else ""
