"""What was used on each day, in each week and in each month."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta, tzinfo

from dashboard.analysis.sessions.cost import Cost, sums
from dashboard.analysis.sessions.sums import Use
from dashboard.days import day_of
from dashboard.sessions import Usage


def by_day(spent: Iterable[tuple[Usage, Cost]], *, zone: tzinfo | None = None) -> tuple[Use, ...]:
    """Each day on which anything was used, as `2026-11-20`, the newest first.

    Of this machine's zone when none is given.
    """
    return _summed(Use(day_of(usage.at, zone), usage.tokens, cost) for usage, cost in spent)


def by_week(days: Iterable[Use]) -> tuple[Use, ...]:
    """Days added up by week, each named by its Monday."""
    return _summed(Use(_monday(it.name), it.tokens, it.cost) for it in days)


def by_month(days: Iterable[Use]) -> tuple[Use, ...]:
    """Days added up by month, as `2026-11`."""
    return _summed(Use(it.name[:7], it.tokens, it.cost) for it in days)


def _summed(uses: Iterable[Use]) -> tuple[Use, ...]:
    found = sums((use.name, use) for use in uses)
    return tuple(found[name] for name in sorted(found, reverse=True))


def _monday(day: str) -> str:
    found = date.fromisoformat(day)
    return (found - timedelta(days=found.weekday())).isoformat()
