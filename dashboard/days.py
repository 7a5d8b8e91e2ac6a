"""When a day began, where this machine stands."""

from __future__ import annotations

from datetime import datetime, time, timedelta, tzinfo
from functools import lru_cache


def day_began(now: int, *, days_ago: int = 0, zone: tzinfo | None = None) -> int:
    """The midnight before a moment (unix milliseconds), or one of an earlier day.

    Days are those of this machine's zone when none is given, whether or not they have 24 hours.
    """
    day = datetime.fromtimestamp(now / 1000, zone).date() - timedelta(days=days_ago)
    return round(datetime.combine(day, time.min, tzinfo=zone).timestamp() * 1000)


def days_began(now: int, *, many: int, zone: tzinfo | None = None) -> tuple[int, ...]:
    """When each of the last days began, that of `now` the last; one day long the same object."""
    return _days_until(day_began(now, zone=zone), many, zone)


@lru_cache(maxsize=4)
def _days_until(today: int, many: int, zone: tzinfo | None) -> tuple[int, ...]:
    return tuple(day_began(today, days_ago=ago, zone=zone) for ago in reversed(range(many)))


def day_of(moment: int, zone: tzinfo | None = None) -> str:
    """The day in which a moment (unix milliseconds) lies: `2026-11-20`."""
    return datetime.fromtimestamp(moment / 1000, zone).date().isoformat()
