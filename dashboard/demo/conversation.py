"""A played session of Claude Code on the bundled framework: who asks what, and what comes back.

It is fiction, written down as Claude Code writes its transcripts; what perfdash tells of it is
measured from what is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle

FABLE, HAIKU = "claude-fable-5-1", "claude-haiku-5-5"


@dataclass(frozen=True, slots=True)
class Call:
    """One use of a tool."""

    tool: str
    seconds: float
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer of the model, and the tools that it uses."""

    seconds: float
    """From the request to the last block."""
    thinking: float
    """Seconds of it, at its beginning, after the first token."""
    output: int
    """Tokens."""
    calls: tuple[Call, ...] = ()
    grown: int = 900
    """Tokens that were added to the conversation since the reply before it."""
    failed: bool = False
    retried: bool = False


@dataclass(frozen=True, slots=True)
class Exchange:
    """A prompt and the replies to it."""

    pause: float
    """Seconds that the user took before it."""
    command: str
    """The slash command that it is; empty for words."""
    replies: tuple[Reply, ...]
    model: str = FABLE
    forgotten: bool = False
    """Whether what the prompt cache held is written anew."""


_READS = (Call("Read", 0.4), Call("Grep", 0.3))
_TESTS = Call("Bash", 2.4)
_PLAN = Exchange(
    4.0,
    "/plan",
    (
        Reply(2.6, 1.1, 310, _READS),
        Reply(3.1, 1.4, 620, grown=2_400),
    ),
)
_BUILD = Exchange(
    5.0,
    "/build",
    (
        Reply(1.9, 0.6, 240, (Call("Read", 0.3), Call("Read", 0.2))),
        Reply(3.4, 0.9, 880, (Call("Edit", 0.2),), grown=3_100),
        Reply(1.4, 0.0, 120, (_TESTS,)),
        Reply(2.2, 0.8, 410, (Call("Edit", 0.2), Call("Bash", 3.1, failed=True)), grown=1_700),
        Reply(1.8, 0.5, 260, (_TESTS,), grown=1_200),
        Reply(1.2, 0.0, 150),
    ),
)
_REVIEW = Exchange(
    6.0,
    "/review",
    (
        Reply(2.8, 1.7, 350, (Call("Bash", 0.7), *_READS), retried=True),
        Reply(3.6, 1.2, 900, grown=4_800),
    ),
)
_WORDS = Exchange(3.0, "", (Reply(1.6, 0.4, 210, (Call("Bash", 1.1),)), Reply(1.1, 0.0, 90)))
_TRIAGE = Exchange(
    5.0, "/triage", (Reply(1.3, 0.5, 180, _READS), Reply(1.0, 0.0, 160)), model=HAIKU
)
_UNLUCKY = Exchange(
    4.0, "/release", (Reply(1.5, 0.3, 200, (_TESTS,)), Reply(0.9, 0.0, 0, failed=True))
)
_BACK = Exchange(420.0, "/plan", _PLAN.replies, forgotten=True)

BEFORE = (_PLAN, _BUILD, _REVIEW, _BACK, _WORDS, _TRIAGE)
"""What was said before perfdash was opened; once the user was away longer than a cache lives."""


def exchanges() -> Iterator[Exchange]:
    """What is said while one watches, without end."""
    return cycle((_BUILD, _REVIEW, _WORDS, _UNLUCKY, _TRIAGE, _PLAN))
