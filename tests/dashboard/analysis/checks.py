"""Frameworks and readings that a check holds against each other."""

from __future__ import annotations

from dataclasses import replace

from collectors.baseline import NO_BASELINE, Baseline, Block, Comparison
from collectors.comparing.closures import Closures
from collectors.config import Config
from collectors.framework.module import Framework, Kind, Module, Startup
from collectors.framework.reference import Reference
from collectors.model import Sample
from dashboard.analysis.gating.ruling import Outcome, Ruling
from dashboard.reading import Reading, read
from dashboard.snapshot import Snapshot
from dashboard.sources.measured import MeasuredSource
from tests.dashboard.builders import NOW, a_module


def a_file(
    path: str,
    tokens: int = 100,
    *,
    kind: Kind = Kind.COMMAND,
    full: int = 0,
    text: str = "",
    references: tuple[Reference, ...] = (),
) -> Module:
    """A module whose digest tells its text; by default one that says as much as it has tokens."""
    made = a_module(path, kind=kind, tokens=tokens, full_tokens=full, references=references)
    return replace(made, digest=text or f"{path} {tokens}")


def a_framework(*modules: Module, startup: int = 40) -> Framework:
    return Framework("/home/dev/harbor", modules=modules, startup=Startup(memory_tokens=startup))


def a_baseline(
    *modules: Module, startup: int = 40, accepted: dict[str, int] | None = None
) -> Baseline:
    return Baseline(
        "default",
        NOW - 60_000,
        a_framework(*modules, startup=startup),
        accepted=tuple((accepted or {}).items()),
    )


def a_reading(
    framework: Framework,
    baseline: Baseline = NO_BASELINE,
    *samples: Sample,
    comparisons: tuple[Comparison, ...] = (),
    config: Config | None = None,
) -> Reading:
    """What the one pipeline makes of it."""
    known = Snapshot(NOW, 60, framework, baseline=baseline, comparisons=comparisons)
    return read(MeasuredSource(known, samples), config or Config(thresholds=()), NOW)


def names(rulings: tuple[Ruling, ...]) -> list[str]:
    return [ruling.name for ruling in rulings]


def failed(outcome: Outcome) -> list[str]:
    return names(outcome.failed)


def a_comparison(
    baseline: Baseline, framework: Framework, module: str, *ratios: float, fresh: bool = False
) -> Comparison:
    """Blocks in which the new content of a module took so many times as long as 10 ms."""
    return Comparison(
        module,
        baseline.name,
        Closures(baseline.framework).digest(module),
        Closures(framework).digest(module),
        NOW,
        tuple(Block(0.01, 0.01 * ratio, 0.0002) for ratio in ratios),
        fresh_processes=fresh,
    )
