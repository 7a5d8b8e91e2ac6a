"""Which exact figures of a framework are not what they were in the baseline.

Nothing here is noise: tokens, bytes and references are what they are, and any difference is one.
They are always held against the baseline itself, so that many small steps add up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from collectors.baseline import Baseline
from collectors.baselines.token_figures import Figures
from collectors.framework.graph import missing_targets
from collectors.framework.module import Framework, Kind, Module, Startup
from collectors.metrics import CATALOGUE
from dashboard.analysis.comparison.alignment import Aligned, about, differing, moves
from dashboard.memo import remembered, tallied

OWN_TOKENS = "module_tokens"
EXACT = (
    *(OWN_TOKENS, "module_bytes", "eager_tokens", "full_tokens"),
    *("framework_tokens", "framework_bytes", "references_missing"),
    *("startup_tokens", "startup_part_tokens", "listing_characters"),
)
"""The metrics that are compared."""
RENAMED = "renamed"
BETWEEN_KINDS = "other kinds lost as much"


@dataclass(frozen=True, slots=True)
class Figure:
    """What a number is of."""

    metric: str
    module: str = ""
    part: str = ""
    """A kind of module, or a part of what a session pays at its start."""

    @property
    def unit(self) -> str:
        """The metric's unit."""
        return CATALOGUE[self.metric].unit

    @property
    def budget(self) -> str:
        """The key of its token budget, one of `token_figures`; empty without one."""
        match self.metric:
            case "startup_tokens":
                return "startup"
            case "framework_tokens":
                return f"kind:{self.part}" if self.part else "total"
            case "full_tokens":
                return self.module
        return ""


_WHOLES = (Figure("framework_tokens"), Figure("framework_bytes"), Figure("references_missing"))
_KINDS = {kind.value: Figure("framework_tokens", part=kind.value) for kind in Kind}


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that is not what it was."""

    figure: Figure
    baseline: float
    current: float
    counterpart: str = ""
    """The module its tokens moved to or came from."""
    detail: str = ""
    rebased: bool = False
    """True when the two were not counted alike, and say nothing about each other."""

    @property
    def moved(self) -> bool:
        """Whether what it gained something else lost, or the other way round."""
        return bool(self.counterpart) or self.detail == BETWEEN_KINDS


@remembered
def differences(
    baseline: Baseline, framework: Framework, accepted: Figures
) -> tuple[Difference, ...]:
    """Hold a framework against a baseline; nothing differs while either is not known.

    Token budgets that were accepted, here or with the baseline, count in place of what it had.
    """
    before = baseline.framework
    if not before.modules or not framework.modules:
        return ()
    figures = (*_of_modules(before, framework), *_of_whole(before, framework))
    taken = dict((*baseline.accepted, *accepted))
    changed = tuple(it for each in figures if _differs(it := _granted(each, taken)))
    if before.encoding == framework.encoding:
        return changed
    comparable = (it for it in changed if it.figure.unit != "tokens")
    return (_rebased(before, framework), *comparable)


def _granted(difference: Difference, accepted: Mapping[str, int]) -> Difference:
    tokens = accepted.get(difference.figure.budget) if accepted else None
    return difference if tokens is None else replace(difference, baseline=tokens)


def _differs(difference: Difference) -> bool:
    return difference.baseline != difference.current or difference.detail == RENAMED


def _rebased(before: Framework, framework: Framework) -> Difference:
    detail = f"counted in {framework.encoding}, the baseline in {before.encoding}: pin a new one"
    whole = Figure("framework_tokens")
    return Difference(whole, before.tokens, framework.tokens, detail=detail, rebased=True)


def _of_modules(before: Framework, framework: Framework) -> Iterator[Difference]:
    pairs = differing(before, framework)
    counterparts = moves(pairs)
    for pair in pairs:
        if pair.before and pair.after:
            yield from _of_module(pair.before, pair.after, counterparts.get(pair.path, ""))
        else:
            yield _come_or_gone(pair, counterparts.get(pair.path, ""))


def _come_or_gone(pair: Aligned, counterpart: str) -> Difference:
    was = pair.before.tokens if pair.before else 0
    detail = "new" if pair.after else "gone"
    return Difference(Figure(OWN_TOKENS, pair.path), was, was + pair.gained, counterpart, detail)


def _of_module(old: Module, new: Module, counterpart: str) -> Iterator[Difference]:
    if old.path != new.path:
        figure = Figure(OWN_TOKENS, new.path)
        yield Difference(figure, old.tokens, new.tokens, old.path, RENAMED)
    gained = new.tokens - old.tokens
    for metric, was, now in (
        (OWN_TOKENS, old.tokens, new.tokens),
        ("module_bytes", old.bytes, new.bytes),
        ("eager_tokens", old.eager_tokens, new.eager_tokens),
        ("full_tokens", old.full_tokens, new.full_tokens),
    ):
        if was != now:
            moved = metric == "module_bytes" or about(now - was, gained)
            yield Difference(Figure(metric, new.path), was, now, counterpart if moved else "")


def _of_whole(before: Framework, framework: Framework) -> Iterator[Difference]:
    old, new = _totals_then(before), _totals(framework, _sums_now(framework.modules))
    has_grown = framework.tokens > before.tokens
    for figure in dict.fromkeys((*old, *new)):
        was, now = old.get(figure, 0), new.get(figure, 0)
        moved = figure.budget.startswith("kind:") and now > was and not has_grown
        yield Difference(figure, was, now, detail=BETWEEN_KINDS if moved else "")


@remembered
def _totals_then(before: Framework) -> dict[Figure, float]:
    return _totals(before, tallied(_told)(before.modules))


def _totals(framework: Framework, sums: Mapping[Figure, int]) -> dict[Figure, float]:
    wholes = {figure: sums.get(figure, 0) for figure in _WHOLES}
    return {**wholes, **sums, **_startup(framework.startup)}


def _told(module: Module) -> Mapping[Figure, int]:
    tokens, size, missing = _WHOLES
    return {
        tokens: module.tokens,
        size: module.bytes,
        missing: len(missing_targets(module)),
        _KINDS[module.kind.value]: module.tokens,
    }


_sums_now = tallied(_told)


def _startup(startup: Startup) -> dict[Figure, float]:
    return {
        Figure("startup_tokens"): startup.tokens,
        Figure("startup_part_tokens", part="memory"): startup.memory_tokens,
        Figure("startup_part_tokens", part="listing"): startup.listing_tokens,
        Figure("startup_part_tokens", part="agents"): startup.agent_tokens,
        Figure("listing_characters"): startup.listing_characters,
    }
