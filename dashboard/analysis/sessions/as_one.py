"""Many sessions as if they were one."""

from __future__ import annotations

from collections.abc import Iterable

from collectors.session import Session
from dashboard.analysis.sessions.cost import sums
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
        requests=sum(it.requests for it in known),
        failures=sum(it.failures for it in known),
        retries=sum(it.retries for it in known),
        compactions=sum(it.compactions for it in known),
        tools=_tools(tool for it in known for tool in it.tools),
        commands=_commands(command for it in known for command in it.commands),
    )


def _tools(uses: Iterable[ToolUse]) -> tuple[ToolUse, ...]:
    known = sums((use.name, use) for use in uses)
    return tuple(known[name] for name in sorted(known))


def _commands(uses: Iterable[CommandUse]) -> tuple[CommandUse, ...]:
    groups: dict[tuple[bool, str], list[CommandUse]] = {}
    for use in uses:
        groups.setdefault((use.skill, use.name), []).append(use)
    return tuple(CommandUse.of(groups[key]) for key in sorted(groups))
