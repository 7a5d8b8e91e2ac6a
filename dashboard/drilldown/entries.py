"""What a module names, what names it, and what its author would want to know, as outlines."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from collectors.framework.module import Finding, Framework, Module
from collectors.framework.reference import Load, Reference
from dashboard import units
from dashboard.piece import Line, Piece, Tone, measure, muted, tail
from dashboard.safe_text import safe_text

MOST = 500
"""Entries of one outline."""

DEEPEST = 24
"""Levels of one outline; whatever lies deeper is a screen of its own."""

_LEAST_NAME = 8
_SIGNS = {Load.EAGER: "●", Load.INCLUDE: "○", Load.MENTION: "·"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of an outline."""

    before: Line
    name: str
    after: Line
    path: str
    """The module it leads to; empty when it leads nowhere."""
    spot_path: str
    """The file that says so."""
    spot_line: int
    """1-based, within that file."""
    children: tuple[Entry, ...] = ()

    def line(self, cells: int) -> Line:
        """All of it: of a path too long its end, of words their beginning."""
        room = max(cells - measure(self.before) - measure(self.after), _LEAST_NAME)
        name = tail(self.name, room) if self.after else self.name
        return (*self.before, Piece(name), *self.after)


@dataclass(frozen=True, slots=True)
class _Edge:
    """A step from one module to another, against or along a reference."""

    reference: Reference
    to: str
    label: str
    source: str


def includes(framework: Framework, path: str) -> tuple[Entry, ...]:
    """What a module names, and what that names in turn."""
    by_path = _by_path(framework)

    def edges(of: str) -> Iterable[_Edge]:
        module = by_path.get(of)
        for reference in module.references if module else ():
            to = reference.path if reference.found else ""
            yield _Edge(reference, to, to or reference.target, of)

    return _Walk(by_path, edges).entries(path)


def included_by(framework: Framework, path: str) -> tuple[Entry, ...]:
    """What names a module, and what names that in turn."""
    sources: dict[str, list[_Edge]] = {}
    found = ((it, module.path) for module in framework.modules for it in module.references)
    for reference, naming in found:
        if reference.found:
            edge = _Edge(reference, naming, naming, naming)
            sources.setdefault(reference.path, []).append(edge)
    return _Walk(_by_path(framework), lambda of: sources.get(of, ())).entries(path)


def findings(framework: Framework, path: str) -> tuple[Entry, ...]:
    """What is odd about a module, by line."""
    own = [finding for finding in framework.findings if finding.path == path]
    own.sort(key=lambda finding: (finding.line, finding.kind))
    return tuple(_finding(finding) for finding in own[:MOST])


class _Walk:
    """A walk along edges that tells a module's own edges once, where it is met first."""

    def __init__(self, modules: dict[str, Module], edges: Callable[[str], Iterable[_Edge]]) -> None:
        self._modules = modules
        self._edges = edges
        self._told: set[str] = set()
        self._left = MOST

    def entries(self, path: str, depth: int = 1) -> tuple[Entry, ...]:
        """One entry for each edge of a module, with those of its target beneath."""
        self._told.add(path)
        return tuple(self._entry(edge, depth) for edge in self._edges(path) if self._take())

    def _take(self) -> bool:
        self._left -= 1
        return self._left >= 0

    def _entry(self, edge: _Edge, depth: int) -> Entry:
        module = self._modules.get(edge.to)
        told = edge.to in self._told
        children = (
            self.entries(edge.to, depth + 1) if module and not told and depth < DEEPEST else ()
        )
        remark = " (see above)" if told and any(self._edges(edge.to)) else ""
        reference = edge.reference
        times = f" ×{reference.occurrences}" if reference.occurrences > 1 else ""
        place = (muted(f"  line {reference.line}{times}{remark}"),)
        before, name = _before(reference.load, module), safe_text(edge.label, cells=160)
        return Entry(before, name, place, edge.to, edge.source, reference.line, children)


def _before(load: Load, module: Module | None) -> Line:
    """How it is loaded, and its tokens."""
    if module is None:
        return (Piece("✖ missing", Tone.CRITICAL), muted(f" {units.DASH:>7}  "))
    word = Piece(f"{_SIGNS[load]} {load:<7}", Tone.MUTED if load is Load.MENTION else Tone.STRONG)
    return (word, Piece(f" {units.count(module.tokens):>7}  "))


def _finding(finding: Finding) -> Entry:
    place = f"line {finding.line}" if finding.line else "file"
    kind = Piece(f"{safe_text(finding.kind, cells=24):<16}", Tone.WARNING)
    detail = safe_text(finding.detail, cells=240)
    return Entry((muted(f"{place:<10}"), kind), detail, (), "", finding.path, max(finding.line, 1))


def _by_path(framework: Framework) -> dict[str, Module]:
    return {module.path: module for module in framework.modules}
