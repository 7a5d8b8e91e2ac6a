"""What the rows of one session add up to, carried on by what changed of them.

A session at work changes every few seconds and may have tens of thousands of rows: what did not
change is not looked at again. Times are added up as milliseconds, which are whole.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from collectors.alike import Alike, alone
from collectors.session import SYNTHETIC, Request, Session, ToolCall, Turn
from collectors.store.session_tables.outline import Outline
from dashboard.sessions import CommandUse, Summary, ToolUse
from dashboard.sources.session_turns import AT_WORK, Course, UseKey, without_its_past
from dashboard.sources.session_usages import Usages
from dashboard.sources.span import Span


class RunningSums:
    """Sums so far; what is not of the time that counts is left out."""

    def __init__(self, span: Span) -> None:
        """Take when what was done counts."""
        self._span = span
        self._courses: dict[str, Course] = {}
        self._strays: set[str] = set()
        """Turns that rows belong to, and that are not known themselves."""
        self._last: Turn | None = None
        self._quiet = False
        self._dirty: set[str] = set()
        self._outcomes: dict[str, str] = {}
        """How each turn ended."""
        self._uses: dict[UseKey, dict[str, CommandUse]] = {}
        self._together: dict[UseKey, CommandUse] = {}
        self._usages = Usages()
        self._requests = self._failures = 0
        self.retries = self.compactions = 0
        """Of the time that counts."""
        self._tools: dict[str, list[int]] = {}
        """Calls, errors and milliseconds, by name."""

    def follows(self, turn: Turn) -> bool:
        """Whether a turn can be taken in without counting its requests anew."""
        course = self._courses.get(turn.id)
        if course is None:
            return turn.id not in self._strays
        known = course.turn
        return (known.command, known.started_at) == (turn.command, turn.started_at)

    def take_turn(self, turn: Turn) -> None:
        """Note a turn, or what became of one; before its requests."""
        course = self._courses.get(turn.id)
        if course is None:
            self._courses[turn.id] = Course(turn)
        else:
            course.turn = turn
        self._dirty.add(turn.id)
        if self._last is None or _place(turn) >= _place(self._last):
            if self._last is not None:
                self._dirty.add(self._last.id)
            self._last = turn

    def take_request(self, request: Request, known: Request | None = None) -> None:
        """Note a request, or what became of one that was known as one of the same turn."""
        if known is not None:
            self._count(self._alone(known), times=-1)
        self._take(self._alone(request))

    def take_tool_call(self, call: ToolCall, known: ToolCall | None = None) -> None:
        """Note a tool call, or what became of one that was known."""
        if known is not None:
            self._count_call(known, times=-1)
        self._count_call(call, times=1)
        course = self._course(call.turn)
        if course is not None:
            course.take_tool_call(call)

    def take_outline(self, outline: Outline) -> None:
        """Note all that there is of a session, of which nothing else is noted."""
        for turn in outline.turns:
            self.take_turn(turn)
        for alike in outline.requests:
            self._take(alike)
        for request in outline.hidden:
            self.take_request(request)
        for call in outline.failed_calls:
            if course := self._courses.get(call.turn):
                course.take_tool_call(call)
        for it in outline.tallies:
            self._tools[it.name] = [it.calls, it.errors, it.milliseconds]
        self.retries, self.compactions = outline.retries, outline.compactions

    @property
    def unsettled(self) -> bool:
        """Whether the last turn may go on: it counts as over once all has been quiet for long."""
        course = self._courses[self._last.id] if self._last else None
        return course is not None and not course.is_over(followed=False)

    def summary(self, session: Session, *, quiet: bool) -> Summary:
        """The sums; `quiet` when nothing was written for so long that the last turn is over."""
        if not self._span.covers(session.started_at, session.last_at):
            # Claude Code's total is of the whole session: it tells nothing of a part.
            session = replace(session, reported_cost_usd=None)
        self._renew(quiet=quiet)
        turns = Counter(self._outcomes.values())
        return Summary(
            without_its_past(session, (it.turn for it in self._courses.values())),
            turns=len(self._outcomes),
            succeeded=turns["succeeded"],
            interrupted=turns["interrupted"],
            failed=turns["failed"],
            left_open=turns["left_open"],
            cut=turns["cut"],
            at_work=turns[AT_WORK],
            requests=self._requests,
            failures=self._failures,
            retries=self.retries,
            compactions=self.compactions,
            usages=self._usages.whole(),
            tools=self._tool_uses(),
            commands=self._commands(),
        )

    def _course(self, turn: str) -> Course | None:
        course = self._courses.get(turn)
        (self._strays if course is None else self._dirty).add(turn)
        return course

    def _alone(self, request: Request) -> Alike:
        return alone(request, counts=request.ended_at in self._span)

    def _take(self, alike: Alike) -> None:
        course = self._count(alike, times=1)
        if course is not None:
            course.take(alike)

    def _count(self, alike: Alike, *, times: int) -> Course | None:
        """Say which turn it was counted for, where that is known."""
        course = self._course(alike.turn)
        if course is not None:
            course.failures += times * alike.failures
        if alike.counts:
            self._failures += times * alike.failures
        if alike.counts and alike.model != SYNTHETIC:
            self._requests += times * alike.requests * (not alike.hidden)
            self._usages.add(alike, course.turn.command if course else "", times=times)
        return course

    def _count_call(self, call: ToolCall, *, times: int) -> None:
        if call.started_at not in self._span:
            return
        sums = self._tools.get(call.name)
        if sums is None:
            sums = self._tools[call.name] = [0, 0, 0]
        sums[0] += times
        sums[1] += times * call.failed
        sums[2] += times * max(call.ended_at - call.started_at, 0)

    def _renew(self, *, quiet: bool) -> None:
        """Count the turns anew that changed."""
        if quiet != self._quiet and self._last is not None:
            self._dirty.add(self._last.id)
        self._quiet = quiet
        for turn in self._dirty:
            self._renew_turn(self._courses[turn])
        self._dirty.clear()

    def _renew_turn(self, course: Course) -> None:
        turn = course.turn
        if turn.started_at not in self._span:
            return
        followed = self._quiet or self._last is None or turn.id != self._last.id
        self._outcomes[turn.id] = course.outcome(followed=followed)
        for key, use in course.uses(followed=followed):
            self._uses.setdefault(key, {})[turn.id] = use
            self._together.pop(key, None)

    def _tool_uses(self) -> tuple[ToolUse, ...]:
        return tuple(
            ToolUse(name, calls, errors, milliseconds / 1000)
            for name, (calls, errors, milliseconds) in sorted(self._tools.items())
            if calls
        )

    def _commands(self) -> tuple[CommandUse, ...]:
        for key, uses in self._uses.items():
            if key not in self._together:
                self._together[key] = CommandUse.of(list(uses.values()))
        return tuple(self._together[key] for key in sorted(self._together))


def _place(turn: Turn) -> tuple[int, str]:
    return turn.started_at, turn.id
