"""Sessions as `perfdash.sessions/1`, described by `sessions.schema.json`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo
from math import fsum

from collectors.prices.table import PriceTable
from collectors.session import Session, TokenUse
from dashboard.analysis.sessions import sums
from dashboard.analysis.sessions.account import account
from dashboard.analysis.sessions.command_cost import CommandCost
from dashboard.analysis.sessions.hit_ratio import hit_ratio
from dashboard.analysis.sessions.latency import spread
from dashboard.analysis.sessions.spending import hidden_usd
from dashboard.analysis.sessions.sums import Sums, Use
from dashboard.export.document import Json, encode, moment
from dashboard.sessions import CommandUse, Sessions, Summary

SCHEMA = "perfdash.sessions/1"


def render(sessions: Sessions, prices: PriceTable, *, zone: tzinfo | None = None) -> bytes:
    """Encode sessions, most recently at work first, and what they come to.

    Days are those of this machine's zone when none is given.
    """
    found = account(sessions.summaries, prices, zone=zone)
    hidden = found.hidden
    return encode(
        {
            "schema": SCHEMA,
            "totals": {
                **_sums(found.whole, found.used),
                "hidden_cost_usd": fsum(hidden) if hidden else None,
                "hidden_cost_sessions": len(hidden),
                "by_day": {it.name: _use(it) for it in found.days},
                "unknown_records": dict(sessions.unknown),
                "broken_lines": sessions.broken_lines,
                "unreadable_files": sessions.backlog.refused,
            },
            "sessions": _listed(sessions, found.each),
        }
    )


def listed(sessions: Sessions, prices: PriceTable) -> list[Json]:
    """One object for each session."""
    return _listed(sessions, sums.each(sessions.summaries, prices))


def _listed(sessions: Sessions, each: Sequence[Sums]) -> list[Json]:
    stars = {rating.session: rating.stars for rating in sessions.ratings}
    live = sessions.current.session.id if sessions.current and sessions.live else None
    return [
        {
            **_session(summary.session, use),
            "live": summary.session.id == live and not sessions.recent,
            "recent": summary.session.id == live and sessions.recent,
            "rating": stars.get(summary.session.id),
            **_sums(summary, use),
        }
        for summary, use in zip(sessions.summaries, each, strict=True)
    ]


def _session(session: Session, used: Sums) -> dict[str, Json]:
    return {
        "id": session.id,
        "root": session.root,
        "version": session.version,
        "started_at": moment(session.started_at),
        "last_at": moment(session.last_at),
        "in_flight_since": moment(session.in_flight_since),
        "forked": session.forked,
        "reported_cost_usd": session.reported_cost_usd,
        "hidden_cost_usd": hidden_usd(session, used.cost, used.told),
    }


def _sums(summary: Summary, used: Sums) -> dict[str, Json]:
    costs = {(it.skill, it.name): it for it in used.commands}
    commands = [(it, costs[it.skill, it.name]) for it in summary.commands]
    return {
        "requests": summary.requests,
        "hidden_requests": used.told.requests,
        "turns": summary.turns,
        "turns_succeeded": summary.succeeded,
        "turns_interrupted": summary.interrupted,
        "turns_failed": summary.failed,
        "turns_left_open": summary.left_open,
        "turns_cut": summary.cut,
        "turns_at_work": summary.at_work,
        "compactions": summary.compactions,
        "cost_usd": used.cost.full_usd,
        "prompt_cache_hit_ratio": hit_ratio(used.shown),
        "by_model": {it.name: _use(it) for it in sorted(used.models, key=lambda it: it.name)},
        "tools": {
            tool.name: {"calls": tool.calls, "errors": tool.errors, "seconds": tool.seconds}
            for tool in summary.tools
        },
        "commands": {it.name: _command(it, cost) for it, cost in commands if not it.skill},
        "skills": {it.name: _command(it, cost) for it, cost in commands if it.skill},
        "errors": {
            "api_error_final": summary.failures,
            "api_retry": summary.retries,
            "tool_error": sum(tool.errors for tool in summary.tools),
        },
    }


def _use(use: Use) -> dict[str, Json]:
    return {
        "requests": use.cost.requests,
        **_named(use.tokens),
        "cost_usd": use.cost.full_usd,
    }


def _named(tokens: TokenUse) -> dict[str, Json]:
    return {
        "input_tokens": tokens.input_tokens,
        "output_tokens": tokens.output_tokens,
        "cache_creation_5m_input_tokens": tokens.cache_creation_5m_input_tokens,
        "cache_creation_1h_input_tokens": tokens.cache_creation_1h_input_tokens,
        "cache_read_input_tokens": tokens.cache_read_input_tokens,
    }


def _command(use: CommandUse, spent: CommandCost) -> dict[str, Json]:
    took = spread(use.seconds)
    return {
        "invocations": use.invocations,
        "succeeded": use.succeeded,
        "interrupted": use.interrupted,
        "failed": use.failed,
        "tool_errors": use.tool_errors,
        "requests": spent.cost.requests,
        **_named(spent.tokens),
        "cost_usd": spent.cost.full_usd,
        "seconds_p50": took.p50,
        "seconds_p95": took.p95,
    }
