"""The panels that add sessions up: by model, by tool, and how well they went."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from collectors.session import Session
from dashboard import cost_words, session_words, units
from dashboard.analysis.remembered import remembered
from dashboard.analysis.sessions.as_one import tools
from dashboard.analysis.sessions.hit_ratio import hit_ratio
from dashboard.analysis.sessions.quality import Share, quality
from dashboard.analysis.sessions.spending import hidden_usd
from dashboard.analysis.sessions.sums import Sums, Use, together
from dashboard.bar import bar
from dashboard.panels.panel import Panel, fill, waiting
from dashboard.piece import Line, Piece, Ranked, Tone, beside, clip, keep, muted, pad, strong, tail
from dashboard.reading import Reading
from dashboard.safe_text import safe_text
from dashboard.sessions import Sessions, Summary, ToolUse

if TYPE_CHECKING:
    from textual.content import Content

_BAR_CELLS = 10
_NAME_CELLS = 18
_WIDE = 60
"""Cells; in fewer there is no bar."""
_NARROW_NAME_CELLS = 12
_ROOMY = 44
"""Cells in which a share of thousands fits with its gaps, and a long name beside figures."""
_FILES = 7
"""The rank of what the session files were, among the measures."""
_NONE = "no session was read yet"


class SummedPanel(Panel):
    """A panel about one session, or about all that are shown."""

    def __init__(self, number: int, session: str = "") -> None:
        super().__init__(number)
        self._session = session

    def summaries(self, reading: Reading) -> tuple[Summary, ...]:
        """Those to add up."""
        every = reading.snapshot.sessions.summaries
        if not self._session:
            return every
        return tuple(it for it in every if it.session.id == self._session)


class ModelsPanel(SummedPanel):
    """Tokens of each kind and cost, by model."""

    TITLE = "Models"

    def draw(self, reading: Reading, width: int, height: int) -> Content:
        """Draw a line for each model, the dearest first."""
        summaries = self.summaries(reading)
        found = together(summaries, reading.snapshot.prices)
        if not found.models:
            return waiting(_NONE, width, height)
        rows = [_model(it, width) for it in found.models]
        told = reported(summaries[0].session, found, width) if self._session else ()
        return fill((_model_heading(width), *rows, told), width, height)

    def headline(self, reading: Reading) -> tuple[Line, ...]:
        """What all cost, and the prompt cache's hit ratio."""
        found = together(self.summaries(reading), reading.snapshot.prices)
        if not found.models:
            return ()
        cost = found.cost
        unpriced = units.counted(cost.unpriced_requests, "request")
        return (
            (strong(cost_words.said(cost)),),
            (muted("cache "), Piece(units.ratio(hit_ratio(found.shown)))),
            (muted(f"{unpriced} unpriced" if cost.unpriced_requests else ""),),
        )


class ToolsPanel(SummedPanel):
    """Calls, errors and time, by tool."""

    TITLE = "Tools"

    def draw(self, reading: Reading, width: int, height: int) -> Content:
        """Draw a line for each tool, the one that took the longest first."""
        tools = by_tool(self.summaries(reading))
        if not tools:
            return waiting("no tool was used yet", width, height)
        longest = max(it.seconds for it in tools)
        rows = (_tool(it, longest, width) for it in tools)
        return fill((_tool_heading(width), *rows), width, height)

    def headline(self, reading: Reading) -> tuple[Line, ...]:
        """How many calls, and how many failed."""
        tools = by_tool(self.summaries(reading))
        calls, errors = sum(it.calls for it in tools), sum(it.errors for it in tools)
        failed = (Piece(f"{units.count(errors)} failed", Tone.WARNING),) if errors else ()
        return ((strong(units.count(calls)), muted(" calls")), failed) if calls else ()


class QualityPanel(SummedPanel):
    """What succeeded, how content the user is, and what could not be read."""

    TITLE = "Quality"

    def draw(self, reading: Reading, width: int, height: int) -> Content:
        """Draw a line for each measure, then what the session files were."""
        found = self.summaries(reading)
        if not found:
            return waiting(_NONE, width, height)
        sessions = reading.snapshot.sessions
        # What the files are is known of all of them together; of one, the trail tells the version.
        files = () if self._session else formats(sessions, width)
        told = (Ranked(_FILES, line) for line in files)
        return fill(keep((*measures(found, sessions, width), *told), height), width, height)

    def headline(self, reading: Reading) -> tuple[Line, ...]:
        """How content the user is."""
        found = quality(self.summaries(reading), reading.snapshot.sessions.ratings)
        if found.satisfaction is None:
            return ((muted("not rated: u rates"),),) if self.summaries(reading) else ()
        ratings = muted(f" in {units.counted(found.rated, 'rating')}")
        return ((strong(f"{found.satisfaction:.1f} of 5"), ratings),)


@remembered
def by_tool(summaries: tuple[Summary, ...]) -> tuple[ToolUse, ...]:
    """Every tool, the one that took the longest first."""
    return tuple(sorted(tools(summaries), key=lambda it: (-it.seconds, it.name)))


