"""Many sessions as if they were one."""

from __future__ import annotations

from collections.abc import Iterable

from collectors.session import Session
from dashboard.analysis.sessions.addition import grouped
from dashboard.sessions import CommandUse, Summary, ToolUse


def as_one(summaries: Iterable[Summary]) -> Summary:
    """Add sessions up; what only one session has, as its folder, is left empty, and usages."""
    known = tuple(summaries)
    return Summary(
        Session(""),
        turns=sum(it.turns for it in known),
        succeeded=sum(it.succeeded for it in known),
        interrupted=sum(it.interrupted for it in known),
        failed=sum(it.failed for it in known),
        left_open=sum(it.left_open for it in known),
        cut=sum(it.cut for it in known),
        at_work=sum(it.at_work for it in known),
        requests=sum(it.requests for it in known),
        failures=sum(it.failures for it in known),
        retries=sum(it.retries for it in known),
        compactions=sum(it.compactions for it in known),
        tools=tools(known),
        commands=commands(known),
    )


def tools(summaries: Iterable[Summary]) -> tuple[ToolUse, ...]:
    """What every tool did in all of them, by name."""
    groups = grouped((use.name, use) for it in summaries for use in it.tools)
    return tuple(ToolUse.of(groups[name]) for name in sorted(groups))


def commands(summaries: Iterable[Summary]) -> tuple[CommandUse, ...]:
    """What every command and skill did in all of them, by name, commands before skills."""
    groups = grouped(((use.skill, use.name), use) for it in summaries for use in it.commands)
    return tuple(CommandUse.of(groups[key]) for key in sorted(groups))
