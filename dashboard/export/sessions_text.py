"""Sessions as tables, for `perfdash sessions`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import tzinfo

from collectors.prices.table import PriceTable
from collectors.session import TokenUse
from dashboard import units
from dashboard.analysis.sessions import sums
from dashboard.analysis.sessions.cost import Cost
from dashboard.analysis.sessions.daily import daily
from dashboard.analysis.sessions.hit_ratio import hit_ratio
from dashboard.analysis.sessions.latency import spread
from dashboard.analysis.sessions.sums import Sums
from dashboard.analysis.sessions.together import together
from dashboard.export.text_table import aligned
from dashboard.safe_text import safe_text
from dashboard.sessions import Sessions, Summary

_MOST_SESSIONS = 30
_MOST_DAYS = 14
_INDENT = "  "
_KINDS = ("requests", "input", "output", "write 5m", "write 1h", "read", "hits", "cost")


def render(
    sessions: Sessions, prices: PriceTable, *, now: int, width: int, zone: tzinfo | None = None
) -> str:
    """Show what sessions come to by model, day, command and tool, then the newest of them.

    Days are those of this machine's zone when none is given.
    """
    whole = together(sessions.summaries)
    used = sums.together(sessions.summaries, prices)
    blocks = (
        [_headline(sessions, whole, used), *_ends(whole)],
        _titled("by model", [("model", *_KINDS), *_models(used)], width),
        _titled("by day", [("day", *_KINDS), *_days(sessions, prices, zone)], width),
        _titled("by folder", _folders(sessions, prices), width),
        _titled("by command and skill", _commands(whole, used), width),
        _titled("by tool", _tools(whole), width),
        _titled("newest sessions", _sessions(sessions, prices, now), width),
        list(_remarks(sessions, used)),
    )
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _titled(title: str, rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """A table under its title; nothing when it has a heading alone."""
    return [title, *aligned(rows, width=width, indent=_INDENT)] if len(rows) > 1 else []


def _headline(sessions: Sessions, whole: Summary, used: Sums) -> str:
    parts = (
        units.counted(len(sessions.summaries), "session"),
        units.counted(whole.turns, "turn"),
        units.counted(whole.requests, "request"),
        _cost(used.cost),
        f"prompt cache {units.ratio(hit_ratio(used.shown))}",
    )
    return " · ".join(parts)


def _ends(whole: Summary) -> Iterator[str]:
    """How the turns ended, each in one way."""
    ends = (
        (whole.succeeded, "succeeded"),
        (whole.interrupted, "interrupted"),
        (whole.failed, "failed"),
        (whole.left_open, "left open (a tool was asked for, and nothing followed)"),
        (whole.cut, "cut short"),
        (whole.unended, "not ended yet, or never answered"),
    )
    if whole.turns:
        yield "turns: " + " · ".join(f"{units.count(many)} {how}" for many, how in ends if many)


def _models(used: Sums) -> list[tuple[str, ...]]:
    return [(it.name, *_use(it.tokens, it.cost)) for it in used.models]


def _days(sessions: Sessions, prices: PriceTable, zone: tzinfo | None) -> list[tuple[str, ...]]:
    newest = daily(sessions.summaries, prices, zone=zone)[:_MOST_DAYS]
    return [(it.day, *_use(it.tokens, it.cost)) for it in newest]


def _folders(sessions: Sessions, prices: PriceTable) -> list[tuple[str, ...]]:
    """Every folder's sessions together, the dearest first; where one alone is told of, nothing."""
    if not sessions.all_roots:
        return []
    groups: dict[str, list[Summary]] = {}
    for summary in sessions.summaries:
        groups.setdefault(summary.session.root, []).append(summary)
    told = [(tuple(group), sums.together(tuple(group), prices)) for group in groups.values()]
    told.sort(key=lambda it: (-it[1].cost.usd, -it[1].tokens.total, it[0][0].session.root))
    rows = [_folder(together(group), group, used) for group, used in told]
    return [("folder", "sessions", "turns", "requests", "tokens", "hits", "cost"), *rows]


