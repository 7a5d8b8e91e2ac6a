"""Which token figures of a framework are recorded, so that later ones are held to them."""

from __future__ import annotations

from collections import Counter
from typing import TypeAlias

from collectors.framework.module import Framework

Figures: TypeAlias = tuple[tuple[str, int], ...]
"""Key and tokens."""


def figures(framework: Framework) -> Figures:
    """All of them: `startup`, `total`, `kind:KIND`, and by its path the closure of each module."""
    kinds: Counter[str] = Counter()
    for module in framework.modules:
        kinds[f"kind:{module.kind.value}"] += module.tokens
    return (
        ("startup", framework.startup.tokens),
        ("total", framework.tokens),
        *sorted(kinds.items()),
        *((module.path, module.full_tokens) for module in framework.modules),
    )


def recorded(framework: Framework, accepted: Figures) -> Figures:
    """The figures of a baseline's framework, those accepted since in place of its own."""
    return tuple((dict(figures(framework)) | dict(accepted)).items())


def still_accepted(accepted: Figures, framework: Framework) -> Figures:
    """Those of some figures that are more than a framework, which is to be a baseline, has."""
    own = dict(figures(framework))
    return tuple((key, tokens) for key, tokens in accepted if tokens > own.get(key, 0))
