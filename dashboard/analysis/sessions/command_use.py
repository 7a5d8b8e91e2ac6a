"""What each command and each skill did, and what it cost, over all sessions that are read.

A command answers for the whole of every turn that began with it. A skill answers for the requests
that Claude Code attributes to it: never for less than its own work, and often for more, because
within a turn the attribution does not end. For a skill that was called like a command, both stand
side by side.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from collectors.framework.module import Module
from collectors.prices.table import PriceTable
from dashboard.analysis.sessions.as_one import commands
from dashboard.analysis.sessions.command_cost import CommandCost
from dashboard.analysis.sessions.latency import Spread, spread
from dashboard.analysis.sessions.quality import Share
from dashboard.analysis.sessions.sums import together
from dashboard.sessions import CommandUse, Summary


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
    """Turns that the model itself ended, of those that ended."""
    interrupted: int = 0
    failed: int = 0
    """Turns with a request that failed for good."""
    tool_errors: int = 0
    time: Spread = Spread()
    """Of each turn that ended."""


def command_use(summaries: Iterable[Summary], prices: PriceTable) -> tuple[CommandFigures, ...]:
    """Join what was done with what it cost; commands before skills, by name."""
    known = tuple(summaries)
    uses = {(it.skill, it.name): it for it in commands(known)}
    return tuple(
        _figures(it, uses.get((it.skill, it.name), CommandUse(it.name, it.skill)))
        for it in together(known, prices).commands
    )


def of_module(figures: Iterable[CommandFigures], module: Module) -> tuple[CommandFigures, ...]:
    """What a command or skill of the framework did, by its turns and as it is attributed."""
    if not module.name.startswith("/"):
        return ()
    names = {(False, module.name), (True, module.name.removeprefix("/"))}
    return tuple(it for it in figures if (it.skill, it.name) in names)


def _figures(spent: CommandCost, use: CommandUse) -> CommandFigures:
    return CommandFigures(
        name=spent.name,
        skill=spent.skill,
        spent=spent,
        invocations=spent.invocations,
        success=Share(use.succeeded, use.ended),
        interrupted=use.interrupted,
        failed=use.failed,
        tool_errors=use.tool_errors,
        time=spread(use.seconds),
    )
