"""Where the references of one file lead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from collectors.framework.module import Content, Finding, Kind, Stamp
from collectors.framework.reference import Load, Mention, Reference, Syntax
from collectors.framework.resolver import INVOKED, Resolver
from collectors.framework.target import is_importable, without_punctuation

LOADING = frozenset(syntax for syntax in Syntax if syntax.load is not Load.MENTION)
"""Syntaxes of references that load something."""

_EXPANDED = frozenset({*INVOKED, Kind.MEMORY, Kind.RULE})
"""Kinds whose `@path` imports Claude Code expands; what they import is expanded as well."""


class Part(NamedTuple):
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


class Links(NamedTuple):
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
    references: list[Reference] = []
    eager: dict[str, None] = {}
    loaded: dict[str, None] = {}
    missing: dict[str, Reference] = {}
    inert: list[Finding] = []
    for mention in part.content.mentions:
        syntax = mention.syntax
        if syntax is Syntax.AT_IMPORT and not expanded:
            continue
        path = resolver.resolve(mention, part.path)
        if syntax is Syntax.AT_IMPORT and (reason := _inert(mention, path, part, resolver)):
            inert.append(Finding("not-imported", part.path, mention.line, reason))
            continue
        reference = Reference(
            mention.target, path, syntax, mention.line, mention.occurrences, bool(path)
        )
        references.append(reference)
        if syntax in LOADING and not path:
            missing.setdefault(mention.target, reference)
        elif syntax in LOADING:
            loaded[path] = None
        if syntax is Syntax.AT_IMPORT and path:
            eager[path] = None
    dangling = (_dangling(part.path, it, resolver) for it in missing.values())
    findings = (*_problems(part), *inert, *dangling)
    return Links(
        part,
        expanded,
        references=tuple(references),
        eager=tuple(eager),
        loaded=tuple(loaded),
        missing=tuple(missing.values()),
        findings=findings,
    )


def _inert(mention: Mention, path: str, part: Part, resolver: Resolver) -> str:
    """Why Claude Code imports nothing here, though it seems meant; empty when that is not so."""
    if part.kind in INVOKED:
        return ""
    if mention.in_html:
        return f"{mention.target} is not imported: from a tag on to a blank line all is HTML"
    meant = without_punctuation(mention.target)
    if not is_importable(meant):
        return f"{meant} is not imported: no such suffix is"
    if path:
        return ""
    if meant == mention.target or not resolver.resolve(replace(mention, target=meant), part.path):
        return ""
    return f"{mention.target} is not imported: what follows {meant} counts as a part of its name"


def _problems(part: Part) -> Iterator[Finding]:
    for problem in part.content.problems:
        yield Finding(problem.kind, part.path, problem.line, problem.detail)


def _dangling(path: str, reference: Reference, resolver: Resolver) -> Finding:
    if resolver.leads_out(reference, path):
        detail = f"{reference.target} lies outside the framework and is not read"
        return Finding("outside-root", path, reference.line, detail)
    return Finding("missing-target", path, reference.line, f"{reference.target} is not there")
