"""What a check found, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.analysis.alerting.alert import Severity
from dashboard.analysis.gating.ruling import Outcome, Ruling
from dashboard.export import check_words as words
from dashboard.safe_text import safe_text

_BOLD, _RED, _YELLOW = "1", "1;31", "1;33"
_COLOURS = {Severity.CRITICAL: _RED, Severity.WARNING: _YELLOW}
_INDENT = " " * 12


def render(outcome: Outcome, *, colour: bool = False) -> str:
    """Say what failed and what is worth a note, a paragraph each, then how many passed."""
    title = _painted(f"perfdash check: {words.summary(outcome)}", _BOLD, colour=colour)
    lines = [title, safe_text(f"against {words.against(outcome.baseline)}")]
    for heading, rulings in (("FAILED", outcome.failed), ("NOTED", outcome.noted)):
        if rulings:
            lines += ["", _painted(heading, _BOLD, colour=colour)]
        for ruling in rulings:
            lines += _paragraph(ruling, colour=colour)
    acceptance = [safe_text(line) for line in words.acceptance(outcome)]
    lines += ["", *acceptance] if acceptance else []
    return "\n".join(lines)


def _paragraph(ruling: Ruling, *, colour: bool) -> Iterator[str]:
    severity = ruling.severity or Severity.INFO
    sign = f"{words.SIGNS[severity]} {severity}".ljust(len(_INDENT))
    painted = _painted(sign, _COLOURS.get(severity, ""), colour=colour)
    yield f"{painted}{ruling.rule:<11}{safe_text(ruling.name)}"
    for label, text in _facts(ruling):
        if text:
            yield f"{_INDENT}{label:<11}{safe_text(text)}"


def _facts(ruling: Ruling) -> Iterator[tuple[str, str]]:
    place = words.place(ruling)
    yield "", words.amounts(ruling)
    yield "", ruling.detail
    yield "where", place if ruling.line or place not in ruling.name else ""
    yield "cause", words.cause(ruling.cause)
    yield "again", ruling.again


def _painted(text: str, code: str, *, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour and code else text
