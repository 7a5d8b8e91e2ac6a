"""What a check found as JUnit XML: a test case for each figure.

The schema that most readers check against knows no place of a test case: it is told in its text.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from dashboard.analysis.gating.ruling import Outcome, Ruling
from dashboard.export import check_words as words
from dashboard.safe_text import safe_text

_LONGEST = 4_096


def render(outcome: Outcome) -> str:
    """Write a suite: failures are failed cases, and a note is what a passed case printed."""
    suites = Element("testsuites")
    suite = SubElement(
        suites,
        "testsuite",
        name="perfdash",
        tests=str(len(outcome.rulings)),
        failures=str(len(outcome.failed)),
        errors="0",
        skipped="0",
    )
    for ruling in outcome.rulings:
        _case(suite, ruling, fails=outcome.fails(ruling))
    indent(suites)
    return f"<?xml version='1.0' encoding='UTF-8'?>\n{tostring(suites, encoding='unicode')}"


def _case(suite: Element, ruling: Ruling, *, fails: bool) -> None:
    named = {"classname": f"perfdash.{ruling.rule}", "name": _text(ruling.name)}
    case = SubElement(suite, "testcase", {**named, "time": "0"})
    if fails:
        what = {"type": str(ruling.severity), "message": _text(words.amounts(ruling))}
        SubElement(case, "failure", what).text = _said(ruling)
    elif ruling.severity:
        SubElement(case, "system-out").text = _said(ruling)


def _said(ruling: Ruling) -> str:
    cause = words.cause(ruling.cause)
    lines = (
        words.amounts(ruling),
        ruling.detail,
        f"where: {words.place(ruling)}" if ruling.module else "",
        f"cause: {cause}" if cause else "",
        f"again: {ruling.again}" if ruling.again else "",
    )
    return "\n".join(_text(line) for line in lines if line)


def _text(text: str) -> str:
    """Nothing that XML forbids: what is no printable character is written as an escape."""
    return safe_text(text, cells=_LONGEST)
