"""Which lines of a Markdown text are no prose, so that Claude Code looks for no imports in them.

Fenced code and comments are `markdown`'s; here are code that is indented, and HTML. A line of tags
makes a block of HTML of all that follows it without a blank line, whatever the tags are called.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from collectors.framework.markdown import Span

_TABS = 4
_CODE_COLUMNS = 4
_MARKER = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]+(?=\S)")
_NO_PARAGRAPH = ("#", "---", "***")
_HTML = re.compile(
    r"[ >]{0,3}(?:(?:[-*+]|\d{1,9}[.)]) +)?"
    r"<(?:(?P<raw>pre|script|style|textarea)(?=[\s>])"
    r"|(?P<sign>\?|!\[CDATA\[|![a-z])"
    r"|/?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd"
    r"|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]"
    r"|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|meta|nav|noframes|ol|optgroup"
    r"|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)"
    r"(?=[\s/>])"
    r"|(?P<lone>/?[a-z][\w-]*+(?:\s[^<>]*)?/?>[ \t]*\r?\n?\Z))",
    re.IGNORECASE,
)
_ENDS = {"?": "?>", "![CDATA[": "]]>"}


def html_blocks(text: str) -> Iterator[Span]:
    """Find blocks of HTML, each up to a blank line or the sign that ends it."""
    start, end_sign, paragraph, item = -1, "", False, False
    for position, line in _lines(text):
        blank = not line.strip()
        opening = None if start >= 0 or blank else _HTML.match(line)
        continues = paragraph and not (item and line.startswith("<"))
        if opening and not (continues and opening["lone"]):
            start, end_sign = position, _end_sign(opening)
        if start >= 0 and (end_sign in line.lower() if end_sign else blank):
            yield start, position + len(line)
            start = -1
        paragraph = not blank and start < 0 and not line.startswith("#")
        item = paragraph and (item or _MARKER.match(line.lstrip()) is not None)
    if start >= 0:
        yield start, len(text)


def indented_code(text: str) -> Iterator[Span]:
    """Find lines that are code because they are indented beyond the list they stand in, if any."""
    columns: list[int] = []
    paragraph = False
    for position, line in _lines(text):
        bare = line.lstrip(" \t")
        if not bare.strip():
            paragraph = False
            continue
        column = len(line[: len(line) - len(bare)].expandtabs(_TABS))
        marker = _MARKER.match(bare)
        while columns and column < columns[-1] and (marker or not paragraph):
            columns.pop()
        if not paragraph and column >= (columns[-1] if columns else 0) + _CODE_COLUMNS:
            yield position, position + len(line)
            continue
        if marker:
            columns.append(column + marker.end())
        paragraph = not bare.startswith(_NO_PARAGRAPH)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Each line with where it starts."""
    position = 0
    while position < len(text):
        end = text.find("\n", position) + 1 or len(text)
        yield position, text[position:end]
        position = end


def _end_sign(opening: re.Match[str]) -> str:
    if opening["raw"]:
        return f"</{opening['raw'].lower()}>"
    sign = opening["sign"]
    return _ENDS.get(sign.upper(), ">") if sign else ""
