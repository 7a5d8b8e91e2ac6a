"""How long a session waits for the model: for an answer, and for the first token of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from collectors.session import Request
from collectors.statistics import quantile
from dashboard.analysis.sessions.cut_off import cut_off
from dashboard.memo import remembered
from dashboard.sessions import Detail


@dataclass(frozen=True, slots=True)
class Spread:
    """How some durations are spread, in seconds; None when there are none."""

    count: int = 0
    p50: float | None = None
    p95: float | None = None
    exact: bool = True
    """False when some are known only nearly."""


@dataclass(frozen=True, slots=True)
class Latency:
    """Those of a session's requests that were answered."""

    request: Spread = Spread()
    first_token: Spread = Spread()
    """Of the requests alone of which it is known."""


@remembered
def latency(detail: Detail) -> Latency:
    """Take every request with a known start, of sub-agents too."""
    cut = cut_off(detail)
    answered = (it for it in detail.requests if was_answered(it) and it.id not in cut)
    timed = [it for it in answered if it.started_at]
    seconds = [took for it in timed if (took := it.seconds) is not None]
    first = [it.first_token_seconds for it in timed if it.first_token_seconds is not None]
    return Latency(
        spread(seconds, exact=all(it.start_exact for it in timed)),
        spread(first),
    )


def was_answered(request: Request) -> bool:
    """Whether the model answered it within the conversation: nobody waits for a title."""
    return request.tokens.total > 0 and not (request.error or request.hidden)


def spread(seconds: Iterable[float], *, exact: bool = True) -> Spread:
    """Count them, with the median and the 95th percentile."""
    ordered = sorted(seconds)
    if not ordered:
        return Spread()
    return Spread(len(ordered), quantile(ordered, 0.5), quantile(ordered, 0.95), exact)
