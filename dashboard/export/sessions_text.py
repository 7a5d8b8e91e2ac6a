"""Sessions as tables, for `perfdash sessions`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import tzinfo

from collectors.prices.table import PriceTable
from dashboard import units
from dashboard.analysis.sessions.account import Account, account
from dashboard.analysis.sessions.hit_ratio import hit_ratio
from dashboard.analysis.sessions.periods import by_month, by_week
from dashboard.export import sessions_tables as tables
from dashboard.export.text_table import aligned
from dashboard.safe_text import safe_text
from dashboard.sessions import Sessions, Summary

_MOST_SESSIONS = 30
_MOST_DAYS = 14
_INDENT = "  "


def render(
    sessions: Sessions,
    prices: PriceTable,
    *,
    now: int,
    width: int,
    by: str = "",
    zone: tzinfo | None = None,
) -> str:
    """Show what sessions come to by model, day, command and tool, then the newest of them.

    With `by` (`day`, `week`, `month`, `model`, `command` or `session`) that alone, uncut. Days are
    those of this machine's zone when none is given.
    """
    found = account(sessions.summaries, prices, zone=zone)
    shown = (_only(found, by, now),) if by else _several(sessions, found, now)
    blocks = (
        [_headline(found), *_ends(found.whole)],
        *(_titled(title, rows, width) for title, rows in shown),
        list(_remarks(sessions, found, cut=not by)),
    )
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _several(sessions: Sessions, found: Account, now: int) -> Iterator[tuple[str, tables.Rows]]:
    """The tables that are shown together, each with its title."""
    yield "by model", tables.models(found.used.models)
    yield "by day", tables.uses("day", found.days[:_MOST_DAYS])
    if sessions.all_roots:
        yield "by folder", tables.folders(found)
    yield "by command and skill", tables.commands(found)
    yield "by tool", tables.tools(found)
    yield "newest sessions", tables.sessions(found, now=now, most=_MOST_SESSIONS)


def _only(found: Account, by: str, now: int) -> tuple[str, tables.Rows]:
    """One table with its title, every row of it."""
    match by:
        case "day":
            return "by day", tables.uses("day", found.days)
        case "week":
            return "by week", tables.uses("week of", by_week(found.days))
        case "month":
            return "by month", tables.uses("month", by_month(found.days))
        case "model":
            return "by model", tables.models(found.used.models)
        case "command":
            return "by command and skill", tables.commands(found)
        case _:
            return "by session", tables.sessions(found, now=now)


def _titled(title: str, rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """A table under its title; nothing when it has a heading alone."""
    return [title, *aligned(rows, width=width, indent=_INDENT)] if len(rows) > 1 else []


def _headline(found: Account) -> str:
    parts = (
        units.counted(len(found.summaries), "session"),
        units.counted(found.whole.turns, "turn"),
        units.counted(found.whole.requests, "request"),
        tables.cost(found.used.cost),
        f"prompt cache {units.ratio(hit_ratio(found.used.shown))}",
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
        (whole.unanswered, "never answered"),
        (whole.at_work, "not ended yet"),
    )
    if whole.turns:
        yield "turns: " + " · ".join(f"{units.count(many)} {how}" for many, how in ends if many)


def _hidden(found: Account) -> str:
    """What Claude Code's totals say beyond what transcripts and telemetry show."""
    beyond = float(sum(found.unseen))
    if not beyond:
        return ""
    known = f"{units.count(len(found.unseen))} of {units.counted(len(found.each), 'session')}"
    said = f"{units.money(beyond)} more by Claude Code's own totals, known of {known}"
    return f"{said}: requests that none shows"


def _remarks(sessions: Sessions, found: Account, *, cut: bool) -> Iterator[str]:
    if cut and (more := len(sessions.summaries) - _MOST_SESSIONS) > 0:
        yield f"{units.counted(more, 'older session')} not listed; --by session lists all"
    if unpriced := found.used.cost.unpriced_models:
        yield f"unpriced: {safe_text(', '.join(unpriced))}; `perfdash prices` lists what is known"
    if count := found.used.told.requests:
        requests = units.counted(count, "hidden request")
        yield f"{requests} in no transcript, told by telemetry: {tables.cost(found.used.told)}"
    if hidden := _hidden(found):
        yield hidden
    if sessions.unknown:
        kinds = ", ".join(f"{name} ({units.count(count)})" for name, count in sessions.unknown)
        yield f"{units.counted(len(sessions.unknown), 'unknown record type')}: {safe_text(kinds)}"
    if refused := sessions.backlog.refused:
        yield f"{units.counted(refused, 'session file')} cannot be read"
    if sessions.broken_lines:
        yield f"{units.counted(sessions.broken_lines, 'line')} could not be read"
