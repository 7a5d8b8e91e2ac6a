"""What was used on each day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import tzinfo

from collectors.prices.table import PriceTable
from collectors.session import TokenUse
from dashboard.analysis.sessions.cost import NO_COST, Cost, of_usage
from dashboard.days import day_of
from dashboard.sessions import Summary


@dataclass(frozen=True, slots=True)
class DayUse:
    """One day on which anything was used."""

    day: str
    """`2026-11-20`."""
    tokens: TokenUse = TokenUse()
    cost: Cost = NO_COST


def daily(
    summaries: Iterable[Summary], prices: PriceTable, *, zone: tzinfo | None = None
) -> tuple[DayUse, ...]:
    """Each such day of sessions, the newest first; of this machine's zone when none is given."""
    found: dict[str, DayUse] = {}
    for usage in (usage for it in summaries for usage in it.usages):
        day = day_of(usage.at, zone)
        known = found.get(day, DayUse(day))
        found[day] = DayUse(
            day,
            known.tokens + usage.tokens,
            known.cost + of_usage(usage, prices),
        )
    return tuple(found[day] for day in sorted(found, reverse=True))
