"""The values that collectors yield and the store remembers.

Times are unix milliseconds (`int`), durations seconds (`float`), sizes bytes, ratios 0 to 1.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar, Protocol, TypeAlias

if TYPE_CHECKING:
    from collectors.baseline import Baseline, Blob, Comparison
    from collectors.decision import Acknowledgement, Silence
    from collectors.session import SessionRecord
    from collectors.shown import ShownAlert

Labels: TypeAlias = tuple[tuple[str, str], ...]
"""Name and value pairs, sorted by name."""


class Trigger(StrEnum):
    """Why a run happens."""

    START = "start"
    SAVE = "save"
    TICK = "tick"
    RESCAN = "rescan"
    ASKED = "asked"
    APPENDED = "appended"
    """A session's transcript grew."""
    BACKLOG = "backlog"
    """Nothing else is to be done, and old transcripts are still to be read."""


class Kind(StrEnum):
    """What a file is to Claude Code or to the framework."""

    MEMORY = "memory"
    RULE = "rule"
    COMMAND = "command"
    SKILL = "skill"
    SKILL_FILE = "skill-file"
    AGENT = "agent"
    OUTPUT_STYLE = "output-style"
    COMPONENT = "component"
    HOOK = "hook"
    SETTINGS = "settings"
    OTHER = "other"


class Load(StrEnum):
    """When what a reference names is loaded."""

    EAGER = "eager"
    """Claude Code expands it itself."""
    INCLUDE = "include"
    """Only a framework's own loader expands it: a potential cost."""
    MENTION = "mention"
    """Read on demand: counted, in no closure."""


class Syntax(StrEnum):
    """How a reference is written."""

    AT_IMPORT = "at-import"
    INCLUDE_COMPONENT = "include-component"
    INCLUDE_PATH = "include-path"
    COMPONENT_PATH = "component-path"
    COMPONENT_ELEMENT = "component-element"
    MODULE_PATH = "module-path"
    DEPENDS_ON = "depends-on"
    MARKDOWN_LINK = "markdown-link"
    CODE_PATH = "code-path"
    BARE_PATH = "bare-path"

    @property
    def load(self) -> Load:
        """The load class of every reference written this way."""
        return _LOAD_OF_SYNTAX.get(self, Load.INCLUDE)


_LOAD_OF_SYNTAX = {
    Syntax.AT_IMPORT: Load.EAGER,
    Syntax.MARKDOWN_LINK: Load.MENTION,
    Syntax.CODE_PATH: Load.MENTION,
    Syntax.BARE_PATH: Load.MENTION,
}


@dataclass(frozen=True, slots=True)
class Sample:
    """One measured value of one series."""

    metric: str
    """A name of the catalogue in `collectors.metrics`."""
    value: float
    labels: Labels = ()
    at: int = 0
    """When it was measured; 0 means at the start of its run."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A reference as a text writes it, before anyone looks for its target."""

    target: str
    syntax: Syntax
    line: int
    """1-based line of the first occurrence."""
    occurrences: int = 1


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference of one module, looked up."""

    target: str
    """As written."""
    path: str
    """The module it names, relative to the root; empty when there is none inside the root."""
    syntax: Syntax
    line: int
    occurrences: int
    found: bool

    @property
    def load(self) -> Load:
        """When the target is loaded."""
        return self.syntax.load


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about the framework its author would want to know."""

    kind: str
    """missing-target, cycle, outside-root, linked-twice, front-matter, unreadable, not-a-file,
    binary, too-large, not-utf8, not-json, too-deep."""
    path: str
    line: int
    """0 when it is about the whole file."""
    detail: str


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What Claude Code reads from the head of a file."""

    name: str = ""
    description: str = ""
    when_to_use: str = ""
    argument_hint: str = ""
    paths: tuple[str, ...] = ()
    """Globs a rule is scoped to."""
    skills: tuple[str, ...] = ()
    """Skills an agent preloads."""
    model_invocable: bool = True
    """False when disable-model-invocation is set: absent even from the listing."""
    lines: int = 0
    """Lines the front matter takes, fences included; 0 when there is none."""


@dataclass(frozen=True, slots=True)
class Content:
    """What one text says, wherever it lies: a pure function of its bytes and the encoding."""

    digest: str
    """BLAKE2b, 16 bytes, in hex."""
    bytes: int
    tokens: int
    injected_tokens: int
    """Tokens left when block-level HTML comments are stripped, as memory files are loaded."""
    front_matter: FrontMatter
    summary: str
    """The first paragraph, listed when there is no description; at most 1,536 characters."""
    mentions: tuple[Mention, ...]
    problems: tuple[Finding, ...]
    """Findings about the text itself; their `path` is empty."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What `stat` says of a file: equal stamps, equal content."""

    device: int
    inode: int
    size: int
    modified_ns: int
    changed_ns: int


