"""The panel that says how well sessions went."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dashboard import units
from dashboard.analysis.sessions.quality import Share, quality
from dashboard.panels.panel import fill, waiting
from dashboard.piece import Line, Piece, Ranked, Tone, beside, clip, keep, muted, pad, strong
from dashboard.reading import Reading
from dashboard.safe_text import safe_text
from dashboard.session_screens.summed import NAME_CELLS, NONE, ROOMY, SummedPanel
from dashboard.sessions import Sessions, Summary

if TYPE_CHECKING:
    from textual.content import Content


_FILES = 7
"""The rank of what the session files were, among the measures."""


class QualityPanel(SummedPanel):
    """What succeeded, how content the user is, and what could not be read."""

    TITLE = "Quality"

    def draw(self, reading: Reading, width: int, height: int) -> Content:
        """Draw a line for each measure, then what the session files were."""
        found = self.summaries(reading)
        if not found:
            return waiting(NONE, width, height)
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
        (9, "turns not answered", found.unanswered, "taken back, or killed"),
    )
    for rank, name, share, meaning in rarer:
        if share.part:
            yield Ranked(rank, _measure(name, share, width, meaning))
    if found.at_work:
        yield Ranked(11, _count("turns at work", found.at_work))
    yield Ranked(5, _measure("requests failed", found.errors, width))
    yield Ranked(6, _measure("tool calls failed", found.tool_errors, width))
    yield Ranked(10, _count("requests retried", found.retries))


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


def _count(name: str, many: int) -> Line:
    return (*pad((muted(name),), NAME_CELLS), Piece(f"{units.count(many):>7}"))


def _measure(name: str, share: Share, width: int, meaning: str = "") -> Line:
    """A share with its counts, and what it means where there is room."""
    ratio = (*pad((muted(name),), NAME_CELLS), Piece(f"{units.ratio(share.ratio):>7}"))
    of = f"{units.count(share.part)} of {units.count(share.whole)}" if share.whole else ""
    return beside((ratio, (muted(of),), (muted(meaning),)), width, gap=2 if width >= ROOMY else 1)
