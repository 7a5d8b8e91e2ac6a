"""From a source to a reading: the one pipeline that every screen and command takes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from collectors.config import Config
from collectors.prices.own import with_own
from dashboard.analysis.verdict import Verdict
from dashboard.memo import remembered
from dashboard.snapshot import Snapshot

_with_own = remembered(with_own)
"""What was reckoned with prices is reckoned anew when those are another object."""


class Source(Protocol):
    """Where samples come from."""

    def snapshot(self, now: int, *, window_seconds: int) -> Snapshot:
        """Say what is known about the window that ends now (unix milliseconds)."""
        ...


@dataclass(frozen=True, slots=True)
class Reading:
    """A snapshot with what is to be thought of it."""

    snapshot: Snapshot
    verdict: Verdict
    config: Config = Config()
    """What it was judged by."""


def read(source: Source, config: Config, now: int) -> Reading:
    """Take a snapshot of the configured window and judge it."""
    # 30 ms that the first frame need not wait for
    from dashboard.analysis.judgement import judge
    from dashboard.analysis.sessions.cost_series import with_cost_series
    from dashboard.analysis.sessions.derived_series import with_session_series

    snapshot = source.snapshot(now, window_seconds=config.dashboard.window_seconds)
    if config.prices:
        snapshot = replace(snapshot, prices=_with_own(snapshot.prices, config.prices))
    snapshot = with_session_series(snapshot, window_tokens=config.sessions.window_tokens)
    snapshot = with_cost_series(snapshot)
    return Reading(snapshot, judge(snapshot, config), config)