def measures(summaries: tuple[Summary, ...], sessions: Sessions, width: int) -> Iterator[Ranked]:
    """The quality of sessions, a measure to a line; what no turn ended by has none."""
    found = quality(summaries, sessions.ratings)
    yield Ranked(1, _measure("commands succeeded", found.commands, width))
    yield Ranked(0, _measure("turns completed", found.completion, width))
    yield Ranked(2, _measure("turns interrupted", found.interruptions, width))
    rarer = (
        (4, "turns failed", found.failures, ""),
        (3, "turns left open", found.left_open, "a tool asked for, nothing followed"),
        (8, "turns cut short", found.cut, ""),
        (9, "turns not ended", found.unended, "at work, or never answered"),
    )
    for rank, name, share, meaning in rarer:
        if share.part:
            yield Ranked(rank, _measure(name, share, width, meaning))
    yield Ranked(5, _measure("requests failed", found.errors, width))
    yield Ranked(6, _measure("tool calls failed", found.tool_errors, width))
    retried = Piece(f"{units.count(found.retries):>7}")
    yield Ranked(10, (*pad((muted("requests retried"),), _NAME_CELLS), retried))


def formats(sessions: Sessions, width: int) -> Iterator[Line]:
    """Which versions wrote the files, and what in them is not known."""
    if sessions.versions:
        first, last = (safe_text(sessions.versions[at], cells=16) for at in (0, -1))
        span = last if first == last else f"{first} to {last}"
        yield clip((muted("Claude Code "), Piece(span)), width)
    if sessions.unknown:
        many = sum(count for _, count in sessions.unknown)
        names = ", ".join(safe_text(name, cells=32) for name, _ in sessions.unknown)
        types = units.counted(len(sessions.unknown), "unknown type")
        said = f"{units.counted(many, 'record')} of {types}: "
        yield clip((Piece(said), muted(names)), width)
    if sessions.broken_lines:
        yield (Piece(units.counted(sessions.broken_lines, "broken line"), Tone.WARNING),)


def _measure(name: str, share: Share, width: int, meaning: str = "") -> Line:
    """A share with its counts, and what it means where there is room."""
    ratio = (*pad((muted(name),), _NAME_CELLS), Piece(f"{units.ratio(share.ratio):>7}"))
    of = f"{units.count(share.part)} of {units.count(share.whole)}" if share.whole else ""
    return beside((ratio, (muted(of),), (muted(meaning),)), width, gap=2 if width >= _ROOMY else 1)


def reported(session: Session, sums: Sums, width: int) -> Line:
    """Claude Code's own total, and what it has beyond ours: requests that no transcript shows."""
    total, hidden = session.reported_cost_usd, hidden_usd(session, sums.cost, sums.told)
    parts: list[Line] = []
    if total is not None:
        parts.append((muted("Claude Code says "), Piece(units.money(total))))
    if hidden is not None:
        parts.append((muted("hidden requests "), Piece(units.money(hidden))))
    elif session.forked and parts:
        parts.append((muted("its parent's share in it"),))
    return beside(parts, width)


def _model_heading(width: int) -> Line:
    named = ("cost", "tokens", "cache hit", "output", "read", "written", "input")
    cells = tuple((muted(f"{name:>9}"),) for name in named)
    return beside((pad((muted("model"),), _name_cells(width)), *cells), width, gap=1)


def _model(use: Use, width: int) -> Line:
    tokens, name = use.tokens, _name_cells(width)
    kinds = (
        tokens.output_tokens,
        tokens.cache_read_input_tokens,
        tokens.cache_creation_input_tokens,
        tokens.input_tokens,
    )
    cells = tuple((Piece(f"{units.compact(many):>9}"),) for many in kinds)
    return beside(
        (
            pad((Piece(session_words.model(use.name, name)),), name),
            (strong(f"{cost_words.said(use.cost):>9}"),),
            (Piece(f"{units.compact(tokens.total):>9}"),),
            (Piece(f"{units.ratio(hit_ratio(tokens)):>9}"),),
            *cells,
        ),
        width,
        gap=1,
    )


def _tool_heading(width: int) -> Line:
    cells = tuple((muted(f"{name:>7}"),) for name in ("time", "calls", "errors"))
    return beside((pad((muted("tool"),), _name_cells(width)), *cells), width, gap=1)


def _name_cells(width: int) -> int:
    return _NAME_CELLS if width >= _ROOMY else _NARROW_NAME_CELLS


def _tool(tool: ToolUse, longest: float, width: int) -> Line:
    """A tool; of a name too long its end, because that is where tools of one server differ."""
    name = _name_cells(width)
    drawn = bar(tool.seconds / longest if longest else 0, _BAR_CELLS) if width >= _WIDE else ""
    return beside(
        (
            pad((Piece(tail(safe_text(tool.name), name)),), name),
            (Piece(f"{units.seconds(tool.seconds):>7}"),),
            (Piece(f"{units.count(tool.calls):>7}"),),
            (Piece(f"{units.count(tool.errors):>7}", Tone.WARNING if tool.errors else Tone.MUTED),),
            (Piece(drawn, Tone.BAR),),
        ),
        width,
        gap=1,
    )
