"""What the sessions spent: this turn, this session, today, seven days, by the hour."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from collectors.prices.table import PriceTable
from collectors.session import SYNTHETIC, Request, Session
from dashboard.analysis.sessions.addition import grouped
from dashboard.analysis.sessions.cost import (
    NO_COST,
    Cost,
    added_costs,
    of_request,
    of_requests,
    of_usage,
)
from dashboard.memo import remembered, remembered_each
from dashboard.sessions import Detail, Sessions, Summary

_HOUR_MS = 60 * 60 * 1000
_WEEK_DAYS = 7
_LEAST_SPAN_MS = 60 * 1000
"""Over less than this a rate says nothing."""
_ROUNDING = Decimal("0.000001")
"""Claude Code writes its total with so many decimals."""


@dataclass(frozen=True, slots=True)
class Burn:
    """How fast a session spends."""

    cost: Cost = NO_COST
    """Of the requests that ended within the span."""
    seconds: float = 0.0
    """The last hour, or since the session began; 0 when that is too short to tell."""

    @property
    def usd_per_hour(self) -> float | None:
        """None when nothing can be told yet, or nothing has a price."""
        known = self.cost.known_usd
        return known * 3_600 / self.seconds if self.seconds and known is not None else None


@dataclass(frozen=True, slots=True)
class Spending:
    """Costs over several spans."""

    turn: Cost = NO_COST
    """The newest of the current session, sub-agents included."""
    session: Cost = NO_COST
    """The current one."""
    days: tuple[Cost, ...] = ()
    """Each of the snapshot's days, today the last, of all sessions that are read."""
    burn: Burn = Burn()
    """Of the current session."""
    reported_usd: float | None = None
    """Claude Code's own total of the current session; None when it wrote none."""
    hidden_usd: float | None = None
    """What it says beyond our sum: requests that no transcript shows. None when unknown."""

    @property
    def today(self) -> Cost:
        """All sessions that are read."""
        return self.days[-1] if self.days else NO_COST

    @property
    def week(self) -> Cost:
        """The same of seven days, today the last."""
        return added_costs(self.days[-_WEEK_DAYS:])


def spending(
    sessions: Sessions, prices: PriceTable, *, now: int, days: tuple[int, ...]
) -> Spending:
    """Add up; `days` are when each of the last days began, today the last."""
    detail = sessions.current
    told = Spending(days=by_day(sessions.summaries, prices, days))
    if detail is None:
        return told
    session = added_costs(cost for _, cost in by_model(detail, prices))
    return replace(
        told,
        turn=_newest_turn(detail, prices),
        session=session,
        burn=burn(detail, prices, now),
        reported_usd=detail.session.reported_cost_usd,
        hidden_usd=hidden_usd(detail.session, session, _told(detail, prices)),
    )


def by_day(
    summaries: Iterable[Summary], prices: PriceTable, days: tuple[int, ...]
) -> tuple[Cost, ...]:
    """What was spent on each of some days in a row, by when they began; none may begin later."""
    if not days:
        return ()
    found = [NO_COST] * len(days)
    for costs in _each_by_day(_later(summaries, days[0]), prices, days):
        for at, cost in costs:
            found[at] += cost
    return tuple(found)


@remembered
def by_model(detail: Detail, prices: PriceTable) -> tuple[tuple[str, Cost], ...]:
    """What each model cost in a session, the dearest first."""
    costs = grouped(_each_request(detail.requests, prices))
    used = ((model, added_costs(each)) for model, each in costs.items() if model != SYNTHETIC)
    return tuple(sorted(used, key=lambda it: (-it[1].usd, it[0])))


def burn(detail: Detail, prices: PriceTable, now: int) -> Burn:
    """How fast a session spends, over its last hour or as long as there is it."""
    start = max(now - _HOUR_MS, detail.session.started_at)
    if now - start < _LEAST_SPAN_MS:
        return Burn()
    recent = (request for request in detail.requests if start <= request.ended_at <= now)
    return Burn(of_requests(recent, prices), (now - start) / 1000)


def hidden_usd(session: Session, cost: Cost, told: Cost = NO_COST) -> float | None:
    """What a session spent beyond what its transcript shows; `told` by telemetry, part of `cost`.

    Where Claude Code's own total is of no use, what telemetry told is all that is known, and None
    without it.
    """
    unseen = unseen_usd(session, cost)
    if unseen is not None:
        return float(unseen + told.usd)
    return None if told.unpriced_requests or not told.requests else float(told.usd)


def unseen_usd(session: Session, cost: Cost) -> Decimal | None:
    """What Claude Code's own total of a session has beyond its `cost`, telemetry's part included.

    The total is of no use (None) when it has a parent's share in it, when something has no price,
    and when it is older than what is known.
    """
    reported = session.reported_cost_usd
    if reported is None or session.forked or cost.unpriced_requests:
        return None
    difference = Decimal(str(reported)) - cost.usd
    if abs(difference) <= _ROUNDING:
        return Decimal(0)
    return difference if difference > 0 else None


@remembered
def _told(detail: Detail, prices: PriceTable) -> Cost:
    return of_requests((it for it in detail.requests if it.hidden), prices)


def _newest_turn(detail: Detail, prices: PriceTable) -> Cost:
    if not detail.turns:
        return NO_COST
    newest = detail.turns[-1].id
    return of_requests((it for it in detail.requests if it.turn == newest), prices)


def _later(summaries: Iterable[Summary], start: int) -> list[Summary]:
    """Those that spent something from a time on."""
    return [it for it in summaries if it.usages and it.usages[-1].at >= start]


def _days_of(
    summary: Summary, prices: PriceTable, days: tuple[int, ...]
) -> tuple[tuple[int, Cost], ...]:
    """The place of each day on which a session spent something, with what it did."""
    placed = ((bisect_right(days, it.at) - 1, it) for it in summary.usages)
    costs = grouped((at, of_usage(usage, prices)) for at, usage in placed if at >= 0)
    return tuple((at, added_costs(each)) for at, each in costs.items())


def _of_model(request: Request, prices: PriceTable) -> tuple[str, Cost]:
    return request.model, of_request(request, prices)


_each_request = remembered_each(_of_model)
_each_by_day = remembered_each(_days_of)
