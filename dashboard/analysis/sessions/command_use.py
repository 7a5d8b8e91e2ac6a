"""What each command and each skill did, and what it cost, over all sessions that are read.

A command answers for the whole of every turn that began with it. A skill answers for the requests
that Claude Code attributes to it: never for less than its own work, and often for more, because
within a turn the attribution does not end. For a skill that was called like a command, both stand
side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from collectors.framework.module import Module
from collectors.prices.table import PriceTable
from collectors.session import TokenUse
from dashboard.analysis.sessions.command_cost import CommandCost, by_command
from dashboard.analysis.sessions.cost import NO_COST
from dashboard.analysis.sessions.latency import Spread, spread
from dashboard.analysis.sessions.quality import Share
from dashboard.sessions import CommandUse, Summary

_Key: TypeAlias = tuple[bool, str]
"""Whether it is a skill, and its name."""


@dataclass(frozen=True, slots=True)
class CommandFigures:
    """One command or one skill."""

    name: str
    """`/plan` for a command, `plan` for a skill."""
    skill: bool
    """False for a command."""
    spent: CommandCost
    """By its turns for a command, by what is attributed to it for a skill."""
    invocations: int = 0
    success: Share = Share()
    """Turns that the model itself ended, of all."""
    interrupted: int = 0
    failed: int = 0
    """Turns with a request that failed for good."""
    tool_errors: int = 0
    time: Spread = Spread()
    """Of each turn that ended."""


def command_use(summaries: Iterable[Summary], prices: PriceTable) -> tuple[CommandFigures, ...]:
    """Join what was done with what it cost; commands before skills, by name."""
    known = tuple(summaries)
    uses: dict[_Key, list[CommandUse]] = {}
    for summary in known:
        for use in summary.commands:
            uses.setdefault((use.skill, use.name), []).append(use)
    spent = {(it.skill, it.name): it for it in by_command(known, prices)}
    return tuple(_figures(key, uses.get(key, ()), spent) for key in sorted({*uses, *spent}))


def of_module(figures: Iterable[CommandFigures], module: Module) -> tuple[CommandFigures, ...]:
    """What a command or skill of the framework did, by its turns and as it is attributed."""
    if not module.name.startswith("/"):
        return ()
    names = {(False, module.name), (True, module.name.removeprefix("/"))}
    return tuple(it for it in figures if (it.skill, it.name) in names)


def _figures(
    key: _Key, uses: Iterable[CommandUse], spent: Mapping[_Key, CommandCost]
) -> CommandFigures:
    (skill, name), known = key, tuple(uses)
    invocations = sum(it.invocations for it in known)
    nothing = CommandCost(name, skill, invocations, TokenUse(), NO_COST)
    return CommandFigures(
        name=name,
        skill=skill,
        spent=spent.get(key, nothing),
        invocations=invocations,
        success=Share(sum(it.succeeded for it in known), invocations),
        interrupted=sum(it.interrupted for it in known),
        failed=sum(it.failed for it in known),
        tool_errors=sum(it.tool_errors for it in known),
        time=spread(seconds for it in known for seconds in it.seconds),
    )
