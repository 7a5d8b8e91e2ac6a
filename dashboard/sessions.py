"""What a source said about the sessions of Claude Code beside this framework."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from collectors import alike
from collectors.session import Compaction, Rating, Request, Retry, Session, TokenUse, ToolCall, Turn
from collectors.session_progress import Backlog


@dataclass(frozen=True, slots=True)
class Detail:
    """All that is known of one session, each kind by time."""

    session: Session
    turns: tuple[Turn, ...] = ()
    requests: tuple[Request, ...] = ()
    tool_calls: tuple[ToolCall, ...] = ()
    compactions: tuple[Compaction, ...] = ()
    retries: tuple[Retry, ...] = ()


@dataclass(frozen=True, slots=True)
class Usage:
    """Requests whose tokens cost alike, and serve one end."""

    at: int
    """Start of the quarter of an hour in which they ended, unix milliseconds."""
    model: str
    band: int = 0
    """The largest of `PROMPT_BANDS` that their prompts exceeded, in tokens; 0 for none."""
    speed: str = ""
    geography: str = ""
    command: str = ""
    """The slash command their turn began with."""
    skill: str = ""
    agent_type: str = ""
    requests: int = 0
    tokens: TokenUse = TokenUse()
    web_searches: int = 0
    hidden: bool = False
    """True for requests that telemetry alone told of; no transcript shows them."""


PROMPT_BANDS = alike.PROMPT_BANDS
"""Sizes of a prompt, in tokens, above which some models cost more."""
QUIET_MS = 15 * 60 * 1000
"""When nothing was written for so long, a turn that did not end does not go on."""
QUARTER_MS = alike.QUARTER_MS
"""No time zone begins its day within a quarter of an hour."""


@dataclass(frozen=True, slots=True)
class ToolUse:
    """Calls of one tool."""

    name: str
    calls: int
    errors: int
    seconds: float
    """Of those that ended, together."""

    @classmethod
    def of(cls, uses: Sequence[ToolUse]) -> ToolUse:
        """At least one use of a tool, added up."""
        return cls(
            uses[0].name,
            sum(use.calls for use in uses),
            sum(use.errors for use in uses),
            fsum(use.seconds for use in uses),
        )


@dataclass(frozen=True, slots=True)
class CommandUse:
    """Turns that began with one slash command, or in which one skill was at work."""

    name: str
    skill: bool
    """False for a command."""
    invocations: int = 0
    succeeded: int = 0
    """Ended by the model itself, with no request failed for good and no interruption."""
    interrupted: int = 0
    failed: int = 0
    """With a request that failed for good."""
    tool_errors: int = 0
    seconds: tuple[float, ...] = ()
    """Of each that ended, ascending."""
    unended: int = 0
    """That may go on, or to which no answer was written."""

    @property
    def ended(self) -> int:
        """Those of which it is known how they went."""
        return self.invocations - self.unended

    @classmethod
    def of(cls, uses: Sequence[CommandUse]) -> CommandUse:
        """At least one use of a command or skill, added up."""
        if len(uses) == 1:
            return uses[0]
        return cls(
            uses[0].name,
            uses[0].skill,
            invocations=sum(use.invocations for use in uses),
            succeeded=sum(use.succeeded for use in uses),
            interrupted=sum(use.interrupted for use in uses),
            failed=sum(use.failed for use in uses),
            unended=sum(use.unended for use in uses),
            tool_errors=sum(use.tool_errors for use in uses),
            seconds=tuple(sorted(seconds for use in uses for seconds in use.seconds)),
        )


@dataclass(frozen=True, slots=True)
class Summary:
    """One session in sums."""

    session: Session
    turns: int = 0
    succeeded: int = 0
    """Turns that the model itself ended, without failure or interruption."""
    interrupted: int = 0
    failed: int = 0
    """Turns with a request that failed for good, which nobody interrupted."""
    left_open: int = 0
    """Turns whose last request asked for a tool or paused, and nothing followed."""
    cut: int = 0
    """Turns that ended otherwise: the answer was too long, the window full, or it was refused."""
    at_work: int = 0
    """Turns that may go on, as far as was written a quarter of an hour ago at most."""
    requests: int = 0
    """Synthetic ones are not among them."""
    failures: int = 0
    """Requests that failed for good."""
    retries: int = 0
    compactions: int = 0
    usages: tuple[Usage, ...] = ()
    """By time."""
    tools: tuple[ToolUse, ...] = ()
    """By name."""
    commands: tuple[CommandUse, ...] = ()
    """By name, commands before skills."""

    @property
    def over(self) -> int:
        """Turns that do not go on."""
        return self.turns - self.at_work

    @property
    def unanswered(self) -> int:
        """Turns that are over, and to which no answer was written: taken back, or killed."""
        told = self.succeeded + self.interrupted + self.failed + self.left_open + self.cut
        return self.over - told


@dataclass(frozen=True, slots=True)
class Sessions:
    """The sessions of a root, or of all."""

    current: Detail | None = None
    """The one beside us: alive and most recently at work, else the newest."""
    live: bool = False
    """Whether Claude Code still runs the current one, as far as can be told."""
    recent: bool = False
    """True when it is but written to lately: no process was found that runs it."""
    summaries: tuple[Summary, ...] = ()
    """Most recently at work first; the current one among them."""
    ratings: tuple[Rating, ...] = ()
    """By time; a later one of a session replaces an earlier one."""
    all_roots: bool = False
    """Whether sessions of other roots are among them."""
    backlog: Backlog = Backlog()
    versions: tuple[str, ...] = ()
    """Of Claude Code, as the lines tell, oldest first."""
    unknown: tuple[tuple[str, int], ...] = ()
    """Types of records that are not known, and how many there were."""
    broken_lines: int = 0
