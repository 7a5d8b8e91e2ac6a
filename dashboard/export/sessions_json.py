"""Sessions as `perfdash.sessions/1`, described by `sessions.schema.json`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from collectors.prices.table import PriceTable
from collectors.session import TokenUse
from dashboard.analysis.sessions.command_cost import CommandCost, by_command
from dashboard.analysis.sessions.cost import of_usages
from dashboard.analysis.sessions.hit_ratio import of_usages as ratio_of_usages
from dashboard.analysis.sessions.latency import spread
from dashboard.analysis.sessions.spending import hidden_usd
from dashboard.analysis.sessions.together import together
from dashboard.export.document import Json, encode, moment
from dashboard.sessions import CommandUse, Sessions, Summary, Usage

SCHEMA = "perfdash.sessions/1"


def render(sessions: Sessions, prices: PriceTable) -> bytes:
    """Encode sessions, most recently at work first, and what they come to."""
    return encode(
        {
            "schema": SCHEMA,
            "totals": {
                **_sums(together(sessions.summaries), prices),
                "unknown_records": dict(sessions.unknown),
                "broken_lines": sessions.broken_lines,
                "unreadable_files": sessions.backlog.refused,
            },
            "sessions": listed(sessions, prices),
        }
    )


def listed(sessions: Sessions, prices: PriceTable) -> list[Json]:
    """One object for each session."""
    stars = {rating.session: rating.stars for rating in sessions.ratings}
    live = sessions.current.session.id if sessions.current and sessions.live else None
    return [
        {
            **_session(summary, prices),
            "live": summary.session.id == live and not sessions.recent,
            "recent": summary.session.id == live and sessions.recent,
            "rating": stars.get(summary.session.id),
            **_sums(summary, prices),
        }
        for summary in sessions.summaries
    ]


def _session(summary: Summary, prices: PriceTable) -> dict[str, Json]:
    session = summary.session
    told = of_usages((it for it in summary.usages if it.hidden), prices)
    return {
        "id": session.id,
        "root": session.root,
        "version": session.version,
        "started_at": moment(session.started_at),
        "last_at": moment(session.last_at),
        "in_flight_since": moment(session.in_flight_since),
        "forked": session.forked,
        "reported_cost_usd": session.reported_cost_usd,
        "hidden_cost_usd": hidden_usd(session, of_usages(summary.usages, prices), told),
    }


def _sums(summary: Summary, prices: PriceTable) -> dict[str, Json]:
    costs = {(it.skill, it.name): it for it in by_command((summary,), prices)}
    commands = [(it, costs[it.skill, it.name]) for it in summary.commands]
    return {
        "requests": summary.requests,
        "hidden_requests": sum(it.requests for it in summary.usages if it.hidden),
        "turns": summary.turns,
        "turns_succeeded": summary.succeeded,
        "turns_interrupted": summary.interrupted,
        "turns_failed": summary.failed,
        "turns_left_open": summary.left_open,
        "turns_cut": summary.cut,
        "compactions": summary.compactions,
        "cost_usd": of_usages(summary.usages, prices).full_usd,
        "prompt_cache_hit_ratio": ratio_of_usages(summary.usages),
        "by_model": {model: _model(usages, prices) for model, usages in _by_model(summary.usages)},
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


def _by_model(usages: Iterable[Usage]) -> Iterator[tuple[str, list[Usage]]]:
    groups: dict[str, list[Usage]] = {}
    for usage in usages:
        groups.setdefault(usage.model, []).append(usage)
    return iter(sorted(groups.items()))


def _model(usages: list[Usage], prices: PriceTable) -> dict[str, Json]:
    return {
        "requests": sum(usage.requests for usage in usages),
        **_named(_tokens(usages)),
        "cost_usd": of_usages(usages, prices).full_usd,
    }


def _tokens(usages: Iterable[Usage]) -> TokenUse:
    return sum((usage.tokens for usage in usages), TokenUse())


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
