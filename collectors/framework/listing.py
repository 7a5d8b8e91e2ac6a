"""What the model is told that it may invoke or delegate to, line by line as Claude Code says it.

The rules are those that Claude Code 2.1 was seen to follow. Which descriptions an overfull listing
loses depends on how often each was used, which no file tells: here nothing was used yet, and they
are kept in the order of the listing, as long as they fit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from collectors.framework.module import Content, FrontMatter, Kind, Module

_NAMELESS = {Kind.COMMAND: "Custom command", Kind.SKILL: "Skill"}
"""What is said of a file that says nothing of itself."""
_BREAKS = re.compile(r"[\t\r\n]+")
_CALLABLE = re.compile(r"[\w.:-]+")
_ALL = "*"

BUILT_IN_CHARACTERS = 6_077
"""What Claude Code 2.1.329 lists of its own, within the same budget and with descriptions that it
keeps: up to 6,250 for some models."""


class Entry(NamedTuple):
    """A line of a listing."""

    name: str
    description: str

    @property
    def text(self) -> str:
        """The line with its description."""
        return f"{self.bare}: {self.description}" if self.description else self.bare

    @property
    def bare(self) -> str:
        """The line without its description."""
        return f"- {self.name}"


class Listing(NamedTuple):
    """A listing within its budget."""

    text: str
    unlisted_characters: int


class Listed(NamedTuple):
    """A module that Claude Code knows from the start of a session."""

    module: Module
    content: Content
    plugin: str = ""

    @property
    def head(self) -> FrontMatter:
        """What it says of itself."""
        return self.content.front_matter


def invocable(known: Sequence[Listed], entry_characters: int) -> tuple[Entry, ...]:
    """Skills, then commands, sorted by name, each description at most so long; plugins last.

    A skill hides a command of its name, but the other way round in a plugin.
    """
    parts = (it for it in known if it.module.kind in _NAMELESS)
    named = {it.module.name: it for it in sorted(parts, key=_precedence)}
    return tuple(
        Entry(_shown(it), _shortened(_described(it), entry_characters))
        for it in sorted(named.values(), key=_place)
        if _is_told_of(it)
    )


def agents(known: Sequence[Listed]) -> tuple[Entry, ...]:
    """Agents, sorted by name, with their tools; one without name or description is none.

    In a plugin it is one all the same.
    """
    named = {it.module.name: it for it in known if it.module.kind is Kind.AGENT}
    return tuple(
        Entry(name, f"{_delegated(it)} (Tools: {_tools(it.head)})")
        for name, it in sorted(named.items())
        if it.plugin or (it.head.name and it.head.description)
    )


def within_budget(entries: Sequence[Entry], budget: int) -> Listing:
    """Give each entry its description while there is room for it; names always stay."""
    left = budget - len("\n".join(entry.bare for entry in entries))
    lines, dropped = [], 0
    for entry in entries:
        wanted = len(entry.text) - len(entry.bare)
        fits = wanted <= left
        lines.append(entry.text if fits else entry.bare)
        left -= wanted if fits else 0
        dropped += 0 if fits else len(entry.description)
    return Listing("\n".join(lines), dropped)


def _delegated(it: Listed) -> str:
    said = it.head.description
    if it.plugin:
        return said or f"Agent from {it.plugin} plugin"
    return said.replace(r"\n", "\n")


def _precedence(it: Listed) -> bool:
    return (it.module.kind is Kind.SKILL) != bool(it.plugin)


def _place(it: Listed) -> tuple[bool, bool, str, str]:
    name = it.module.name
    return bool(it.plugin), not _precedence(it), name.casefold(), name


def _is_told_of(it: Listed) -> bool:
    head = it.head
    if not head.model_invocable or (it.module.kind is Kind.SKILL and head.paths):
        return False
    return not it.plugin or bool(head.description or head.when_to_use)


def _shown(it: Listed) -> str:
    """What invokes it, and what it calls itself where that is another name."""
    name, own = it.module.name.removeprefix("/"), it.head.name
    named = it.plugin or it.module.kind is Kind.SKILL
    own = f"{it.plugin}:{own}" if it.plugin and own else own
    return f"{name} ({own})" if named and own != name and _CALLABLE.fullmatch(own) else name


def _described(it: Listed) -> str:
    head = it.head
    said = head.description or it.content.summary or _NAMELESS[it.module.kind]
    return " - ".join(part for part in (said, head.when_to_use) if part)


def _shortened(text: str, longest: int) -> str:
    line = _BREAKS.sub(" ", text).replace("<", "&lt;").replace(">", "&gt;")
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def _tools(head: FrontMatter) -> str:
    refused = [tool for tool in head.refused_tools if tool != _ALL]
    if head.tools and _ALL not in head.tools:
        return ", ".join(tool for tool in head.tools if tool not in refused)
    return "All tools" + (f" except {', '.join(refused)}" if refused else "")
