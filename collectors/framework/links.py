"""Where the references of one file lead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from collectors.framework.module import Content, Finding, Kind, Stamp
from collectors.framework.reference import Load, Mention, Reference, Syntax
from collectors.framework.resolver import Resolver
from collectors.framework.target import (
    is_importable,
    names_a_text,
    seems_a_file,
    without_punctuation,
)

LOADING = frozenset(syntax for syntax in Syntax if syntax.load is not Load.MENTION)
"""Syntaxes of references that load something."""

_IMPORTED, _ATTACHED = frozenset({Syntax.AT_IMPORT}), frozenset({Syntax.AT_MENTION})
CARRIED = LOADING - _ATTACHED
"""Those that load it for whatever loads the file they stand in, not for that file alone."""

_EXPANDED = frozenset({Kind.MEMORY, Kind.RULE})
"""Kinds whose `@path` imports Claude Code expands; what they import is expanded as well."""
_ATTACHING = frozenset({Kind.COMMAND, Kind.SKILL})
"""Kinds that attach the files they mention by `@path`, as those are."""
_SENT_AS_IS = {Kind.AGENT: "an agent", Kind.OUTPUT_STYLE: "an output style"}
"""Kinds in which an `@path` is followed by nothing."""


class Part(NamedTuple):
    """A file of the framework before it is linked."""

    path: str
    kind: Kind
    name: str
    content: Content
    stamp: Stamp

    @property
    def imports(self) -> list[Mention]:
        """Its `@path` mentions as memory files read them, whether or not anything expands them."""
        if self.kind in _ATTACHING:
            return []
        return [it for it in self.content.mentions if it.syntax is Syntax.AT_IMPORT]


class Links(NamedTuple):
    """A part with its references looked up."""

    part: Part
    expanded: bool
    """Whether its imports are references: an `@path` that nothing expands is none."""
    references: tuple[Reference, ...]
    eager: tuple[str, ...]
    """Distinct paths that Claude Code expands into it."""
    attached: tuple[str, ...]
    """Distinct paths that Claude Code attaches to it, without what those mention."""
    loaded: tuple[str, ...]
    """Distinct paths that a loader could expand into it, those that are eager included."""
    sought: tuple[Mention, ...]
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
    missing: dict[str, Reference] = {}
    sought: dict[str, Mention] = {}
    inert: list[Finding] = []
    outside_code = _outside_code(part)
    for mention in _meant(part, expanded=expanded):
        path = resolver.resolve(mention, part.path)
        if not path and not _must_be_there(mention, outside_code):
            if not mention.in_html:
                sought.setdefault(mention.target, mention)
            continue
        if reason := _inert(mention, path, part, resolver):
            inert.append(Finding("not-imported", part.path, mention.line, reason))
            continue
        reference = Reference(
            mention.target, path, mention.syntax, mention.line, mention.occurrences, bool(path)
        )
        references.append(reference)
        if mention.syntax in LOADING and not path:
            sought.setdefault(mention.target, mention)
            missing.setdefault(mention.target, reference)
    dangling = (_dangling(part.path, it, resolver) for it in missing.values())
    return Links(
        part,
        expanded,
        references=tuple(references),
        eager=_paths(references, among=_IMPORTED),
        attached=tuple(it for it in _paths(references, among=_ATTACHED) if it != part.path),
        loaded=_paths(references, among=CARRIED),
        sought=tuple(sought.values()),
        findings=(*_problems(part), *_sent(part, resolver), *inert, *dangling),
    )


def _paths(references: Sequence[Reference], *, among: frozenset[Syntax]) -> tuple[str, ...]:
    """The distinct paths that references of some syntaxes lead to."""
    return tuple(dict.fromkeys(it.path for it in references if it.found and it.syntax in among))


def _meant(part: Part, *, expanded: bool) -> Iterator[Mention]:
    """The mentions that a file of this kind follows."""
    for mention in part.content.mentions:
        if mention.syntax is Syntax.AT_IMPORT:
            meant = expanded
        else:
            meant = mention.syntax is not Syntax.AT_MENTION or part.kind in _ATTACHING
        if meant:
            yield mention


def _sent(part: Part, resolver: Resolver) -> Iterator[Finding]:
    """What a prompt that is sent as it is written seems to attach."""
    what = _SENT_AS_IS.get(part.kind)
    for mention in part.content.mentions if what else ():
        if mention.syntax is Syntax.AT_MENTION and resolver.resolve(mention, part.path):
            detail = f"{mention.target} is not imported: {what} is sent as it is written"
            yield Finding("not-imported", part.path, mention.line, detail)


def _outside_code(part: Part) -> frozenset[str]:
    """What a file that attaches others mentions in its prose."""
    if part.kind not in _ATTACHING:
        return frozenset()
    read_as_memory = (it for it in part.content.mentions if it.syntax is Syntax.AT_IMPORT)
    return frozenset(without_punctuation(it.target) for it in read_as_memory)


def _must_be_there(mention: Mention, outside_code: frozenset[str]) -> bool:
    """Whether what is not there is missed: handles, folders and what code shows are not."""
    target = mention.target
    if mention.syntax is Syntax.AT_MENTION:
        return target in outside_code and names_a_text(target)
    return mention.syntax is not Syntax.AT_IMPORT or seems_a_file(target)


def _inert(mention: Mention, path: str, part: Part, resolver: Resolver) -> str:
    """Why Claude Code imports nothing here, though it seems meant; empty when that is not so."""
    if mention.syntax is not Syntax.AT_IMPORT:
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
