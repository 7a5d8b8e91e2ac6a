"""What is known so far of what later lines may complete."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TypeAlias

from collectors import flat_record as flat


@dataclass(slots=True, eq=False)
class SessionDraft:
    """A session, and the request of its main chain that is not answered yet."""

    id: str
    root: str = ""
    version: str = ""
    started_at: int = 0
    last_at: int = 0
    in_flight_since: int = 0
    flying: str = ""
    """The request that is in flight."""
    reported_cost_usd: float | None = None
    forked: bool = False
    changed: bool = False

    def land(self) -> None:
        """Let nothing be in flight."""
        self.flying, self.in_flight_since = "", 0

    def row(self) -> flat.Row:
        """What is known by now."""
        return _SESSION, _of_session(self)


@dataclass(slots=True, eq=False)
class TurnDraft:
    """A prompt and what was done about it so far."""

    id: str
    session: str
    started_at: int
    claim: int
    command: str = ""
    by_user: bool = True
    ended_at: int = 0
    reported_seconds: float | None = None
    interrupted: bool = False
    changed: bool = False

    def row(self) -> flat.Row:
        """What is known by now."""
        return _TURN, _of_turn(self)


@dataclass(slots=True, eq=False)
class RequestDraft:
    """A request whose reply may not be told to the end yet."""

    id: str
    session: str
    message: str
    claim: int
    model: str
    turn: str = ""
    agent: str = ""
    agent_type: str = ""
    cause: str = ""
    key: str = ""
    started_at: int = 0
    start_exact: bool = False
    shape: str = ""
    ended_at: int = 0
    spent: tuple[int, ...] = (0, 0, 0, 0, 0)
    """The fields of a `TokenUse`, in their order."""
    first_token_seconds: float | None = None
    thinking_seconds: float = 0.0
    stop_reason: str = ""
    error: str = ""
    skill: str = ""
    speed: str = ""
    geography: str = ""
    web_searches: int = 0
    blocks: set[int] = field(default_factory=set)
    """Which blocks of the reply were told: their numbers, or moments below zero."""
    usage: object = None
    """The last that was read, to know it again."""
    changed: bool = False

    def row(self) -> flat.Row:
        """What is known by now."""
        return _REQUEST, (*_before_tokens(self), *self.spent, *_after_tokens(self))


@dataclass(slots=True, eq=False)
class CallDraft:
    """A use of a tool, answered or not."""

    id: str
    session: str
    name: str
    started_at: int
    claim: int
    turn: str = ""
    request: str = ""
    agent: str = ""
    agent_type: str = ""
    """Of the sub-agent that it starts."""
    ended_at: int = 0
    failed: bool = False
    changed: bool = False

    def row(self) -> flat.Row:
        """What is known by now."""
        return _CALL, (*_of_call(self), _NO_PERMISSION)


Draft: TypeAlias = SessionDraft | TurnDraft | RequestDraft | CallDraft


def _known(names: Sequence[str], draft: type[Draft]) -> Callable[[Draft], tuple[object, ...]]:
    """The values of a row that a draft has, in order."""
    return attrgetter(*(name for name in names if hasattr(draft, name)))


_SESSION, _TURN, _REQUEST, _CALL = map(
    flat.KINDS.index, (flat.SESSION, flat.TURN, flat.REQUEST, flat.TOOL_CALL)
)
_TOKENS = flat.REQUEST.names.index("input_tokens")
_NO_PERMISSION = None
"""How long a call waited for the user is in its last field, and no line tells it."""
_of_session = _known(flat.SESSION.names, SessionDraft)
_of_turn = _known(flat.TURN.names, TurnDraft)
_of_call = _known(flat.TOOL_CALL.names, CallDraft)
_before_tokens = _known(flat.REQUEST.names[:_TOKENS], RequestDraft)
_after_tokens = _known(flat.REQUEST.names[_TOKENS:], RequestDraft)


@dataclass(slots=True, eq=False)
class Chain:
    """One conversation with the model: a session's own, or that of one of its sub-agents."""

    session: SessionDraft
    agent: str = ""
    agent_type: str = ""
    cause: str = ""
    turn_id: str = ""
    turn: TurnDraft | None = None
    """None where the turn is told by another file."""
    pending: TurnDraft | None = None
    """A command of which nothing shows yet that the model will be asked."""
    before: int = 0
    """The newest moment a request may have begun at, when no line tells its start."""
    request: RequestDraft | None = None
    """The one that was spoken of last."""
    said: object = None
    """Its ids, as written."""

    @property
    def newest(self) -> int:
        """The newest moment known, for what happened at one that is not."""
        return max(self.before, self.session.last_at)

    @property
    def id(self) -> tuple[str, str]:
        """Session and sub-agent."""
        return self.session.id, self.agent
