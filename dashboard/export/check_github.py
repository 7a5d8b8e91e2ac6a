"""What a check found as workflow commands, which GitHub shows beside the lines they are about."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.analysis.gating.ruling import Outcome, Ruling
from dashboard.export import check_words as words
from dashboard.safe_text import safe_text

_ELSEWHERE = ("/", "~", "../")


def render(outcome: Outcome, *, prefix: str = "") -> str:
    """Write an error for each failure, a notice for each note, and the summary.

    The prefix is the path of the framework's root within the repository.
    """
    errors = (_command("error", ruling, prefix) for ruling in outcome.failed)
    notices = (_command("notice", ruling, prefix) for ruling in outcome.noted)
    return "\n".join((*errors, *notices, f"perfdash check: {words.summary(outcome)}"))


def _command(level: str, ruling: Ruling, prefix: str) -> str:
    properties = ",".join(f"{name}={_property(text)}" for name, text in _properties(ruling, prefix))
    lines = (f"{ruling.name}: {words.amounts(ruling)}", *_facts(ruling))
    return f"::{level} {properties}::{'%0A'.join(_data(line) for line in lines if line)}"


def _properties(ruling: Ruling, prefix: str) -> Iterator[tuple[str, str]]:
    if ruling.module and not ruling.module.startswith(_ELSEWHERE):
        yield "file", f"{prefix}/{ruling.module}" if prefix else ruling.module
        yield "line", str(ruling.line or 1)
    yield "title", f"perfdash {ruling.rule}"


def _facts(ruling: Ruling) -> Iterator[str]:
    cause = words.cause(ruling.cause)
    yield ruling.detail
    yield f"cause: {cause}" if cause else ""
    yield f"again: {ruling.again}" if ruling.again else ""


def _data(text: str) -> str:
    """Escape what would begin an escape (actions/toolkit, packages/core/src/command.ts).

    Nothing can end the message: no line ends are left.
    """
    return safe_text(text).replace("%", "%25")


def _property(text: str) -> str:
    """Escape what would end a property, too."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
