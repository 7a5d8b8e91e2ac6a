"""What a text refers to, how that is written, and when it is loaded."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
    """In a memory file or a rule, and in what those import in turn."""
    AT_MENTION = "at-mention"
    """In a command or a skill, which attaches the file as it is."""
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
    Syntax.AT_MENTION: Load.EAGER,
    Syntax.MARKDOWN_LINK: Load.MENTION,
    Syntax.CODE_PATH: Load.MENTION,
    Syntax.BARE_PATH: Load.MENTION,
}


@dataclass(frozen=True, slots=True)
class Mention:
    """A reference as a text writes it, before anyone looks for its target."""

    target: str
    syntax: Syntax
    line: int
    """1-based line of the first occurrence."""
    occurrences: int = 1
    in_html: bool = False
    """Whether it is an import in a block of HTML, where a memory file imports nothing."""


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
