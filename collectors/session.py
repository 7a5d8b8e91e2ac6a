"""What is kept of Claude Code's sessions: numbers, names of tools, commands and models, hashed ids.

Prompts, tool output and contents of files have no field here, so that none can be stored or shown.
Times are unix milliseconds, durations seconds. Token kinds are named as the Messages API does.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TypeAlias

Id: TypeAlias = str
"""Sixteen hex digits in place of an id that many records share; empty for none."""
OwnId: TypeAlias = str
"""The same of one that hardly any other record has."""
Unsigned: TypeAlias = int
"""Of up to 64 bits, as some file systems number."""
Counts: TypeAlias = tuple[tuple[str, int], ...]
"""How many there were of what has a name."""


def release(version: str) -> tuple[list[int], str]:
    """What a version of Claude Code is sorted by: 2.1.10 comes after 2.1.9."""
    parts = version.split(".")
    return [int(part) for part in parts if part.isdecimal() and len(part) < 10], version


def hashed(*ids: str) -> str:
    """Sixteen hex digits in place of ids that lead back to a conversation; empty for no ids."""
    if not any(ids):
        return ""
    return blake2b("\0".join(ids).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class TokenUse:
    """Tokens of one request, or of many together."""

    input_tokens: int = 0
    """Neither read from the prompt cache nor written to it."""
    output_tokens: int = 0
    """Thinking included."""
    cache_creation_5m_input_tokens: int = 0
    cache_creation_1h_input_tokens: int = 0
    cache_read_input_tokens: int = 0

    @property
    def cache_creation_input_tokens(self) -> int:
        """Written to the prompt cache, whatever its time to live."""
        return self.cache_creation_5m_input_tokens + self.cache_creation_1h_input_tokens

    @property
    def prompt_tokens(self) -> int:
        """All that was sent: what stood in the context window."""
        return self.input_tokens + self.cache_creation_input_tokens + self.cache_read_input_tokens

    @property
    def total(self) -> int:
        """Sent and received."""
        return self.prompt_tokens + self.output_tokens

    def __add__(self, other: TokenUse) -> TokenUse:
        return TokenUse(
            self.input_tokens + other.input_tokens,
            self.output_tokens + other.output_tokens,
            self.cache_creation_5m_input_tokens + other.cache_creation_5m_input_tokens,
            self.cache_creation_1h_input_tokens + other.cache_creation_1h_input_tokens,
            self.cache_read_input_tokens + other.cache_read_input_tokens,
        )


SYNTHETIC = "<synthetic>"
"""The model of what Claude Code itself wrote in place of an answer."""
GOES_ON = frozenset({"", "tool_use", "pause_turn"})
"""Why the model stopped when it is asked again, unless somebody or something ends the turn."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request to the model: one pair of message id and request id, however often written."""

    id: OwnId
    """Of both ids; of the message id and the session where there is no request id."""
    session: Id
    ended_at: int
    """When its last block ended."""
    model: str
    """As the API named it, `<synthetic>` for a failure that Claude Code itself wrote."""
    tokens: TokenUse = TokenUse()
    turn: Id = ""
    """The turn it belongs to; empty when no prompt before it is known."""
    agent: Id = ""
    """The sub-agent that made it; empty on the main chain."""
    agent_type: str = ""
    key: OwnId = ""
    """Of the request id alone, which telemetry names too; empty when there is none."""
    started_at: int = 0
    """0 when not even the line before it is known."""
    start_exact: bool = False
    """False: taken from the line before it, the client's own time included."""
    first_token_seconds: float | None = None
    """Only where it is known: telemetry tells it, or the first block was thinking."""
    thinking_seconds: float = 0.0
    stop_reason: str = ""
    error: str = ""
    """What failed for good (`500`, `invalid_request`, `unknown`); empty when nothing did."""
    shape: str = ""
    """Of system prompt and tools: another one breaks the prompt cache; empty when not known."""
    skill: str = ""
    """The skill or command that Claude Code attributes it to; it never ends within a turn."""
    speed: str = ""
    """`fast`, or empty for standard."""
    geography: str = ""
    """Where it had to be inferred when that is priced (`us`); else empty."""
    web_searches: int = 0
    claim: int = 0
    """How sure its session is: 0 when it was made there, else the age of the file that tells it.

    A fork copies requests; the lowest claim keeps one.
    """
    message: OwnId = ""
    """Of the message id alone: a side question replays messages of the main chain under other
    request ids, and only the one whose `agent` is empty counts."""
    cause: Id = ""
    """The tool call that started its sub-agent, where that is known: tells `turn` if empty."""
    hidden: bool = False
    """True when telemetry alone told of it: no transcript shows it."""

    @property
    def seconds(self) -> float | None:
        """How long it took; None when its start is not known."""
        return max(self.ended_at - self.started_at, 0) / 1000 if self.started_at else None

    @property
    def ends_turn(self) -> bool:
        """Whether it was the last that its turn needed, as far as the model says."""
        return not self.agent and (bool(self.error) or self.stop_reason not in GOES_ON)