@dataclass(frozen=True, slots=True)
class Module:
    """One file of a framework, measured and linked."""

    path: str
    """Relative to the root, with `/`; bytes that are not UTF-8 written as `\\xNN`."""
    kind: Kind
    name: str
    """What invokes it (`/plan`, `/sc:spawn`, `code-reviewer`); empty when nothing does."""
    digest: str
    bytes: int
    tokens: int
    eager_tokens: int
    """Tokens of the module and all that Claude Code itself expands into it."""
    full_tokens: int
    """Tokens of the module and all that a framework's loader could expand into it."""
    dependents: int
    """Modules that name this one by an eager or include reference."""
    references: tuple[Reference, ...]
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Startup:
    """What every session pays for this framework before the first prompt."""

    memory_tokens: int = 0
    """Memory files with their imports, and unscoped rules; block comments stripped."""
    listing_tokens: int = 0
    """Names and descriptions of skills and commands, within the listing budget."""
    agent_tokens: int = 0
    """Names and descriptions of agents."""
    listing_characters: int = 0
    """Characters of the skill and command listing after the budget."""
    listing_budget_characters: int = 0
    unlisted_characters: int = 0
    """Characters of description that the budget dropped."""

    @property
    def tokens(self) -> int:
        """Tokens in the window before anyone types."""
        return self.memory_tokens + self.listing_tokens + self.agent_tokens


@dataclass(frozen=True, slots=True)
class Framework:
    """A framework as it lies on disk."""

    root: str = ""
    encoding: str = "cl100k_base"
    layout: str = ""
    """Which known layouts were found, in words."""
    modules: tuple[Module, ...] = ()
    """Sorted by path."""
    startup: Startup = Startup()
    findings: tuple[Finding, ...] = ()
    cycles: tuple[tuple[str, ...], ...] = ()
    """Each a closed walk of paths, smallest path first."""

    @property
    def tokens(self) -> int:
        """Tokens of all modules together."""
        return sum(module.tokens for module in self.modules)

    @property
    def bytes(self) -> int:
        """Bytes of all modules together."""
        return sum(module.bytes for module in self.modules)


@dataclass(frozen=True, slots=True)
class Footing:
    """What a framework was found on: another scan that finds the same makes the same of it."""

    digest: str
    outside: tuple[str, ...]
    """Paths that no walk finds and an import leads to, or would if they were there."""


@dataclass(frozen=True, slots=True)
class Status:
    """The state of one part of perfdash, until it says otherwise."""

    part: str
    """watch, store, session, tokenizer, clock, ..."""
    degraded: bool
    detail: str
    """A sentence the screen can show."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to the measuring itself."""

    at: int
    kind: str
    """clock-jump, store-set-aside, samples-dropped, ..."""
    detail: str


@dataclass(frozen=True, slots=True)
class TokenCount:
    """The exact token count of one text, for ever."""

    digest: str
    tokens: int


Record: TypeAlias = (
    "Sample | Content | TokenCount | Framework | Footing | Status | Event | Blob | Baseline"
    " | Comparison | Acknowledgement | Silence | ShownAlert | SessionRecord"
)
"""What a collector may yield."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A collector that raised."""

    collector: str
    error: str
    """The exception's type and message."""


@dataclass(frozen=True, slots=True)
class Run:
    """One round of collecting."""

    at: int
    trigger: Trigger
    paths: tuple[str, ...] = ()
    """The saved files that caused it, relative to the root."""
    seconds: float = 0.0
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True)
class Occasion:
    """Why, when and on what a collector is asked to measure."""

    trigger: Trigger
    at: int
    framework: Framework
    """As last scanned in this process or remembered by the store; empty before the first scan."""
    dirty: frozenset[str] = frozenset()
    """Saved paths, relative to the root; empty means anything may have changed."""


class Collector(Protocol):
    """Something that measures when asked."""

    NAME: ClassVar[str]
    TRIGGERS: ClassVar[frozenset[Trigger]]

    def collect(self, occasion: Occasion) -> Iterable[Record]:
        """Yield what was measured; raise what prevented it."""
        ...
