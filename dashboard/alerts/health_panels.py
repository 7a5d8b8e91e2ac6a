"""The panels about health: which targets are met, and where time and tokens go."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dashboard import metric_words, units
from dashboard.analysis.health import Bottleneck, Target
from dashboard.bar import bar
from dashboard.module_words import called
from dashboard.panels.panel import Panel, fill, waiting
from dashboard.piece import Line, Piece, Tone, beside, measure, muted, pad, strong
from dashboard.reading import Reading
from dashboard.safe_text import safe_text
from dashboard.snapshot import Snapshot

if TYPE_CHECKING:
    from textual.content import Content

_NAME_CELLS = 27
_BAR_CELLS = 6
_SUBJECT_CELLS = 22
_LEAST_BARRED = 90
"""Cells; in fewer, the words are worth more than a bar."""
_CLAUSE = re.compile("([:,] )")
_MODULES = frozenset({"slow", "large", "hot", "single-use", "never-used"})
"""Kinds of bottlenecks that are about a module."""


class HealthPanel(Panel):
    """Targets, missed ones first."""

    TITLE = "Health"

    def draw(self, reading: Reading, width: int, height: int) -> Content:
        """Draw a line for each target: met or missed, the value, the limit, and the margin."""
        targets = reading.verdict.health.targets
        if not targets:
            return waiting(
                "no target is set: [[threshold]] in perfdash.toml sets one", width, height
            )
        rows = [_target(target, reading.snapshot, width) for target in targets]
        return fill(_cut(rows, height), width, height)

    def headline(self, reading: Reading) -> tuple[Line, ...]:
        """The grade, and how many are met."""
        health = reading.verdict.health
        if not health.grade:
            return ((muted("nothing was measured yet"),),)
        met = f" {health.met} of {health.measured} targets met"
        return ((strong(health.grade), muted(met)),)


class BottleneckPanel(Panel):
    """What mending would save."""

    TITLE = "Bottlenecks"

    def draw(self, reading: Reading, width: int, height: int) -> Content:
        """Draw a line for each: its share, what it would save, where, and why."""
        found = reading.verdict.bottlenecks
        if not found:
            return waiting("waiting for the first load runs", width, height)
        rows = [_bottleneck(it, reading.snapshot, width) for it in found]
        return fill(_cut(rows, height), width, height)

    def headline(self, reading: Reading) -> tuple[Line, ...]:
        """How many."""
        many = len(reading.verdict.bottlenecks)
        return (
            ((strong(units.count(many)), muted(" places, the largest share first")),)
            if many
            else ()
        )


def _target(target: Target, snapshot: Snapshot, width: int) -> Line:
    state = _state(target)
    whose = called(snapshot, target.subject, 24) if target.subject else ""
    room = max(width - 10 - _NAME_CELLS, 0)
    compared: Line = (Piece(_compared(target), state.tone), muted(_unit(target)))
    rest: tuple[Line, ...] = (
        compared if measure(compared) <= room else compared[:1],
        (muted("" if target.margin is None else _margin(target.margin)),),
        (Piece("getting worse" if target.degrading else "", Tone.WARNING),),
        (muted(whose),),
    )
    name = safe_text(target.name, cells=_NAME_CELLS)
    head = (*pad((state,), 9), *pad((Piece(name),), _NAME_CELLS + 1))
    return (*head, *beside(rest, room))


def _compared(target: Target) -> str:
    """The value on its side of the limit: `41,250 > 40,000`."""
    value, limit = (units.quantity(it, target.unit) for it in (target.value, target.limit))
    if target.value is None:
        return f"{'at least' if target.below else 'at most'} {limit}"
    sign = ">" if target.value > target.limit else "<" if target.value < target.limit else "="
    return f"{value} {sign} {limit}"


def _unit(target: Target) -> str:
    named = metric_words.unit(target.unit)
    return f" {named}" if named else ""


def _state(target: Target) -> Piece:
    if target.value is None:
        return muted(f"{units.DASH} none")
    return muted("✓ met") if target.met else Piece("✖ missed", Tone.WARNING)


def _margin(margin: float) -> str:
    return f"{units.ratio(abs(margin))} {'room' if margin >= 0 else 'beyond'}"


def _bottleneck(found: Bottleneck, snapshot: Snapshot, width: int) -> Line:
    name, cells = found.subject, _SUBJECT_CELLS
    known = found.kind in _MODULES
    subject = called(snapshot, name, cells) if known else safe_text(name, cells=cells)
    filled = bar(found.share, _BAR_CELLS) if width >= _LEAST_BARRED else ""
    head = (
        Piece(filled, Tone.BAR),
        Piece(f" {units.ratio(found.share):>5}"),
        strong(f"{metric_words.amount(found.saving, found.unit):>14}  "),
        *pad((Piece(subject),), cells + 1),
    )
    return (*head, muted(_why(found, width - measure(head))))


def _why(found: Bottleneck, cells: int) -> str:
    """What kind it is, and as many clauses of its detail as fit; its share stands before it."""
    kind, detail = safe_text(found.kind, cells=12), safe_text(found.detail, cells=120)
    clauses = _CLAUSE.split(f"{kind}: {detail.removeprefix(f'{units.ratio(found.share)} ')}")
    said = ("".join(clauses[:many]) for many in range(len(clauses), 0, -2))
    return next((words for words in said if len(words) <= cells), kind)


def _cut(rows: list[Line], height: int) -> list[Line]:
    """As many as there is room for, and how many there are beyond."""
    if len(rows) <= height:
        return rows
    kept = rows[: max(height - 1, 0)]
    return [*kept, (muted(f"and {len(rows) - len(kept)} more: z zooms"),)]
