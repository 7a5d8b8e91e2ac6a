"""How a ruling of `perfdash check` is said in words, whatever the format around them."""

from __future__ import annotations

import shlex
from datetime import UTC, datetime
from math import isfinite

import orjson

from collectors.baseline import DEFAULT_NAME, Baseline
from dashboard import cause_words, units
from dashboard.analysis.comparison.standing import Cause
from dashboard.analysis.gating.ruling import Interval, Outcome, Rule, Ruling

SIGNS = {"critical": "‼", "warning": "!", "info": "·"}
"""One for each severity."""
_SHORT_HASH = 12
_SHOWN_PATHS = 3


def summary(outcome: Outcome) -> str:
    """How many figures failed, are worth a note, and passed."""
    counts = (
        (len(outcome.failed), "failed"),
        (len(outcome.noted), "noted"),
        (len(outcome.passed), "passed"),
    )
    return ", ".join(f"{units.count(number)} {word}" for number, word in counts)


def against(baseline: Baseline) -> str:
    """What was compared with: `main, commit 0a1b2c3d4e5f`."""
    if not baseline.framework.modules:
        return "nothing: limits alone"
    revision = f"commit {baseline.revision[:_SHORT_HASH]}" if baseline.revision else ""
    named = "" if baseline.name == baseline.revision else baseline.name
    pinned = "" if revision else f"pinned {_day(baseline.at)}"
    return ", ".join(filter(None, (named, revision, pinned)))


def place(ruling: Ruling) -> str:
    """Where to look: `commands/plan.md:12`; empty when it is about the whole framework."""
    return f"{ruling.module}:{ruling.line}" if ruling.line else ruling.module


def amounts(ruling: Ruling) -> str:
    """The figures: `2,104 → 2,735 tokens, +30 %`, with the limit where that is another."""
    parts = (_change(ruling), _share(ruling), _limit(ruling))
    return ", ".join(filter(None, parts))


def interval(found: Interval) -> str:
    """How sure it is: `1.31× (1.27 to 1.36), 5 blocks, interleaved`."""
    low, high = _times(found.low), _times(found.high)
    blocks = units.counted(found.blocks, "block")
    return f"{_times(found.ratio)}× ({low} to {high}), {blocks}, {found.evidence}"


def cause(cause: Cause) -> str:
    """Which commit or save it was: `0a1b2c3d4e5f Plan more (Ada), 2026-11-20: plan.md`."""
    if not (cause.at or cause.revision or cause.paths):
        return ""
    author = f"({cause.author})" if cause.author else ""
    what = cause.revision[:_SHORT_HASH] or ("saved" if cause.at else "changed")
    said = " ".join(filter(None, (what, cause.subject, author)))
    when = f", {_day(cause.at)}" if cause.at else ""
    return f"{said}{when}{_paths(cause.paths)}{cause_words.others(cause)}"


def acceptance(outcome: Outcome) -> tuple[str, ...]:
    """How to accept what grew: a sentence, then TOML; nothing when nothing grew."""
    grown = [it for it in outcome.failed if it.rule is Rule.GROWTH]
    if not grown:
        return ()
    command = _accept_command(outcome)
    here = f"{command} accepts what grew on this machine; " if command else ""
    accepted = (f"{orjson.dumps(it.name).decode()} = {it.current:.0f}" for it in grown)
    return (f"{here}this in perfdash.toml accepts it everywhere", "[budget.accepted]", *accepted)


def _accept_command(outcome: Outcome) -> str:
    """Empty when what was compared with is a commit alone, which nothing can be noted on."""
    name, path = outcome.baseline.name, outcome.terms.path
    if name == outcome.baseline.revision:
        return ""
    named = () if name == DEFAULT_NAME else ("--name", name)
    root = () if path == "." else ("--root", path)
    return shlex.join(("perfdash", "baseline", "accept", *named, *root))


def _change(ruling: Ruling) -> str:
    if ruling.current is None:
        return ""
    now = amount(ruling.current, ruling.unit)
    if ruling.baseline is None:
        return _counted(now, ruling.unit)
    return _counted(f"{amount(ruling.baseline, ruling.unit)} → {now}", ruling.unit)


def amount(value: float | None, unit: str) -> str:
    """A value, without the unit where that would be a word behind a count."""
    return units.quantity(value, unit).removesuffix(f" {unit}")


def _counted(text: str, unit: str) -> str:
    """Name a unit that `units` leaves to the reader."""
    return text if unit in {"seconds", "bytes", "ratio", "dollars"} else f"{text} {unit}"


def _share(ruling: Ruling) -> str:
    if ruling.interval:
        return interval(ruling.interval)
    if not ruling.baseline or ruling.current is None or ruling.current == ruling.baseline:
        return ""
    share = (ruling.current - ruling.baseline) / ruling.baseline
    shown = units.ratio(abs(share))
    if shown.startswith("<"):
        return f"less than {shown[1:]} {'more' if share > 0 else 'less'}"
    return f"{'+' if share > 0 else units.MINUS}{shown}"


def _limit(ruling: Ruling) -> str:
    if ruling.limit is None or ruling.limit == ruling.baseline:
        return ""
    least = ruling.current is not None and ruling.severity and ruling.current < ruling.limit
    return f"at {'least' if least else 'most'} {amount(ruling.limit, ruling.unit)}"


def _times(ratio: float) -> str:
    return f"{ratio:.2f}" if isfinite(ratio) else units.DASH


def _day(at: int) -> str:
    try:
        return datetime.fromtimestamp(at / 1000, UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return units.DASH


def _paths(paths: tuple[str, ...]) -> str:
    if not paths:
        return ""
    more = len(paths) - _SHOWN_PATHS
    return f": {', '.join(paths[:_SHOWN_PATHS])}{f' and {more} more' if more > 0 else ''}"
