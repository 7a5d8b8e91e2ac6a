"""What a framework is made of, as it lies on disk: its modules, and what was found in them.

Sizes are bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter

from collectors.framework.reference import Mention, Reference

_TOKENS, _BYTES = attrgetter("tokens"), attrgetter("bytes")


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
    tools: tuple[str, ...] = ()
    """Tools an agent may use; none means all."""
    refused_tools: tuple[str, ...] = ()
    """Tools an agent may not use."""
    model_invocable: bool = True
    """False when disable-model-invocation is set: absent even from the listing."""
    lines: int = 0
    """Lines the front matter takes, fences included; 0 when there is none."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about the framework its author would want to know."""

    kind: str
    """missing-target, not-imported, cycle, outside-root, linked-twice, front-matter, unreadable,
    not-a-file, binary, too-large, not-utf8, not-json, not-loaded, too-deep."""
    path: str
    line: int
    """0 when it is about the whole file."""
    detail: str


@dataclass(frozen=True, slots=True)
class Content:
    """What one text says, wherever it lies: a pure function of its bytes and the encoding."""

    digest: str
    """BLAKE2b, 16 bytes, in hex."""
    bytes: int
    tokens: int
    injected_tokens: int
    """Tokens of what is left of a memory file: neither front matter nor block-level comments."""
    front_matter: FrontMatter
    summary: str
    """The first line that says something, for want of a description; at most 100 characters."""
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
    """Memory files with their imports, and unscoped rules, as they are injected."""
    listing_tokens: int = 0
    """Names and descriptions of skills and commands, within the listing budget."""
    agent_tokens: int = 0
    """Names, descriptions and tools of agents."""
    listing_characters: int = 0
    """Characters of the skill and command listing after the budget."""
    listing_budget_characters: int = 0
    """Shared with the skills that are built into Claude Code."""
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
        return sum(map(_TOKENS, self.modules))

    @property
    def bytes(self) -> int:
        """Bytes of all modules together."""
        return sum(map(_BYTES, self.modules))


@dataclass(frozen=True, slots=True)
class Footing:
    """What a framework was found on: another scan that finds the same makes the same of it."""

    digest: str
    outside: tuple[str, ...]
    """Paths that no walk finds and an import leads to, or would if they were there."""
