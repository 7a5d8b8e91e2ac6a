"""How the modules of a framework hang together, and what that adds up to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple

from collectors.framework.links import CARRIED, LOADING, Links
from collectors.framework.module import Finding, Framework, Kind, Module
from collectors.framework.reach import NOBODY, Hops, hop_sums, reach_sums, strong_components
from collectors.framework.reference import Syntax

NOTHING: Mapping[str, Module] = MappingProxyType({})


class Graph(NamedTuple):
    """Modules, linked."""

    modules: tuple[Module, ...]
    """In the order of the links."""
    cycles: tuple[tuple[str, ...], ...]
    """One for each knot of modules; it ends with the path it starts with, the smallest."""
    findings: tuple[Finding, ...]


class ReferenceTotals(NamedTuple):
    """What the references of a framework add up to."""

    occurrences: int
    edges: int
    """Distinct pairs of a module and what it names."""
    missing: int
    """Distinct pairs of a module and a target that would be loaded if it were there."""
    cycles: int


def link(
    links: Sequence[Links], *, import_hops: int, known: Mapping[str, Module] = NOTHING
) -> Graph:
    """Add up every closure; modules that are as they were in `known` are taken from there."""
    places = {each.part.path: place for place, each in enumerate(links)}
    eager = [[places[path] for path in each.eager] for each in links]
    loaded = [[places[path] for path in each.loaded] for each in links]
    attached = [[places[path] for path in each.attached] for each in links]
    weights = [each.part.content.tokens for each in links]
    hops = hop_sums(eager, weights, import_hops)
    near = [
        hop.sum + sum(weights[it] for it in targets)
        for hop, targets in zip(hops, attached, strict=True)
    ]
    edges, tops = _with_tops(loaded, attached)
    components = strong_components(edges)
    sums = reach_sums(edges, weights + [0] * (len(edges) - len(weights)), components)
    cycles = tuple(sorted(_cycles(links, edges, components)))
    rows = zip(links, near, tops, _dependents(loaded, attached), strict=True)
    return Graph(
        tuple(
            module(
                each, eager=sum_, full=sums[top], dependents=count, was=known.get(each.part.path)
            )
            for each, sum_, top, count in rows
        ),
        cycles,
        (
            *chain.from_iterable(each.findings for each in links),
            *(Finding("cycle", cycle[0], 0, " → ".join(cycle)) for cycle in cycles),
            *_too_deep(links, hops, import_hops),
        ),
    )


def reference_totals(framework: Framework) -> ReferenceTotals:
    """Count the references of a framework as its JSON reports them."""
    named = [(module.path, it) for module in framework.modules for it in module.references]
    return ReferenceTotals(
        occurrences=sum(reference.occurrences for _, reference in named),
        edges=len({(path, reference.path or reference.target) for path, reference in named}),
        missing=missing_references(framework),
        cycles=len(framework.cycles),
    )


def missing_references(framework: Framework) -> int:
    """Count the distinct pairs of a module and a target that would be loaded if it were there."""
    missing = {
        (module.path, reference.target)
        for module in framework.modules
        for reference in module.references
        if not reference.found and reference.syntax in LOADING
    }
    return len(missing)


def missing_targets(module: Module) -> frozenset[str]:
    """What a module would load if it were there."""
    missing = [it.target for it in module.references if not it.found and it.syntax in LOADING]
    return frozenset(missing)


def closure(framework: Framework, path: str) -> tuple[str, ...]:
    """A module, then all that a loader could expand into it, in include order; each once."""
    return expansion({module.path: module for module in framework.modules}, path)


def expansion(modules: Mapping[str, Module], path: str) -> tuple[str, ...]:
    """The same among modules by path."""
    order: dict[str, None] = {}
    ahead = [path] if path in modules else []
    while ahead:
        here = ahead.pop()
        if here not in order:
            order[here] = None
            ahead.extend(reversed(_loaded_paths(modules[here], modules, first=here == path)))
    return tuple(order)


def phases(framework: Framework, path: str) -> tuple[tuple[str, ...], ...]:
    """The closure of a module in topological order; a cycle shares one phase.

    What a phase includes is in the phases before it; the module itself is in the last.
    """
    members = closure(framework, path)
    places = {member: place for place, member in enumerate(members)}
    by_path = {module.path: module for module in framework.modules if module.path in places}
    edges = [
        [places[it] for it in _loaded_paths(by_path[member], by_path, first=member == path)]
        for member in members
    ]
    levels = [0] * len(members)
    for component in strong_components(edges):
        inside = set(component)
        below = (levels[it] for node in component for it in edges[node] if it not in inside)
        level = max(below, default=-1) + 1
        for node in component:
            levels[node] = level
    groups: list[list[str]] = [[] for _ in range(max(levels, default=-1) + 1)]
    for member, level in zip(members, levels, strict=True):
        groups[level].append(member)
    return tuple(tuple(group) for group in groups)


def imports(modules: Mapping[str, Module], path: str, *, hops: int) -> tuple[str, ...]:
    """A module, then what Claude Code expands into it within so many hops, nearest first."""
    seen = {path: None}
    wave = [path]
    for _ in range(hops):
        named = chain.from_iterable(_eager_paths(modules[it]) for it in wave)
        wave = [it for it in dict.fromkeys(named) if it not in seen]
        seen |= dict.fromkeys(wave)
        if not wave:
            break
    return tuple(seen)


def module(links: Links, *, eager: int, full: int, dependents: int, was: Module | None) -> Module:
    """A linked part with the tokens of its closures; what it `was`, if it still is that."""
    part = links.part
    kind = Kind.COMPONENT if part.kind is Kind.OTHER and dependents else part.kind
    content = part.content
    if was and was.references is links.references and was.stamp is part.stamp:
        sums = (was.kind, was.name, was.digest, was.eager_tokens, was.full_tokens, was.dependents)
        if sums == (kind, part.name, content.digest, eager, full, dependents):
            return was
    return Module(
        path=part.path,
        kind=kind,
        name=part.name,
        digest=content.digest,
        bytes=content.bytes,
        tokens=content.tokens,
        eager_tokens=eager,
        full_tokens=full,
        dependents=dependents,
        references=links.references,
        stamp=part.stamp,
    )


def _with_tops(
    loaded: Sequence[Sequence[int]], attached: Sequence[Sequence[int]]
) -> tuple[list[Sequence[int]], list[int]]:
    """Edges with a second node on top of each one that attaches, and the topmost node of each.

    What loads a module loads all that the module does, but nothing of what is attached to it.
    """
    edges, tops = [*loaded], [*range(len(loaded))]
    for node, targets in enumerate(attached):
        if targets:
            tops[node] = len(edges)
            edges.append([node, *targets])
    return edges, tops


def _dependents(*graphs: Sequence[Sequence[int]]) -> list[int]:
    counts = [0] * len(graphs[0])
    for node, named in enumerate(zip(*graphs, strict=True)):
        for target in set(chain.from_iterable(named)) - {node}:
            counts[target] += 1
    return counts


def _loaded_paths(module: Module, among: Mapping[str, Module], *, first: bool) -> list[str]:
    """What a module loads: all when it is what is loaded `first`, else what it carries along."""
    loading = LOADING if first else CARRIED
    return [
        it.path
        for it in module.references
        if it.syntax in loading and it.found and it.path in among
    ]


def _eager_paths(module: Module) -> list[str]:
    return [it.path for it in module.references if it.syntax is Syntax.AT_IMPORT and it.found]


def _too_deep(links: Sequence[Links], hops: Sequence[Hops], limit: int) -> Iterator[Finding]:
    for each, hop in zip(links, hops, strict=True):
        if hop.beyond != NOBODY:
            detail = f"{links[hop.beyond].part.path} is over {limit} imports away and is not loaded"
            yield Finding("too-deep", each.part.path, 0, detail)


def _cycles(
    links: Sequence[Links], edges: Sequence[Sequence[int]], components: Iterable[Sequence[int]]
) -> Iterator[tuple[str, ...]]:
    for component in components:
        if len(component) > 1 or component[0] in edges[component[0]]:
            first = min(component, key=lambda node: links[node].part.path)
            yield tuple(
                links[node].part.path for node in _closed_walk(first, edges, set(component))
            )


def _closed_walk(first: int, edges: Sequence[Sequence[int]], within: set[int]) -> list[int]:
    """The shortest way from a node back to itself."""
    came_from: dict[int, int] = {}
    wave = [first]
    while first not in came_from:
        wave = [
            target
            for node in wave
            for target in edges[node]
            if target in within and came_from.setdefault(target, node) == node
        ]
    walk = [first, came_from[first]]
    while walk[-1] != first:
        walk.append(came_from[walk[-1]])
    return walk[::-1]
