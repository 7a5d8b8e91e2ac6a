"""The tokens panel: what sessions pay and spend, what commands cost, and what changed."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import nlargest
from operator import attrgetter
from typing import TYPE_CHECKING

from collectors.config import ContextConfig
from collectors.framework.module import Framework, Module
from collectors.tokens import claude_estimate
from dashboard import units
from dashboard.analysis.comparison.gains import Gains, gains
from dashboard.analysis.series.change import Change, change, changes, last_save
from dashboard.bar import bar
from dashboard.module_words import called
from dashboard.panels import context
from dashboard.panels.no_session import no_session_line
from dashboard.panels.panel import fill, waiting
from dashboard.piece import Line, Piece, Ranked, Tone, beside, keep, measure, muted, pad, strong
from dashboard.reading import Reading
from dashboard.snapshot import Snapshot

if TYPE_CHECKING:
    from textual.content import Content

_LEAST_BARS = 12
"""Cells; in fewer, the startup bars cannot be compared."""
_LEAST_BAR = 10
"""Cells; that closures can be told apart matters more than that their bars are long."""
_NAME_CELLS = 28
_MOST_NAME_CELLS = 48
"""Where there is room, names are told apart by more of their paths."""
_AMPLE = 1_000
"""Cells in which everything fits."""
_MOST_TURNS = 8
_LATEST, _FULL = attrgetter("statistics.latest"), attrgetter("full_tokens")
_FULL_CHANGE = 20
"""Cells of a change in tokens and in percent; in fewer, tokens alone."""


def draw(reading: Reading, width: int, height: int) -> Content:
    """Draw the startup split, the windows, what changed, turns, and the biggest closures."""
    used = context.context_line(reading, width)
    if not reading.snapshot.framework.modules and not used:
        return waiting("waiting for the first scan of the framework", width, height)
    lines = (
        *_windows(reading, used, width),
        *context.turn_lines(reading, width, _MOST_TURNS),
        *_biggest(reading.snapshot, width, height),
    )
    return fill(keep(lines, height), width, height)


def headline(reading: Reading) -> tuple[Line, ...]:
    """All tokens with what was added since the baseline, and those of every session."""
    snapshot = reading.snapshot
    framework = snapshot.framework
    if not framework.modules:
        return tuple(filter(None, (context.headline(reading),)))
    startup = framework.startup.tokens
    total = strong(f"{units.count(framework.tokens)} ")
    parts = (
        (muted("total "), total, *_difference(gains(snapshot).total)),
        context.headline(reading),
        (muted("startup "), strong(units.count(startup))),
        _estimate(startup, reading.config.context),
    )
    return tuple(filter(None, parts))


def _windows(reading: Reading, used: Line, width: int) -> Iterator[Ranked]:
    """What the framework puts into every window, and what stands in the session's now."""
    snapshot = reading.snapshot
    if used:
        yield Ranked(1, used)
    if snapshot.framework.modules:
        yield Ranked(0, _startup(snapshot.framework, width))
        yield Ranked(4, _window(reading, width))
        yield Ranked(5, _changed(snapshot, gains(snapshot), width))
    if not used:
        yield Ranked(12, no_session_line(reading, width))


def _biggest(snapshot: Snapshot, width: int, height: int) -> Iterator[Ranked]:
    """The largest closures under their heading."""
    if snapshot.framework.modules:
        gained = gains(snapshot)
        yield Ranked(6, _heading(gained, width))
        yield from _closures(snapshot, gained, width, height)


def _estimate(tokens: int, context: ContextConfig) -> Line:
    """What Claude would count, and whose tokens those are."""
    claude = claude_estimate(context)
    return (muted(f"{units.estimate(claude.tokens(tokens))} {claude.family}"),)


def _startup(framework: Framework, width: int) -> Line:
    """Split what is in the window before anyone types; bars share a scale."""
    startup = framework.startup
    parts = (
        ("memory", startup.memory_tokens),
        ("listing", startup.listing_tokens),
        ("agents", startup.agent_tokens),
    )
    whole: Line = (muted("startup "), strong(units.count(startup.tokens)))
    words = [(muted(f"{name} "), Piece(units.count(tokens))) for name, tokens in parts]
    room = width - measure(whole) - sum(measure(line) + 3 for line in words)
    if room < _LEAST_BARS:
        return beside((whole, *words), width, gap=2 if room + len(words) >= 0 else 1)
    share = room / (startup.tokens or 1)
    bars = [Piece(f" {'█' * round(tokens * share)}", Tone.BAR) for _, tokens in parts]
    drawn = [(*line, cells) for line, cells in zip(words, bars, strict=True)]
    return beside((whole, *drawn), width)


