"""Where the references of one file lead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from collectors.framework.resolver import INVOKED, Resolver
from collectors.model import Content, Finding, Kind, Load, Mention, Reference, Stamp, Syntax

LOADING = frozenset(syntax for syntax in Syntax if syntax.load is not Load.MENTION)
"""Syntaxes of references that load something."""

_EXPANDED = frozenset({*INVOKED, Kind.MEMORY, Kind.RULE})
"""Kinds whose `@path` imports Claude Code expands; what they import is expanded as well."""


@dataclass(frozen=True, slots=True)
class Part:
    """A file of the framework before it is linked."""

    path: str
    kind: Kind
    name: str
    content: Content
    stamp: Stamp

    @property
    def imports(self) -> list[Mention]:
        """Its `@path` mentions, whether or not anything expands them."""
        return [it for it in self.content.mentions if it.syntax is Syntax.AT_IMPORT]


@dataclass(frozen=True, slots=True)
class Links:
    """A part with its references looked up."""

    part: Part
    expanded: bool
    """Whether its imports are references: an `@path` that nothing expands is none."""
    references: tuple[Reference, ...]
    eager: tuple[str, ...]
    """Distinct paths that Claude Code expands into it."""
    loaded: tuple[str, ...]
    """Distinct paths that a loader could expand into it, those included."""
    missing: tuple[Reference, ...]
    """What would be loaded if it were there; the first of each target."""
    findings: tuple[Finding, ...]


def find_expanded(parts: Sequence[Part], resolver: Resolver) -> frozenset[str]:
    """The parts whose imports Claude Code expands, of those that have any."""
    imports = {part.path: found for part in parts if (found := part.imports)}
    waiting = [part.path for part in parts if part.path in imports and part.kind in _EXPANDED]
    expanded = set(waiting)
    while waiting:
        path = waiting.pop()
        targets = {resolver.resolve(mention, path) for mention in imports[path]}
        fresh = (targets & imports.keys()) - expanded
        expanded |= fresh
        waiting.extend(fresh)
    return frozenset(expanded)


def look_up(part: Part, resolver: Resolver, *, expanded: bool) -> Links:
    """Look up the references of one part."""
    references = tuple(
        _reference(mention, part.path, resolver)
        for mention in part.content.mentions
        if expanded or mention.syntax is not Syntax.AT_IMPORT
    )
    loading = [it for it in references if it.syntax in LOADING]
    missing = tuple({it.target: it for it in reversed(loading) if not it.found}.values())[::-1]
    return Links(
        part,
        expanded,
        references,
        eager=tuple(
            dict.fromkeys(it.path for it in loading if it.found and it.syntax is Syntax.AT_IMPORT)
        ),
        loaded=tuple(dict.fromkeys(it.path for it in loading if it.found)),
        missing=missing,
        findings=(*_problems(part), *(_dangling(part.path, it, resolver) for it in missing)),
    )


def _reference(mention: Mention, source: str, resolver: Resolver) -> Reference:
    path = resolver.resolve(mention, source)
    return Reference(
        mention.target, path, mention.syntax, mention.line, mention.occurrences, bool(path)
    )


def _problems(part: Part) -> Iterator[Finding]:
    for problem in part.content.problems:
        yield Finding(problem.kind, part.path, problem.line, problem.detail)


def _dangling(path: str, reference: Reference, resolver: Resolver) -> Finding:
    if resolver.leads_out(reference, path):
        detail = f"{reference.target} lies outside the framework and is not read"
        return Finding("outside-root", path, reference.line, detail)
    return Finding("missing-target", path, reference.line, f"{reference.target} is not there")
