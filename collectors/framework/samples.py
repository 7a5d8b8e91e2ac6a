"""What a framework is measured by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from collectors.config import ContextConfig
from collectors.framework import graph
from collectors.framework.context import available_ratio
from collectors.framework.module import Framework, Kind, Module
from collectors.model import Labels, Sample

Series: TypeAlias = tuple[str, Labels]
"""A metric with its labels."""


def totals(framework: Framework) -> Iterator[Sample]:
    """What is sampled of the framework as a whole."""
    startup = framework.startup
    yield Sample("framework_tokens", framework.tokens)
    yield Sample("framework_bytes", framework.bytes)
    yield Sample("framework_modules", len(framework.modules))
    yield Sample("startup_tokens", startup.tokens)
    yield Sample("startup_part_tokens", startup.memory_tokens, (("part", "memory"),))
    yield Sample("startup_part_tokens", startup.listing_tokens, (("part", "listing"),))
    yield Sample("startup_part_tokens", startup.agent_tokens, (("part", "agents"),))
    yield Sample("listing_characters", startup.listing_characters)
    yield Sample("references_missing", graph.missing_references(framework))


def changed(before: Framework, framework: Framework, config: ContextConfig) -> Iterator[Sample]:
    """What is sampled of each module, where it is not what it was before."""
    earlier = {module.path: module for module in before.modules}
    same_startup = before.startup == framework.startup
    for module in framework.modules:
        was = earlier.get(module.path)
        if same_startup and (was is module or (was and _measures(was) == _measures(module))):
            continue
        known = _values(was, before, config) if was else {}
        for series, value in _values(module, framework, config).items():
            if known.get(series) != value:
                yield Sample(series[0], value, series[1])


def _measures(module: Module) -> tuple[Kind, int, int, int, int]:
    return module.kind, module.tokens, module.bytes, module.eager_tokens, module.full_tokens


def _values(module: Module, framework: Framework, config: ContextConfig) -> dict[Series, float]:
    labels = (("kind", module.kind.value), ("module", module.path))
    values: dict[Series, float] = {
        ("module_tokens", labels): module.tokens,
        ("module_bytes", labels): module.bytes,
        ("eager_tokens", labels): module.eager_tokens,
        ("full_tokens", labels): module.full_tokens,
    }
    if module.kind is Kind.COMMAND:
        ratio = available_ratio(module, framework, config)
        values["context_available_ratio", (("module", module.path),)] = ratio
    return values
