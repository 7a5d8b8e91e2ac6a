"""Which parts of a Markdown text are code or comment, as far as Claude Code tells them apart.

Blocks first, then spans in what is left, as CommonMark has it, each in one pass forward.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

Span: TypeAlias = tuple[int, int]
"""Where a piece of text starts and where it ends, in characters."""

_OPENING = re.compile(
    r"\n(?=[ \t>\d*+\-.)]*+(?:<!--|```|~~~))"  # turns most lines down at half the price
    r"(?: {0,3}+(?P<comment><!--)"
    r"|[ \t>]*+(?>(?P<marker>(?:[-*+]|\d{1,9}[.)])[ \t]+)?)"
    r"(?P<fence>`{3,}+(?![^`\n]*+`)|~{3,}+)(?P<words>[^\n]*))"
)
_UNQUOTED = re.compile(r"\n(?! {0,3}>)")
_SIGNS = ("```", "~~~", "<!--")
_BACKTICKS = re.compile(r"``*")  # As "`+" it would be searched for many times more slowly.
_PARAGRAPH_END = re.compile(r"\n[ \t\r]*+(?:\n|\Z|[>#|<]|[-*+][ \t]|\d{1,9}[.)])")


class Block(NamedTuple):
    """A fenced code block or a comment that starts its line."""

    start: int
    end: int
    comment: bool


def blocks(text: str) -> Iterator[Block]:
    """Find fenced code and block-level HTML comments; what is never closed reaches to the end."""
    if not any(sign in text for sign in _SIGNS):
        return
    lines = "\n" + text
    opening = _OPENING.search(lines)
    while opening:
        comment = opening["comment"] is not None
        end = _comment_end(lines, opening) if comment else _fence_end(lines, opening)
        yield Block(opening.start(), end - 1, comment)
        opening = _OPENING.search(lines, end)


def code_spans(text: str) -> Iterator[Span]:
    """Find inline code with its backticks, in a text whose blocks are blanked."""
    runs = [run.span() for run in _BACKTICKS.finditer(text)]
    partners = _next_of_equal_length(runs)
    paragraph_end = index = 0
    while index < len(runs):
        start, end = runs[index]
        if paragraph_end <= start:
            paragraph_end = _end_of_paragraph(text, end)
        partner = partners[index]
        closed = partner is not None and runs[partner][0] < paragraph_end
        if partner is not None and closed:
            yield start, runs[partner][1]
            index = partner
        index += 1


def blank(text: str, spans: Iterable[Span], *, filler: str) -> str:
    """Write one character over ordered spans, so that every other one keeps its place."""
    pieces = []
    position = 0
    for start, end in spans:
        pieces += [text[position:start], filler * (end - start)]
        position = end
    return "".join([*pieces, text[position:]]) if pieces else text


def without_comments(text: str) -> str:
    """Strip closed block-level comments, with their line when nothing else is on it."""
    if "<!--" not in text:
        return text
    pieces = []
    position = 0
    for block in blocks(text):
        if block.comment and text.endswith("-->", block.start, block.end):
            pieces.append(text[position : block.start])
            position = _next_line(text, block.end)
    return "".join([*pieces, text[position:]]) if pieces else text


def _fence_end(lines: str, opening: re.Match[str]) -> int:
    quoted = ">" in lines[opening.start() : opening.start("fence")]
    after = _UNQUOTED.search(lines, opening.end()) if quoted else None
    last = after.start() if after else len(lines)
    for line in _OPENING.finditer(lines, opening.end(), last):
        if _closes(line, opening["fence"]):
            return line.end()
    return last


def _closes(line: re.Match[str], fence: str) -> bool:
    longer = (line["fence"] or "").startswith(fence)
    return longer and not line["marker"] and not line["words"].strip()


def _comment_end(lines: str, opening: re.Match[str]) -> int:
    dashes = opening.end() - 2  # "<!-->" is a whole comment.
    closing = lines.find("-->", dashes)
    return len(lines) if closing < 0 else closing + 3


def _next_of_equal_length(runs: list[Span]) -> list[int | None]:
    partners: list[int | None] = []
    later: dict[int, int] = {}
    for index in range(len(runs) - 1, -1, -1):
        start, end = runs[index]
        partners.append(later.get(end - start))
        later[end - start] = index
    return partners[::-1]


def _end_of_paragraph(text: str, position: int) -> int:
    found = _PARAGRAPH_END.search(text, position)
    return found.start() if found else len(text)


def _next_line(text: str, position: int) -> int:
    """Where the next line starts if this one is blank from here on, else here."""
    end = text.find("\n", position) + 1 or len(text)
    return position if text[position:end].strip() else end