def _folder(whole: Summary, group: tuple[Summary, ...], used: Sums) -> tuple[str, ...]:
    return (
        safe_text(group[0].session.root, cells=48) or units.DASH,
        units.count(len(group)),
        units.count(whole.turns),
        units.count(whole.requests),
        units.compact(used.tokens.total),
        units.ratio(hit_ratio(used.shown)),
        _cost(used.cost),
    )


def _use(tokens: TokenUse, cost: Cost) -> tuple[str, ...]:
    return (
        units.count(cost.requests),
        *map(
            units.compact,
            (
                tokens.input_tokens,
                tokens.output_tokens,
                tokens.cache_creation_5m_input_tokens,
                tokens.cache_creation_1h_input_tokens,
                tokens.cache_read_input_tokens,
            ),
        ),
        units.ratio(hit_ratio(tokens)),
        _cost(cost),
    )


def _commands(whole: Summary, used: Sums) -> list[tuple[str, ...]]:
    costs = {(it.skill, it.name): it for it in used.commands}
    rows: list[tuple[str, ...]] = [
        ("name", "calls", "succeeded", "tool errors", "tokens each", "cost each", "P50", "P95")
    ]
    for use in whole.commands:
        spent, took = costs[use.skill, use.name], spread(use.seconds)
        rows.append(
            (
                f"skill {use.name}" if use.skill else use.name,
                units.count(use.invocations),
                units.ratio(use.succeeded / use.invocations if use.invocations else None),
                units.count(use.tool_errors),
                units.compact(spent.tokens_each),
                units.money(spent.usd_each),
                units.seconds(took.p50),
                units.seconds(took.p95),
            )
        )
    return rows


def _tools(whole: Summary) -> list[tuple[str, ...]]:
    busiest = sorted(whole.tools, key=lambda tool: (-tool.calls, tool.name))
    rows = [
        (tool.name, units.count(tool.calls), units.count(tool.errors), units.seconds(tool.seconds))
        for tool in busiest
    ]
    return [("tool", "calls", "errors", "time in all"), *rows]


def _sessions(sessions: Sessions, prices: PriceTable, now: int) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [
        ("began", "folder", "models", "turns", "requests", "tokens", "hits", "cost")
    ]
    used = sums.each(sessions.summaries, prices)
    for summary, use in list(zip(sessions.summaries, used, strict=True))[:_MOST_SESSIONS]:
        rows.append(
            (
                _began(summary, now),
                safe_text(summary.session.root, cells=32),
                _named(sorted(it.name for it in use.models)),
                units.count(summary.turns),
                units.count(summary.requests),
                units.compact(use.tokens.total),
                units.ratio(hit_ratio(use.shown)),
                _cost(use.cost),
            )
        )
    return rows


def _remarks(sessions: Sessions, used: Sums) -> Iterator[str]:
    if (more := len(sessions.summaries) - _MOST_SESSIONS) > 0:
        yield f"{units.counted(more, 'older session')} not listed; --json lists all"
    if unpriced := used.cost.unpriced_models:
        yield f"unpriced: {safe_text(', '.join(unpriced))}; `perfdash prices` lists what is known"
    if count := used.told.requests:
        cost = _cost(used.told)
        requests = units.counted(count, "hidden request")
        yield f"{requests} in no transcript, told by telemetry: {cost}"
    if sessions.unknown:
        kinds = ", ".join(f"{name} ({units.count(count)})" for name, count in sessions.unknown)
        yield f"{units.counted(len(sessions.unknown), 'unknown record type')}: {safe_text(kinds)}"
    if refused := sessions.backlog.refused:
        yield f"{units.counted(refused, 'session file')} cannot be read"
    if sessions.broken_lines:
        yield f"{units.counted(sessions.broken_lines, 'line')} could not be read"


def _began(summary: Summary, now: int) -> str:
    at = summary.session.started_at
    return units.moment(at, now) if at else units.DASH


def _named(models: list[str]) -> str:
    first = safe_text(models[0], cells=26) if models else units.DASH
    return f"{first} +{len(models) - 1}" if len(models) > 1 else first


def _cost(cost: Cost) -> str:
    return units.cost(cost.known_usd, cost.unpriced_requests)
