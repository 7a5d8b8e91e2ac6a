"""Sessions as tables, for `perfdash sessions`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from collectors.prices.table import PriceTable
from collectors.session import TokenUse
from dashboard import units
from dashboard.analysis.sessions.command_cost import by_command
from dashboard.analysis.sessions.cost import Cost, of_usages
from dashboard.analysis.sessions.hit_ratio import hit_ratio
from dashboard.analysis.sessions.hit_ratio import of_usages as ratio_of_usages
from dashboard.analysis.sessions.latency import spread
from dashboard.analysis.sessions.together import together
from dashboard.export.text_table import aligned
from dashboard.safe_text import safe_text
from dashboard.sessions import Sessions, Summary, Usage

_MOST_SESSIONS = 30
_INDENT = "  "
_KINDS = ("requests", "input", "output", "write 5m", "write 1h", "read", "hits", "cost")


def render(sessions: Sessions, prices: PriceTable, *, now: int, width: int) -> str:
    """Show what sessions come to by model, command and tool, then the newest of them."""
    whole = together(sessions.summaries)
    blocks = (
        [_headline(sessions, whole, prices), *_ends(whole)],
        _titled("by model", [("model", *_KINDS), *_models(whole, prices)], width),
        _titled("by command and skill", _commands(whole, prices), width),
        _titled("by tool", _tools(whole), width),
        _titled("newest sessions", _sessions(sessions, prices, now), width),
        list(_remarks(sessions, whole, prices)),
    )
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _titled(title: str, rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """A table under its title; nothing when it has a heading alone."""
    return [title, *aligned(rows, width=width, indent=_INDENT)] if len(rows) > 1 else []


def _headline(sessions: Sessions, whole: Summary, prices: PriceTable) -> str:
    cost = of_usages(whole.usages, prices)
    parts = (
        units.counted(len(sessions.summaries), "session"),
        units.counted(whole.turns, "turn"),
        units.counted(whole.requests, "request"),
        _cost(cost),
        f"prompt cache {units.ratio(ratio_of_usages(whole.usages))}",
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


def _models(whole: Summary, prices: PriceTable) -> list[tuple[str, ...]]:
    groups: dict[str, list[Usage]] = {}
    for usage in whole.usages:
        groups.setdefault(usage.model, []).append(usage)
    dearest = sorted(groups.items(), key=lambda group: (*_weight(group[1], prices), group[0]))
    return [(model, *_use(usages, prices)) for model, usages in dearest]


def _weight(usages: list[Usage], prices: PriceTable) -> tuple[Decimal, int]:
    """What is spent most of comes first; what has no price comes last, by its tokens."""
    return -of_usages(usages, prices).usd, -_tokens(usages).total


def _use(usages: list[Usage], prices: PriceTable) -> tuple[str, ...]:
    tokens = _tokens(usages)
    return (
        units.count(sum(usage.requests for usage in usages)),
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
        _cost(of_usages(usages, prices)),
    )


def _commands(whole: Summary, prices: PriceTable) -> list[tuple[str, ...]]:
    costs = {(it.skill, it.name): it for it in by_command((whole,), prices)}
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
    for summary in sessions.summaries[:_MOST_SESSIONS]:
        tokens = _tokens(summary.usages)
        rows.append(
            (
                _began(summary, now),
                safe_text(summary.session.root, cells=32),
                _named(sorted({usage.model for usage in summary.usages})),
                units.count(summary.turns),
                units.count(summary.requests),
                units.compact(tokens.total),
                units.ratio(ratio_of_usages(summary.usages)),
                _cost(of_usages(summary.usages, prices)),
            )
        )
    return rows


def _remarks(sessions: Sessions, whole: Summary, prices: PriceTable) -> Iterator[str]:
    if (more := len(sessions.summaries) - _MOST_SESSIONS) > 0:
        yield f"{units.counted(more, 'older session')} not listed; --json lists all"
    if unpriced := of_usages(whole.usages, prices).unpriced_models:
        yield f"unpriced: {safe_text(', '.join(unpriced))}; `perfdash prices` lists what is known"
    hidden = [it for it in whole.usages if it.hidden]
    if count := sum(it.requests for it in hidden):
        cost = _cost(of_usages(hidden, prices))
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


def _tokens(usages: Iterable[Usage]) -> TokenUse:
    return sum((usage.tokens for usage in usages), TokenUse())
