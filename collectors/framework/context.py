"""What Claude Code puts into the context window for a framework before anyone types.

Bodies of commands, skills and agents, path-scoped rules and nested memory files come later or
never.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from collectors.config import ContextConfig
from collectors.framework import graph, listing
from collectors.framework.links import Links, Part
from collectors.framework.listing import Listed
from collectors.framework.module import Content, Framework, FrontMatter, Kind, Module, Startup
from collectors.tokens import Tokenizer

_IN_MEMORY = frozenset({Kind.MEMORY, Kind.RULE})

_CHARACTERS_PER_TOKEN = {"claude-legacy": 4, "claude-new": 3}
"""By which Claude Code turns its listing budget from tokens into characters, by model family."""


def startup(
    modules: Mapping[str, Module],
    contents: Mapping[str, Content],
    *,
    at_start: Mapping[str, str],
    import_hops: int,
    config: ContextConfig,
    tokenizer: Tokenizer,
) -> Startup:
    """Add up what every session pays.

    `contents` are by digest; `at_start` are the paths that count, each with its plugin's name.
    """
    known = [_known(modules[path], contents, plugin) for path, plugin in sorted(at_start.items())]
    characters = config.window_tokens * _CHARACTERS_PER_TOKEN[config.claude_family]
    budget = int(config.listing_budget_ratio * characters)
    entries = listing.invocable(known, config.listing_entry_characters)
    told = listing.within_budget(entries, budget - listing.BUILT_IN_CHARACTERS)
    agents = "\n".join(entry.text for entry in listing.agents(known))
    return Startup(
        memory_tokens=_memory_tokens(known, modules, contents, import_hops),
        listing_tokens=tokenizer.count(told.text),
        agent_tokens=tokenizer.count(agents),
        listing_characters=len(told.text),
        listing_budget_characters=budget,
        unlisted_characters=told.unlisted_characters,
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


def _known(module: Module, contents: Mapping[str, Content], plugin: str) -> Listed:
    return Listed(module, contents[module.digest], plugin)


def _memory_tokens(
    known: Iterable[Listed],
    modules: Mapping[str, Module],
    contents: Mapping[str, Content],
    import_hops: int,
) -> int:
    """Count each memory file, unscoped rule and import of theirs once, as it is injected."""
    loaded = (
        path
        for it in known
        if _is_memory(it)
        for path in graph.imports(modules, it.module.path, hops=import_hops)
    )
    return sum(contents[modules[path].digest].injected_tokens for path in dict.fromkeys(loaded))


def _is_memory(it: Listed) -> bool:
    unscoped = it.module.kind is Kind.RULE and not it.head.paths
    return it.module.kind is Kind.MEMORY or unscoped
