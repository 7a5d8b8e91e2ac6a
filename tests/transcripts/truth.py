"""What is true of made-up sessions, whatever their lines look like."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from collectors.session import TokenUse


@dataclass(frozen=True, slots=True)
class Answer:
    """A request that was answered."""

    session: str
    model: str
    tokens: TokenUse
    started_at: int
    """The newest line before it, where no line tells of its start."""
    ended_at: int
    exact: bool
    """Whether a line tells of its start."""
    thinking_ms: int = 0
    agent: str = ""
    command: str = ""
    fast: bool = False
    us: bool = False
    searches: int = 0


@dataclass(frozen=True, slots=True)
class Call:
    """A use of a tool that ended."""

    session: str
    name: str
    started_at: int
    ended_at: int
    failed: bool


@dataclass(frozen=True, slots=True)
class Prompt:
    """A turn that something was done about."""

    session: str
    command: str
    started_at: int
    reported_ms: int | None
    interrupted: bool


@dataclass(slots=True)
class Truth:
    """All of it, filled while sessions are made up."""

    answers: list[Answer] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    prompts: list[Prompt] = field(default_factory=list)
    failures: Counter[str] = field(default_factory=Counter)
    """Requests that failed for good, by session."""
    retries: Counter[str] = field(default_factory=Counter)
    compactions: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)
    """Records of types that nobody knows."""
    broken: int = 0
    """Lines that are none."""
    roots: dict[str, str] = field(default_factory=dict)
    """Sessions with the folder that each began in."""
    forks: dict[str, str] = field(default_factory=dict)
    """Sessions with what each was copied from."""
    hidden_usd: dict[str, float] = field(default_factory=dict)
    """What sessions spent on requests that no line tells of, where a total of theirs is written."""