def _window(reading: Reading, width: int) -> Line:
    """How much of the window is taken at the start, and left to the command that needs most."""
    window = reading.config.context.window_tokens
    startup = reading.snapshot.framework.startup.tokens
    left, path = _least_left(reading.snapshot)
    at_start = units.ratio(startup / window if window > 0 else None)
    said = [
        (
            (muted("window "), Piece(units.compact(window))),
            (muted(used), strong(at_start)),
            (muted(f"{who} leaves "), strong(units.ratio(left))),
        )
        for who in ((called(reading.snapshot, path),) if path else ()) + ("biggest",)
        for used in ("used at start ", "at start ")
    ]
    fitting = (parts for parts in said if measure(beside(parts, _AMPLE)) <= width)
    return beside(next(fitting, said[0]), width)


def _least_left(snapshot: Snapshot) -> tuple[float | None, str]:
    """The least share of the window that a command leaves, and which does; None without any."""
    series = snapshot.of("context_available_ratio")
    latest = [*map(_LATEST, series)]
    least = min(latest, default=None)
    equal = (one for one, left in zip(series, latest, strict=True) if left == least)
    return least, min((one.label("module") for one in equal), default="")


def _changed(snapshot: Snapshot, gained: Gains, width: int) -> Line:
    """What was added to all modules since the baseline, and since the last save."""
    parts: list[Line] = [(muted(f"since {gained.since} "), *_difference(gained.total))]
    save = last_save(snapshot)
    if save:
        moved = changes(snapshot, "full_tokens", since=save.at)
        total = change(snapshot, "framework_tokens", since=save.at)
        saved = called(snapshot, save.paths[0], _NAME_CELLS) if save.paths else "a file"
        more = f" and {len(save.paths) - 1} more" if len(save.paths) > 1 else ""
        parts += [
            (muted(f"since saving {saved}{more} "), *_difference(total)),
            (muted("at "), Piece(units.clock(save.at))),
            (muted("in "), Piece(units.counted(len(moved), "closure"))),
        ]
    return beside(parts, width)


def _difference(difference: Change | None) -> Line:
    """A change in tokens: more is a warning, by its sign as well as by its color."""
    if difference is None or difference.before is None:
        return (muted(units.DASH),)
    text = units.change(difference.delta)
    return (Piece(text, Tone.WARNING if difference.delta > 0 else Tone.PLAIN),)


def _heading(gained: Gains, width: int) -> Line:
    name, filled, number, moved = _columns(width)
    words = (*pad((muted("biggest closures"),), name + filled), muted(f"{'full':>{number}}"))
    title = f"Δ since {gained.since}" if moved == _FULL_CHANGE else "Δ"
    return (*words, muted(f"{title:>{moved}}")) if moved else words


def _closures(snapshot: Snapshot, gained: Gains, width: int, height: int) -> Iterator[Ranked]:
    """One row for each of the largest closures: name, bar, tokens, change."""
    largest = _largest(snapshot.framework, height)
    name, filled, number, room = _columns(width)
    most = largest[0].full_tokens if largest else 0
    for above, module in enumerate(largest):
        share = module.full_tokens / most if most else None
        row = (
            *pad((Piece(called(snapshot, module.path, name - 1)),), name),
            Piece(bar(share, filled), Tone.BAR),
            Piece(f"{units.count(module.full_tokens):>{number}}"),
            *(_moved(gained.full.get(module.path), room) if room else ()),
        )
        yield Ranked(6 + 2 * above if above else 1, row)


def _largest(framework: Framework, count: int) -> tuple[Module, ...]:
    """What can be invoked or is included by nothing: the rest is counted within these."""
    roots = [module for module in framework.modules if module.name or not module.dependents]
    some = roots or framework.modules
    least = min(nlargest(count, map(_FULL, some)), default=0)
    large = (module for module in some if module.full_tokens >= least)
    return tuple(sorted(large, key=lambda one: (-one.full_tokens, one.path))[:count])


def _moved(change: Change | None, room: int) -> Line:
    if change is None or change.before is None:
        return (muted(f"{'new' if change else units.SAME:>{room}}"),)
    text = units.change(change.delta)
    if room == _FULL_CHANGE:
        text = f"{text}  {units.ratio(change.ratio):>7}"
    return (Piece(text.rjust(room), Tone.WARNING if change.delta > 0 else Tone.PLAIN),)


def _columns(width: int) -> tuple[int, int, int, int]:
    """The cells of name, bar, tokens and change; what says least goes first."""
    number = 9
    moved = _FULL_CHANGE if width >= 60 else 11 if width >= 45 else 0
    room = max(width - number - moved, 1)
    wanted = max(width // 3, min(_NAME_CELLS, room - _LEAST_BAR))
    name = min(wanted, _MOST_NAME_CELLS) if width >= 30 else room
    return name, max(width - number - moved - name, 0), number, moved
