"""What sessions come to as rows of words, a heading first: one table for each way to group it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeAlias

from collectors.session import TokenUse
from dashboard import session_words, units
from dashboard.analysis.sessions.account import Account
from dashboard.analysis.sessions.as_one import as_one
from dashboard.analysis.sessions.cost import Cost
from dashboard.analysis.sessions.hit_ratio import hit_ratio
from dashboard.analysis.sessions.latency import spread
from dashboard.analysis.sessions.sums import Sums, Use, merged
from dashboard.safe_text import safe_text
from dashboard.sessions import Summary

Rows: TypeAlias = list[tuple[str, ...]]
_NAME_CELLS, _MODEL_CELLS = 48, 18
_KINDS = ("requests", "input", "output", "write 5m", "write 1h", "read", "hits", "cost")


def uses(what: str, found: Iterable[Use]) -> Rows:
    """What was used under each name, given what the names are of."""
    return [(what, *_KINDS), *((it.name, *_use(it.tokens, it.cost)) for it in found)]


def models(found: Iterable[Use]) -> Rows:
    """What each model was used for, called as on the screens."""
    each = list(found)
    called = [session_words.model(it.name, _NAME_CELLS) for it in each]
    return uses(
        "model",
        (
            it if called.count(name) > 1 else replace(it, name=name)
            for it, name in zip(each, called, strict=True)
        ),
    )


def folders(found: Account) -> Rows:
    """Every folder's sessions together, the dearest first."""
    groups: dict[str, list[tuple[Summary, Sums]]] = {}
    for summary, used in zip(found.summaries, found.each, strict=True):
        groups.setdefault(summary.session.root, []).append((summary, used))
    told = [(root, group, merged([used for _, used in group])) for root, group in groups.items()]
    told.sort(key=lambda it: (-it[2].cost.usd, -it[2].tokens.total, it[0]))
    return [
        ("folder", "sessions", "turns", "requests", "tokens", "hits", "cost"),
        *(_folder(root, [summary for summary, _ in group], used) for root, group, used in told),
    ]


def commands(found: Account) -> Rows:
    """How each command and skill went, and what it cost each time."""
    costs = {(it.skill, it.name): it for it in found.used.commands}
    rows: Rows = [
        ("name", "calls", "succeeded", "tool errors", "tokens each", "cost each", "P50", "P95")
    ]
    for use in found.whole.commands:
        spent, took = costs[use.skill, use.name], spread(use.seconds)
        rows.append(
            (
                f"skill {use.name}" if use.skill else use.name,
                units.count(use.invocations),
                units.ratio(use.succeeded / use.ended if use.ended else None),
                units.count(use.tool_errors),
                units.compact(spent.tokens_each),
                units.money(spent.usd_each),
                units.seconds(took.p50),
                units.seconds(took.p95),
            )
        )
    return rows


def tools(found: Account) -> Rows:
    """How often each tool was called and how long that took, the busiest first."""
    busiest = sorted(found.whole.tools, key=lambda tool: (-tool.calls, tool.name))
    rows = [
        (tool.name, units.count(tool.calls), units.count(tool.errors), units.seconds(tool.seconds))
        for tool in busiest
    ]
    return [("tool", "calls", "errors", "time in all"), *rows]


def sessions(found: Account, *, now: int, most: int | None = None) -> Rows:
    """Each session, or so many of them, most recently at work first; with folders if they differ.

    Those stand first: it is the first column that is cut where room is short.
    """
    rows: Rows = [
        ("folder", "began", "models", "turns", "requests", "tokens", "hits", "cost"),
        *(_session(*it, now) for it in list(zip(found.summaries, found.each, strict=True))[:most]),
    ]
    alone = len({it.session.root for it in found.summaries}) == 1
    return [row[1:] for row in rows] if alone else rows


def cost(spent: Cost) -> str:
    """Dollars, with how many requests have no price."""
    return units.cost(spent.known_usd, spent.unpriced_requests)


def _folder(root: str, group: list[Summary], used: Sums) -> tuple[str, ...]:
    whole = as_one(group)
    return (
        safe_text(root, cells=48) or units.DASH,
        units.count(len(group)),
        units.count(whole.turns),
        units.count(whole.requests),
        units.compact(used.tokens.total),
        units.ratio(hit_ratio(used.shown)),
        cost(used.cost),
    )


def _session(summary: Summary, used: Sums, now: int) -> tuple[str, ...]:
    began = summary.session.started_at
    return (
        safe_text(summary.session.root, cells=48) or units.DASH,
        units.moment(began, now) if began else units.DASH,
        _models([it.name for it in used.models]),
        units.count(summary.turns),
        units.count(summary.requests),
        units.compact(used.tokens.total),
        units.ratio(hit_ratio(used.shown)),
        cost(used.cost),
    )


def _models(names: list[str]) -> str:
    first = session_words.model(names[0], _MODEL_CELLS) if names else units.DASH
    return f"{first} +{len(names) - 1}" if len(names) > 1 else first


def _use(tokens: TokenUse, spent: Cost) -> tuple[str, ...]:
    return (
        units.count(spent.requests),
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
        cost(spent),
    )
