"""When a span of time begins or ends that is named: `7d`, `2026-11-01`, `2026-11-01T14:30`."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, tzinfo

_SPAN = re.compile(r"([0-9]{1,6})([mhdw])", re.ASCII)
_SECONDS = {"m": 60, "h": 3_600, "d": 86_400, "w": 7 * 86_400}


def began(text: str, now: int, *, zone: tzinfo | None = None) -> int:
    """Unix milliseconds of so long before `now`, or of a date and time of the machine's zone.

    Raises ValueError, with what is understood, for anything else.
    """
    if span := _SPAN.fullmatch(text.strip()):
        return max(now - int(span[1]) * _SECONDS[span[2]] * 1000, 0)
    try:
        told = datetime.fromisoformat(text.strip())
        return round((told if told.tzinfo else told.replace(tzinfo=zone)).timestamp() * 1000)
    except (ValueError, OverflowError, OSError) as error:
        raise ValueError(
            f"{text!r} is no time: write 30m, 24h, 7d or 2w for so long ago, or a date such as"
            " 2026-11-01 or 2026-11-01T14:30"
        ) from error


def ended(text: str, now: int, *, zone: tzinfo | None = None) -> int:
    """The same of the moment that a span is over at: of a date that is the end of its day."""
    try:
        following = date.fromisoformat(text.strip()) + timedelta(days=1)
    except (ValueError, OverflowError):
        return began(text, now, zone=zone)
    return began(following.isoformat(), now, zone=zone)
