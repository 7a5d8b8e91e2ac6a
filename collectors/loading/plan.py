"""What a load of one module comprises, as the scan linked it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from collectors.errors import LoadError
from collectors.framework import graph
from collectors.framework.links import CARRIED, LOADING
from collectors.framework.module import Framework, Module
from collectors.framework.reference import Mention, Syntax

Links: TypeAlias = Mapping[tuple[str, Syntax], str]
"""Where the references of one module lead, by target as written and syntax."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A module, its closure and the references within."""

    path: str
    phases: tuple[tuple[str, ...], ...]
    """The closure in topological order: what a phase includes is in the phases before it."""
    links: Mapping[str, Links]
    """By module of the closure; references that load nothing are left out."""

    def resolve(self, mentions: Iterable[Mention], source: str) -> tuple[str, ...]:
        """The modules that these mentions in a module load, each once, in order."""
        links = self.links[source]
        found = (links.get((mention.target, mention.syntax), "") for mention in mentions)
        return tuple(dict.fromkeys(path for path in found if path))


def plan(framework: Framework, modules: Mapping[str, Module], path: str) -> Plan:
    """Plan the load of a module, one of these of the framework by path; else raise `LoadError`."""
    if path not in modules:
        raise LoadError(f"{path}: is no module of {framework.root}.")
    phases = graph.phases(framework, path)
    closure = frozenset(member for phase in phases for member in phase)
    links = {
        member: _links(modules[member], closure, LOADING if member == path else CARRIED)
        for member in closure
    }
    return Plan(path, phases, links)


def _links(
    module: Module, closure: frozenset[str], loading: frozenset[Syntax]
) -> dict[tuple[str, Syntax], str]:
    return {
        (reference.target, reference.syntax): reference.path
        for reference in module.references
        if reference.found and reference.syntax in loading and reference.path in closure
    }
