"""Who writes the lines: with a clock, dice, and ids that are never the same."""

from __future__ import annotations

import random
import uuid
from dataclasses import dataclass, field

from tests.transcripts.files import Written
from tests.transcripts.plan import Plan, Style
from tests.transcripts.shapes import Line, encoded, moment
from tests.transcripts.truth import Truth

_SPOKEN = ("user", "assistant", "attachment")
_WORDS = (
    *("plan", "the parser", "<b>of</b>", '"tokens"', "\\", "ünï", "çödé", "漢字", "🚀"),
    *("{braces}", "[1m]", "line\nbreak", "ok"),
)
_POOL = 200_000
_TEXT = "".join(f"line {number}: {' '.join(_WORDS)}\n" for number in range(_POOL // 80))


@dataclass(slots=True)
class Session:
    """One session while it is made up."""

    id: str
    folder: str
    style: Style
    model: str
    gateway: bool
    """Whether replies have no request id."""
    context: int = 20_000
    """Tokens of the conversation so far."""
    cached: int = 0
    """Tokens of it that the prompt cache holds."""
    command: str = ""
    prompt: str = ""
    """Id of the prompt, for lines that name it."""
    spent_usd: float = 0.0

    @property
    def new(self) -> bool:
        """Whether it is written as late clients do."""
        return self.style is Style.NEW

    @property
    def path(self) -> str:
        """Its own file."""
        return f"projects/{self.slug}/{self.id}.jsonl"

    @property
    def slug(self) -> str:
        """What its project's folder is called."""
        return "".join(it if it.isalnum() else "-" for it in self.folder)


@dataclass(slots=True)
class Chain:
    """One conversation with the model: the session's own, or a sub-agent's."""

    session: Session
    path: str
    agent: str = ""
    """As truth names it; empty for the session's own."""
    written_agent: str = ""
    """As lines name it; some name none."""
    parent: str | None = None
    before: int = 0
    """The moment of the newest line that is part of it."""


@dataclass(slots=True)
class Scribe:
    """Writes down what happens, and what is true of it."""

    plan: Plan
    dice: random.Random
    at: int = 0
    """Now, in unix milliseconds."""
    script: list[Written] = field(default_factory=list)
    truth: Truth = field(default_factory=Truth)

    def uid(self) -> str:
        """A new id, as of lines and sessions."""
        return str(uuid.UUID(int=self.dice.getrandbits(128), version=4))

    def api_id(self, prefix: str) -> str:
        """A new id, as the API makes them."""
        return f"{prefix}_01{self.dice.getrandbits(80):020x}"

    def chance(self, share: float) -> bool:
        """Whether something happens now that does so this often."""
        return self.dice.random() < share

    def text(self, longest: int) -> str:
        """Some words, quotes and characters beyond ASCII among them."""
        return " ".join(self.dice.choices(_WORDS, k=self.dice.randint(1, longest)))

    def bulk(self) -> str:
        """As much text as tools say, if they say much."""
        if not self.plan.bulk:
            return ""
        start = self.dice.randrange(_POOL // 2)
        return _TEXT[start : start + self.dice.randint(0, min(2 * self.plan.bulk, _POOL // 2))]

    def wait(self, shortest: int, longest: int) -> int:
        """Let so many milliseconds pass; how many."""
        passed = self.dice.randint(shortest, longest)
        self.at += passed
        return passed

    def put(self, chain: Chain, line: Line) -> Line:
        """Write a line of a conversation, now; what was written."""
        session = chain.session
        full: Line = {
            "parentUuid": chain.parent,
            "isSidechain": bool(chain.agent),
            "userType": "external",
            "cwd": session.folder,
            "sessionId": session.id,
            "version": "2.1.328" if session.new else "2.0.42",
            "gitBranch": "main",
            **({"agentId": chain.written_agent} if chain.written_agent else {}),
            "uuid": self.uid(),
            "timestamp": moment(self.at),
            **line,
        }
        chain.parent = str(full["uuid"])
        if line["type"] in _SPOKEN:
            chain.before = max(chain.before, self.at)
        self.write(chain.path, full)
        return full

    def keep(self, chain: Chain, line: Line) -> None:
        """Write a line of bookkeeping, which is no part of a conversation."""
        self.write(chain.path, {**line, "sessionId": chain.session.id})

    def write(self, path: str, line: Line) -> None:
        """Write a line as it is."""
        self.script.append(Written(self.at, path, encoded(line)))

    def write_bytes(self, path: str, content: bytes) -> None:
        """Write what may be no line."""
        self.script.append(Written(self.at, path, content))
