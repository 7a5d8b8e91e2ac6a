"""How the cells of a module's row read."""

from __future__ import annotations

from operator import attrgetter

from dashboard import bar, scale, units
from dashboard.alert_words import SEVERITIES
from dashboard.analysis.alerting.alert import Alert
from dashboard.analysis.flag import Flag
from dashboard.panels.module_rows import SORT_KEYS, TREND_CELLS, Row, words
from dashboard.piece import Line, Piece, Tone, measure, muted, tail
from dashboard.safe_text import safe_text
from dashboard.standing_words import SIGNS
from dashboard.table.column import Column
from dashboard.table.sheet import Order, Sheet

_MODULE_CELLS = (24, 33, 38, 64)
"""The least; what other columns leave for; the most before flags have theirs; the most."""
_KIND_CELLS = (10, 12)
"""The least cuts the longest one."""
_FLAG_CELLS = (12, 24)
"""In the least stand one flag, and how many more there are; in the most, two."""


def _module(row: Row, cells: int) -> Line:
    """The path; of one too long its end, because that is where paths differ."""
    return (Piece(tail(safe_text(row.module.path), cells)),)


def _kind(row: Row, _cells: int) -> Line:
    return (muted(row.module.kind.value),)


def _tokens(row: Row, _cells: int) -> Line:
    return (Piece(units.count(row.module.tokens)),)


def _full(row: Row, _cells: int) -> Line:
    return (Piece(units.count(row.module.full_tokens)),)


def _p50(row: Row, _cells: int) -> Line:
    return _seconds(row.load_p50)


def _p95(row: Row, _cells: int) -> Line:
    return _seconds(row.load_p95)


def _seconds(value: float | None) -> Line:
    return (muted(units.DASH),) if value is None else (Piece(units.seconds(value)),)


def _trend(row: Row, _cells: int) -> Line:
    known = [value for value in row.trend if value is not None]
    top = scale.ceiling(max(known, default=0.0))
    return (Piece(bar.sparkline(row.trend, ceiling=top), Tone.BAR),)


def _used(row: Row, _cells: int) -> Line:
    return (Piece(units.count(row.module.dependents)),)


def _change(row: Row, _cells: int) -> Line:
    text = "new" if row.change is None else units.change(row.change)
    return (muted(text) if text == units.SAME else Piece(text, Tone.STRONG),)


def _flags(row: Row, cells: int) -> Line:
    """What is to be known of a module, and how many more than fit."""
    flags = [_flag(flag) for flag in row.flags]
    flags += [_alert(alert) for alert in row.alerts]
    if row.saved:
        flags.append(Piece("● saved", Tone.STRONG))
    if row.findings:
        flags.append(muted(units.counted(len(row.findings), "finding")))
    kept = flags
    while len(kept) > 1 and measure(_spaced(kept, len(flags) - len(kept))) > cells:
        kept = kept[:-1]
    return _spaced(kept, len(flags) - len(kept))


def _spaced(flags: list[Piece], more: int) -> Line:
    said = [*flags, muted(f"+{more}")] if more else flags
    return tuple(piece for flag in said for piece in (Piece("  "), flag))[1:]


def _flag(flag: Flag) -> Piece:
    """Sign and word; only what is worth an alert is colored."""
    return Piece(f"{SIGNS[flag.standing]} {flag.word}", SEVERITIES[flag.severity][1])


def _alert(alert: Alert) -> Piece:
    sign, tone = SEVERITIES[alert.severity]
    return Piece(f"{sign} {safe_text(alert.title)}", tone)


COLUMNS: tuple[Column[Row], ...] = (
    Column(
        "module",
        "module",
        _MODULE_CELLS[1],
        0,
        _module,
        right=False,
        least=_MODULE_CELLS[0],
        most=_MODULE_CELLS[2],
        ample=_MODULE_CELLS[3],
    ),
    Column("kind", "kind", _KIND_CELLS[1], 5, _kind, right=False, least=_KIND_CELLS[0]),
    Column("tokens", "tokens", 7, 4, _tokens),
    Column("full", "full", 7, 1, _full),
    Column("p50", "load p50", 10, 6, _p50),
    Column("p95", "load p95", 10, 0, _p95),
    Column("trend", "trend", TREND_CELLS, 7, _trend, right=False),
    Column("used", "used by", 7, 8, _used),
    Column("change", "Δ tokens", 10, 3, _change),
    Column(
        "flags",
        "flags",
        _FLAG_CELLS[0],
        2,
        _flags,
        right=False,
        most=_FLAG_CELLS[1],
    ),
)

MODULES = Sheet(
    COLUMNS,
    SORT_KEYS,
    identity=attrgetter("module.path"),
    words=words,
    order=Order("p95"),
    ascending=("module", "kind"),
)
"""The table of all modules."""
