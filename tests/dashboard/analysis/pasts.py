"""Frameworks that differ a little, and what they are held against."""

from __future__ import annotations

from hashlib import blake2b

from collectors.baseline import Baseline, Block, Comparison, LoadStatistics
from collectors.comparing.closures import Closures
from collectors.framework.module import Framework, Kind, Module, Stamp, Startup
from collectors.framework.reference import Reference, Syntax
from tests.dashboard.builders import NOW

PINNED = NOW - 1_800_000
"""When every baseline was pinned: half an hour ago."""


def a_text(
    path: str,
    tokens: int = 100,
    *,
    says: str = "",
    kind: Kind = Kind.COMMAND,
    includes: tuple[str, ...] = (),
    full_tokens: int = 0,
    dependents: int = 0,
) -> Module:
    """A module of four bytes a token, whose content is told apart by what it says or its size."""
    digest = blake2b(f"{says or path} {tokens} {includes}".encode(), digest_size=16).hexdigest()
    return Module(
        path=path,
        kind=kind,
        name="",
        digest=digest,
        bytes=tokens * 4,
        tokens=tokens,
        eager_tokens=tokens,
        full_tokens=full_tokens or tokens,
        dependents=dependents,
        references=tuple(
            Reference(target, target, Syntax.INCLUDE_PATH, 1, 1, found=True) for target in includes
        ),
        stamp=Stamp(0, 0, 0, 0, 0),
    )


def a_framework(
    *modules: Module, startup: Startup | None = None, encoding: str = "cl100k_base"
) -> Framework:
    """Modules as a framework, in the order a scan gives them."""
    ordered = tuple(sorted(modules, key=lambda module: module.path))
    return Framework("/x", encoding, modules=ordered, startup=startup or Startup())


def a_baseline(
    framework: Framework, *, revision: str = "", loads: dict[str, list[float]] | None = None
) -> Baseline:
    """A framework as it was half an hour ago."""
    kept = (LoadStatistics(module, tuple(seconds)) for module, seconds in (loads or {}).items())
    return Baseline("default", PINNED, framework, revision=revision, loads=tuple(kept))


def a_comparison(
    module: str, before: Framework, after: Framework, *, ratio: float, blocks: int = 5
) -> Comparison:
    """A module timed side by side, without noise: 10 ms then, so many times as much now."""
    return Comparison(
        module=module,
        baseline="default",
        baseline_digest=Closures(before).digest(module),
        current_digest=Closures(after).digest(module),
        at=NOW,
        blocks=(Block(0.010, 0.010 * ratio, 0.0002),) * blocks,
    )
