"""How each turn of a session went, told from its requests and tool calls as they come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from collectors.alike import DONE, UNTOLD, WENT_ON, Alike, way
from collectors.session import Session, ToolCall, Turn
from dashboard.sessions import CommandUse

AT_WORK = "at_work"
UseKey: TypeAlias = tuple[bool, str]
"""Whether a skill, and its name."""


def without_its_past(session: Session, turns: Iterable[Turn]) -> Session:
    """Let a fork begin with the first turn of its own: the lines that it copied are older."""
    began = min((it.started_at for it in turns), default=0) if session.forked else 0
    return replace(session, started_at=began) if began else session


@dataclass(slots=True)
class Course:
    """What is known of one turn so far."""

    turn: Turn
    ending: int = UNTOLD
    """Of the newest request of the main chain."""
    failures: int = 0
    skills: dict[str, int] = field(default_factory=dict)
    """When each was first seen at work."""
    tool_errors: dict[str, int] = field(default_factory=dict)
    """When the calls began that failed."""

    def take(self, alike: Alike) -> None:
        """Note requests of this turn, or what became of some."""
        self.ending = max(self.ending, alike.ending)
        if alike.skill:
            began = self.skills.get(alike.skill, alike.began)
            self.skills[alike.skill] = min(began, alike.began)

    def take_tool_call(self, call: ToolCall) -> None:
        """Note a tool call of this turn, or what became of one."""
        if call.failed:
            self.tool_errors[call.id] = call.started_at

    def is_over(self, *, followed: bool) -> bool:
        """Whether nothing more is to be done; `followed` when another turn began, or all is quiet.

        A turn without a request never began.
        """
        if self.ending == UNTOLD:
            return False
        told = self.turn.interrupted or self.turn.reported_seconds is not None
        return followed or told or way(self.ending) != WENT_ON

    def succeeded(self) -> bool:
        """Whether the model itself ended it, no request failed for good, and nobody interrupted.

        One that wanted tools and was asked no more was killed, or stopped by a hook or a limit.
        """
        if self.failures or self.turn.interrupted:
            return False
        return way(self.ending) == DONE

    def outcome(self, *, followed: bool) -> str:
        """Which count of a summary it belongs to; empty when it was never answered."""
        if self.turn.interrupted:
            return "interrupted"
        if self.failures:
            return "failed"
        if self.succeeded():
            return "succeeded"
        if self.ending == UNTOLD:
            return "" if followed else AT_WORK
        if way(self.ending) != WENT_ON:
            return "cut"
        return "left_open" if self.is_over(followed=followed) else AT_WORK

    def seconds(self) -> float | None:
        """How long it took, as Claude Code says or as its lines do."""
        if self.turn.reported_seconds is not None:
            return self.turn.reported_seconds
        return self._since(self.turn.started_at)

    def uses(self, *, followed: bool) -> Iterator[tuple[UseKey, CommandUse]]:
        """What it adds to the command it began with, and to each skill that was at work."""
        command = self.turn.command
        if command:
            yield (False, command), self._use(command, skill=False, followed=followed)
        for skill in self.skills:
            if command.removeprefix("/") != skill.removeprefix("/"):
                yield (True, skill), self._use(skill, skill=True, followed=followed)

    def _use(self, name: str, *, skill: bool, followed: bool) -> CommandUse:
        began = self.skills[name] if skill else 0
        seconds = self._since(began) if skill else self.seconds()
        over = self.is_over(followed=followed)
        return CommandUse(
            name=name,
            skill=skill,
            invocations=1,
            succeeded=int(self.succeeded()),
            interrupted=int(self.turn.interrupted),
            failed=int(self.failures > 0),
            unended=int(self.outcome(followed=followed) in ("", AT_WORK)),
            tool_errors=sum(at >= began for at in self.tool_errors.values()),
            seconds=(seconds,) if over and seconds is not None else (),
        )

    def _since(self, began: int) -> float | None:
        """From a moment to the end; None when either is not known."""
        known = began and self.turn.ended_at >= began
        return (self.turn.ended_at - began) / 1000 if known else None
