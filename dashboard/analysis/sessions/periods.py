"""What was used on each day, in each week and in each month."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta, tzinfo

from dashboard.analysis.sessions.cost import Cost
from dashboard.analysis.sessions.sums import Use, by_name
from dashboard.days import day_of
from dashboard.sessions import Usage


def by_day(spent: Iterable[tuple[Usage, Cost]], *, zone: tzinfo | None = None) -> tuple[Use, ...]:
    """Each day on which anything was used, as `2026-11-20`, the newest first.

    Of this machine's zone when none is given.
    """
    each = list(spent)
    days = {at: day_of(at, zone) for at in {usage.at for usage, _ in each}}
    return _newest_first((days[usage.at], usage, cost) for usage, cost in each)


def by_week(days: Iterable[Use]) -> tuple[Use, ...]:
    """Days added up by week, each named by its Monday."""
    return _newest_first((_monday(it.name), it, it.cost) for it in days)


def by_month(days: Iterable[Use]) -> tuple[Use, ...]:
    """Days added up by month, as `2026-11`."""
    return _newest_first((it.name[:7], it, it.cost) for it in days)


def _newest_first(parts: Iterable[tuple[str, Usage | Use, Cost]]) -> tuple[Use, ...]:
    return tuple(sorted(by_name(parts), key=lambda it: it.name, reverse=True))


def _monday(day: str) -> str:
    found = date.fromisoformat(day)
    return (found - timedelta(days=found.weekday())).isoformat()
