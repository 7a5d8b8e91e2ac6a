"""Where the references of each file lead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from collectors.framework.resolver import INVOKED, Resolver
from collectors.model import Content, Finding, Kind, Load, Mention, Reference, Stamp, Syntax

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


def look_up(parts: Sequence[Part], resolver: Resolver) -> list[tuple[Reference, ...]]:
    """The references of each part; an `@path` that nothing expands is none."""
    expanded = _expanded(parts, resolver)
    return [
        tuple(
            _reference(mention, part.path, resolver)
            for mention in part.content.mentions
            if mention.syntax is not Syntax.AT_IMPORT or part.path in expanded
        )
        for part in parts
    ]


def unresolved(parts: Sequence[Part], resolver: Resolver) -> Iterator[tuple[Mention, str]]:
    """References that would load something, with their source, whose target is no part."""
    expanded = _expanded(parts, resolver)
    for part in parts:
        for mention in part.content.mentions:
            load = mention.syntax.load
            wanted = load is Load.INCLUDE or (load is Load.EAGER and part.path in expanded)
            if wanted and not resolver.resolve(mention, part.path):
                yield mention, part.path


def dangling(path: str, references: Iterable[Reference], resolver: Resolver) -> Iterator[Finding]:
    """Say of each target that would be loaded why it is not, once."""
    told: set[str] = set()
    for reference in references:
        if reference.found or reference.load is Load.MENTION or reference.target in told:
            continue
        told.add(reference.target)
        if resolver.leads_out(reference, path):
            detail = f"{reference.target} lies outside the framework and is not read"
            yield Finding("outside-root", path, reference.line, detail)
        else:
            yield Finding(
                "missing-target", path, reference.line, f"{reference.target} is not there"
            )


def _expanded(parts: Iterable[Part], resolver: Resolver) -> frozenset[str]:
    imports = {
        part.path: [it for it in part.content.mentions if it.syntax is Syntax.AT_IMPORT]
        for part in parts
    }
    waiting = [part.path for part in parts if part.kind in _EXPANDED]
    expanded = set(waiting)
    while waiting:
        path = waiting.pop()
        targets = {resolver.resolve(mention, path) for mention in imports.get(path, ())}
        fresh = targets - expanded - {""}
        expanded |= fresh
        waiting.extend(fresh)
    return frozenset(expanded)


def _reference(mention: Mention, source: str, resolver: Resolver) -> Reference:
    path = resolver.resolve(mention, source)
    return Reference(
        target=mention.target,
        path=path,
        syntax=mention.syntax,
        line=mention.line,
        occurrences=mention.occurrences,
        found=bool(path),
    )
