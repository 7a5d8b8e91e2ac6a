"""When a day began, where this machine stands."""

from __future__ import annotations

from datetime import datetime, time, timedelta, tzinfo


def day_began(now: int, *, days_ago: int = 0, zone: tzinfo | None = None) -> int:
    """The midnight before a moment (unix milliseconds), or one of an earlier day.

    Days are those of this machine's zone when none is given, whether or not they have 24 hours.
    """
    day = datetime.fromtimestamp(now / 1000, zone).date() - timedelta(days=days_ago)
    return round(datetime.combine(day, time.min, tzinfo=zone).timestamp() * 1000)
