"""What a command or a skill did in real sessions, beside what its files should cost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from collectors.framework.module import Kind, Module
from collectors.prices.table import PriceTable
from dashboard import units
from dashboard.analysis.sessions.command_use import CommandFigures, command_use, of_module
from dashboard.drilldown.loads import total
from dashboard.drilldown.panel import ModulePanel
from dashboard.memo import remembered
from dashboard.panels.panel import fill, waiting
from dashboard.piece import Line, Piece, Tone, beside, muted, pad, strong
from dashboard.reading import Reading
from dashboard.safe_text import safe_text
from dashboard.sessions import Summary

if TYPE_CHECKING:
    from textual.content import Content

CALLED = (Kind.COMMAND, Kind.SKILL)
"""Kinds of modules that a user calls."""

_LABEL_CELLS = 18
_UNCALLED = "neither a command nor a skill: what includes it is called in its place"
_NONE = "not called in any session that was read yet: c shows which ones were"


class InSessionsPanel(ModulePanel):
    """Invocations, tokens, cost, time and success, under the static figures."""

    TITLE = "Sessions"

    def draw(self, reading: Reading, width: int, height: int) -> Content:
        """Draw a line of what it should cost, and one for each way of saying what it did cost."""
        module = reading.snapshot.module(self._path)
        if module is None or module.kind not in CALLED:
            return waiting(_UNCALLED, width, height)
        found = figures(reading, module)
        if not found:
            return fill((_static(reading, module, width), (muted(_NONE),)), width, height)
        rows = (line for it in found for line in _lived(it, width))
        return fill((_static(reading, module, width), *rows), width, height)

    def headline(self, reading: Reading) -> tuple[Line, ...]:
        """How often it was called, and what each time cost."""
        module = reading.snapshot.module(self._path)
        found = figures(reading, module) if module else ()
        if not found:
            return ()
        first = found[0]
        spent = first.spent
        return (
            (strong(f"×{units.count(first.invocations)}"),),
            (strong(units.money(spent.usd_each)), muted(" each")),
            (muted("success "), Piece(units.ratio(first.success.ratio))),
        )


def figures(reading: Reading, module: Module) -> tuple[CommandFigures, ...]:
    """What a module did over all sessions, by its turns and as it is attributed."""
    snapshot = reading.snapshot
    return of_module(_of_all(snapshot.sessions.summaries, snapshot.prices), module)


@remembered
def _of_all(summaries: tuple[Summary, ...], prices: PriceTable) -> tuple[CommandFigures, ...]:
    return command_use(summaries, prices)


def _static(reading: Reading, module: Module, width: int) -> Line:
    """What its files cost by themselves."""
    loads = total(reading.snapshot, module.path)
    parts: list[Line] = [
        pad((muted("should cost"),), _LABEL_CELLS),
        (muted("eager "), strong(units.count(module.eager_tokens))),
        (muted("full "), strong(units.count(module.full_tokens)), muted(" tokens")),
        (muted("load p50 "), Piece(units.seconds(loads.statistics.p50 if loads else None))),
        (muted("p95 "), Piece(units.seconds(loads.statistics.p95 if loads else None))),
    ]
    return beside(parts, width)


def _lived(it: CommandFigures, width: int) -> Iterator[Line]:
    """What it spent each time, then how it went."""
    label = "did cost, as skill" if it.skill else "did cost, by turn"
    spent = it.spent
    each: list[Line] = [
        pad((muted(label),), _LABEL_CELLS),
        (strong(f"×{units.count(it.invocations)}"),),
        (muted("each "), strong(_tokens(spent.tokens_each)), muted(" tokens")),
        (strong(units.money(spent.usd_each)),),
        (muted("all "), Piece(units.cost(spent.cost.known_usd, spent.cost.unpriced_requests))),
    ]
    yield beside(each, width)
    yield beside([pad((muted(safe_text(it.name, cells=16)),), _LABEL_CELLS), *_course(it)], width)


def _course(it: CommandFigures) -> Iterator[Line]:
    success, time = it.success, it.time
    of = f" {units.count(success.part)} of {units.count(success.whole)}" if success.whole else ""
    yield (muted("time p50 "), Piece(units.seconds(time.p50)))
    yield (muted("p95 "), Piece(units.seconds(time.p95)))
    yield (muted("success "), Piece(units.ratio(success.ratio)), muted(of))
    yield _unwanted(it.tool_errors, "tool errors")
    yield _unwanted(it.failed, "failed")
    yield _unwanted(it.interrupted, "interrupted")


def _unwanted(many: int, name: str) -> Line:
    return (muted(f"{name} "), Piece(units.count(many), Tone.WARNING if many else Tone.MUTED))


def _tokens(value: float | None) -> str:
    return units.count(None if value is None else round(value))
