"""What a check found as Markdown, for a comment on a pull request.

Whatever a repository can name stands in code spans, where no renderer looks for markup, links or
people to notify.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dashboard import units
from dashboard.analysis.alert import Severity
from dashboard.analysis.ruling import Outcome, Ruling
from dashboard.export import check_words as words
from dashboard.safe_text import safe_text

_LONGEST = 60_000
"""Characters; GitHub takes 65,536 in a comment."""
_CELL = 240
_HEADER = (
    "| | rule | figure | baseline | now | limit | cause | see it again |\n"
    "| --- | --- | --- | ---: | ---: | ---: | --- | --- |"
)
_TICKS = re.compile("`+")


def render(outcome: Outcome) -> str:
    """Write a table of failures and a folded one of notes, as many rows as a comment takes."""
    failed = [_row(ruling) for ruling in outcome.failed]
    noted = [_row(ruling) for ruling in outcome.noted]
    room = _LONGEST - sum(map(len, failed))
    return "\n".join(
        (
            f"### {'❌' if failed else '✅'} perfdash: {words.summary(outcome)}",
            "",
            f"Against {code(words.against(outcome.baseline))}.",
            *_table(failed, room=_LONGEST),
            *_folded(_table(noted, room=max(room, 0)), len(noted)),
        )
    )


def code(text: str) -> str:
    """A text as a code span that can stand in a table too; empty when there is no text."""
    shown = safe_text(text, cells=_CELL).strip().replace("|", "\\|")
    if not shown:
        return ""
    fence = "`" * (1 + max(map(len, _TICKS.findall(shown)), default=0))
    padding = " " if "`" in (shown[0], shown[-1]) else ""
    return f"{fence}{padding}{shown}{padding}{fence}"


def _row(ruling: Ruling) -> str:
    severity = ruling.severity or Severity.INFO
    cells = (
        f"{words.SIGNS[severity]} {severity}",
        ruling.rule.value,
        "<br>".join(_figure(ruling)),
        words.amount(ruling.baseline, ruling.unit),
        words.amount(ruling.current, ruling.unit),
        words.amount(ruling.limit, ruling.unit),
        code(words.cause(ruling.cause)) or units.DASH,
        code(ruling.again) or units.DASH,
    )
    return f"| {' | '.join(cells)} |"


def _figure(ruling: Ruling) -> Iterator[str]:
    yield code(ruling.name)
    if ruling.line:
        yield code(words.place(ruling))
    if ruling.interval:
        yield words.interval(ruling.interval)
    if ruling.detail:
        yield code(ruling.detail)


def _table(rows: Sequence[str], *, room: int) -> list[str]:
    """The rows that fit, and how many do not."""
    shown: list[str] = []
    for row in rows:
        room -= len(row)
        if room < 0:
            break
        shown.append(row)
    more = len(rows) - len(shown)
    rest = ["", f"… and {units.count(more)} more."] if more else []
    return ["", _HEADER, *shown, *rest] if shown else rest


def _folded(table: list[str], count: int) -> list[str]:
    if not table:
        return []
    return ["", f"<details><summary>{units.count(count)} noted</summary>", *table, "", "</details>"]