@dataclass(frozen=True, slots=True)
class ToolCall:
    """One use of a tool."""

    id: OwnId
    session: Id
    name: str
    started_at: int
    """When its block ended and the tool began."""
    turn: Id = ""
    request: OwnId = ""
    agent: Id = ""
    ended_at: int = 0
    """0 while it runs, or when nothing was told of its end."""
    failed: bool = False
    claim: int = 0
    permission_seconds: float | None = None
    """How long it waited for the user; only telemetry tells."""

    @property
    def seconds(self) -> float | None:
        """How long it took, a wait for permission included; None when it did not end."""
        return (self.ended_at - self.started_at) / 1000 if self.ended_at else None


@dataclass(frozen=True, slots=True)
class Turn:
    """A prompt and all that was done about it."""

    id: OwnId
    session: Id
    started_at: int
    ended_at: int = 0
    """When its last line was written."""
    reported_seconds: float | None = None
    """What Claude Code itself says it took."""
    command: str = ""
    """The slash command it began with (`/plan`); empty for words."""
    by_user: bool = True
    """False when something else than a human began it, as a background agent that returned."""
    interrupted: bool = False
    claim: int = 0


@dataclass(frozen=True, slots=True)
class Compaction:
    """The conversation was replaced by a summary of it."""

    id: OwnId
    session: Id
    at: int
    turn: Id = ""
    trigger: str = ""
    """auto or manual."""
    pre_tokens: int = 0
    post_tokens: int = 0
    seconds: float = 0.0
    claim: int = 0


@dataclass(frozen=True, slots=True)
class Retry:
    """An attempt of a request that failed and was made again."""

    id: OwnId
    session: Id
    at: int
    turn: Id = ""
    status: str = ""
    """HTTP status, or a word where there was none; empty when it just was not answered."""
    seconds: float = 0.0
    """The wait before the next attempt; of one without an answer, all the time until then."""
    claim: int = 0


@dataclass(frozen=True, slots=True)
class Session:
    """One session of Claude Code."""

    id: Id
    root: str = ""
    """The folder it began in; empty until a line tells."""
    version: str = ""
    """Of Claude Code, the newest seen."""
    started_at: int = 0
    last_at: int = 0
    """The newest time on any line."""
    in_flight_since: int = 0
    """When the request began that is not answered yet; 0 when none is known to be."""
    reported_cost_usd: float | None = None
    """Claude Code's own running total, forks' shares and hidden requests included."""
    forked: bool = False
    """True when requests of another session were found in it: the total tells theirs too."""


@dataclass(frozen=True, slots=True)
class Telemetry:
    """What Claude Code's telemetry says of one request or tool call, joined to it by its id."""

    key: Id
    """`Request.key`, or the id of a `ToolCall`."""
    at: int
    session: Id = ""
    tool: str = ""
    """Empty for a request."""
    seconds: float | None = None
    first_token_seconds: float | None = None
    permission_seconds: float | None = None
    model: str = ""
    tokens: TokenUse = TokenUse()
    source: str = ""
    """main, subagent or auxiliary: the last are hidden requests."""


@dataclass(frozen=True, slots=True)
class Rating:
    """How satisfied the user was with a session."""

    session: str
    at: int
    stars: int
    """1 to 5."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose sessions the user wants read; it takes the place of the one before it."""

    all_roots: bool
    """False: those of this root alone."""
