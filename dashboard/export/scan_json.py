"""A framework as `perfdash.scan/1`, described by `scan.schema.json`."""

from __future__ import annotations

from collections.abc import Iterable

from collectors.framework.graph import reference_totals
from collectors.framework.module import Finding, Framework, Kind, Module, Startup
from collectors.framework.reference import Reference
from dashboard.export.document import Json, encode

SCHEMA = "perfdash.scan/1"


def render(framework: Framework) -> bytes:
    """Encode a framework; paths are relative to its root, modules sorted by path."""
    modules = sorted(framework.modules, key=lambda module: module.path)
    return encode(
        {
            "schema": SCHEMA,
            "root": framework.root,
            "encoding": framework.encoding,
            "framework": _totals(modules),
            "kinds": _kinds(modules),
            "startup": _startup(framework.startup),
            "references": _references(framework),
            "modules": [_module(module) for module in modules],
            "findings": [_finding(finding) for finding in sorted(framework.findings, key=_place)],
        }
    )


def _totals(modules: Iterable[Module]) -> dict[str, Json]:
    counted = tuple(modules)
    return {
        "modules": len(counted),
        "bytes": sum(module.bytes for module in counted),
        "tokens": sum(module.tokens for module in counted),
    }


def _kinds(modules: list[Module]) -> dict[str, Json]:
    groups: dict[Kind, list[Module]] = {}
    for module in modules:
        groups.setdefault(module.kind, []).append(module)
    return {kind.value: _totals(groups[kind]) for kind in sorted(groups)}


def _startup(startup: Startup) -> dict[str, Json]:
    """The listing here is of agents too, so that memory and listing make the whole."""
    return {
        "tokens": startup.tokens,
        "memory_tokens": startup.memory_tokens,
        "listing_tokens": startup.listing_tokens + startup.agent_tokens,
        "listing_characters": startup.listing_characters,
        "listing_budget_characters": startup.listing_budget_characters,
    }


def _references(framework: Framework) -> dict[str, Json]:
    totals = reference_totals(framework)
    return {
        "occurrences": totals.occurrences,
        "edges": totals.edges,
        "missing": totals.missing,
        "cycles": totals.cycles,
    }


def _module(module: Module) -> dict[str, Json]:
    return {
        "path": module.path,
        "kind": module.kind.value,
        "digest": module.digest,
        "bytes": module.bytes,
        "tokens": module.tokens,
        "eager_tokens": module.eager_tokens,
        "full_tokens": module.full_tokens,
        "dependents": module.dependents,
        "references": [_reference(reference) for reference in module.references],
    }


def _reference(reference: Reference) -> dict[str, Json]:
    return {
        "target": reference.target,
        "path": reference.path or None,
        "syntax": reference.syntax.value,
        "load": reference.load.value,
        "line": reference.line,
        "occurrences": reference.occurrences,
        "found": reference.found,
    }


def _finding(finding: Finding) -> dict[str, Json]:
    return {
        "kind": finding.kind,
        "path": finding.path,
        "line": finding.line,
        "detail": finding.detail,
    }


def _place(finding: Finding) -> tuple[str, int, str, str]:
    return finding.path, finding.line, finding.kind, finding.detail
