"""What a check found as Markdown, for a comment on a pull request.

Whatever a repository can name stands in code spans, where no renderer looks for markup, links or
people to notify.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dashboard import units
from dashboard.analysis.alerting.alert import Severity
from dashboard.analysis.gating.ruling import Outcome, Ruling
from dashboard.export import check_words as words
from dashboard.safe_text import safe_text

_LONGEST = 60_000
"""Characters of tables; GitHub takes 65,536 in a comment."""
_MOST_TOML = 4_000
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
            *_folded(_table(noted, room=max(room, 0)), f"{units.count(len(noted))} noted"),
            *_folded(_acceptance(outcome), "How to accept what grew"),
        )
    )


def code(text: str) -> str:
    """A text as a code span that can stand in a table too; empty when there is no text."""
    shown = safe_text(text, cells=_CELL).strip().replace("|", "\\|")
    if not shown:
        return ""
    fence = _fence(shown, least=1)
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


def _acceptance(outcome: Outcome) -> list[str]:
    """The sentence, and the TOML as a code block that no name can end."""
    sentence, *toml = words.acceptance(outcome) or ("",)
    if not toml or sum(map(len, toml)) > _MOST_TOML:
        return []
    shown = [safe_text(line) for line in toml]
    fence = _fence("".join(shown), least=3)
    return ["", f"{code(sentence)}:", "", f"{fence}toml", *shown, fence]


def _folded(lines: list[str], title: str) -> list[str]:
    if not lines:
        return []
    return ["", f"<details><summary>{title}</summary>", *lines, "", "</details>"]


def _fence(text: str, *, least: int) -> str:
    """More backticks than the text has in a row."""
    return "`" * max(least, 1 + max(map(len, _TICKS.findall(text)), default=0))
