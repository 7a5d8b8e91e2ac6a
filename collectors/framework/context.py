"""What Claude Code puts into the context window for a framework before anyone types.

Bodies of commands, skills and agents, path-scoped rules and nested memory files come later or
never. Which descriptions an overfull listing loses depends on how often each was used, which no
file tells: here they are kept in the order of their names, as long as they fit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from collectors.config import ContextConfig
from collectors.framework import graph
from collectors.framework.links import Links, Part
from collectors.framework.module import Content, Framework, FrontMatter, Kind, Module, Startup
from collectors.tokens import Tokenizer

_IN_MEMORY = frozenset({Kind.MEMORY, Kind.RULE})

_CHARACTERS_PER_TOKEN = 4
"""By which Claude Code turns its listing budget from tokens into characters."""


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


def startup(
    modules: Mapping[str, Module],
    contents: Mapping[str, Content],
    *,
    at_start: Iterable[str],
    import_hops: int,
    config: ContextConfig,
    tokenizer: Tokenizer,
) -> Startup:
    """Add up what every session pays; `contents` by digest, `at_start` the paths that count."""
    present = [modules[path] for path in sorted(at_start)]
    budget = int(config.listing_budget_ratio * config.window_tokens * _CHARACTERS_PER_TOKEN)
    listing = within_budget(listed(present, contents, config.listing_entry_characters), budget)
    agents = "\n".join(entry.text for entry in agent_entries(present, contents))
    return Startup(
        memory_tokens=_memory_tokens(present, modules, contents, import_hops),
        listing_tokens=tokenizer.count(listing.text),
        agent_tokens=tokenizer.count(agents),
        listing_characters=len(listing.text),
        listing_budget_characters=budget,
        unlisted_characters=listing.unlisted_characters,
    )


def costs_the_same(before: Sequence[Links], links: Sequence[Links]) -> bool:
    """Whether the parts of a framework, laid out as before, cost a session what they did then."""
    if len(before) != len(links):
        return False
    imported: frozenset[str] = frozenset()
    for was, now in zip(before, links, strict=True):
        if was is now:
            continue
        if was.eager != now.eager or _listed_by(was.part) != _listed_by(now.part):
            return False
        if was.part.content.injected_tokens != now.part.content.injected_tokens:
            imported = imported or frozenset(path for each in links for path in each.eager)
            if now.part.kind in _IN_MEMORY or now.part.path in imported:
                return False
    return True


def _listed_by(part: Part) -> tuple[str, Kind, str, FrontMatter, str]:
    return part.path, part.kind, part.name, part.content.front_matter, part.content.summary


def available_ratio(module: Module, framework: Framework, config: ContextConfig) -> float:
    """The share of the window that is left when a module and its whole closure are loaded."""
    window = config.window_tokens
    taken = framework.startup.tokens + module.full_tokens + config.reserve_tokens
    return max(0.0, (window - taken) / window) if window > 0 else 0.0


def listed(
    modules: Sequence[Module], contents: Mapping[str, Content], entry_characters: int
) -> tuple[Entry, ...]:
    """What the model is told it may invoke, sorted by name; a skill hides a command of its name."""
    named = {module.name: module for module in modules if module.kind is Kind.COMMAND}
    named |= {module.name: module for module in modules if module.kind is Kind.SKILL}
    return tuple(
        Entry(name.removeprefix("/"), _description(content)[:entry_characters])
        for name, content in _contents(named, contents)
        if content.front_matter.model_invocable
    )


def agent_entries(modules: Sequence[Module], contents: Mapping[str, Content]) -> tuple[Entry, ...]:
    """What the model is told it may delegate to, sorted by name."""
    named = {module.name: module for module in modules if module.kind is Kind.AGENT}
    return tuple(Entry(name, _description(content)) for name, content in _contents(named, contents))


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


def _contents(
    named: Mapping[str, Module], contents: Mapping[str, Content]
) -> Iterator[tuple[str, Content]]:
    return ((name, contents[named[name].digest]) for name in sorted(named))


def _description(content: Content) -> str:
    head = content.front_matter
    parts = (head.description or content.summary, head.when_to_use)
    return " ".join(" - ".join(part for part in parts if part).split())


def _memory_tokens(
    present: Iterable[Module],
    modules: Mapping[str, Module],
    contents: Mapping[str, Content],
    import_hops: int,
) -> int:
    """Count each memory file, unscoped rule and import of theirs once, without comments."""
    loaded = (
        path
        for module in present
        if _is_memory(module, contents[module.digest])
        for path in graph.imports(modules, module.path, hops=import_hops)
    )
    return sum(contents[modules[path].digest].injected_tokens for path in dict.fromkeys(loaded))


def _is_memory(module: Module, content: Content) -> bool:
    unscoped = module.kind is Kind.RULE and not content.front_matter.paths
    return module.kind is Kind.MEMORY or unscoped
