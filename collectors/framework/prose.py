"""Which lines of a Markdown text are no prose, so that Claude Code looks for no imports in them.

Fenced code and comments are `markdown`'s; here are code that is indented, and HTML. A line of tags
makes a block of HTML of all that follows it without a blank line, whatever the tags are called.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from collectors.framework.markdown import Span

_TABS = 4
_CODE_COLUMNS = 4
_LINE = re.compile(r"[^\n]+\n?|\n+")
_MARKER = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]+(?=\S)")
_BEGINNING = re.compile(r"[ \t]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]+\S|#{1,6}[ \t]|---|\*\*\*)")
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


class _Container(NamedTuple):
    """An item or a quote that a line stands in, which lazy lines go on without an indent."""

    column: int = 0
    """Where its text begins; 0 when there is none."""
    quoted: bool = False
    lazy: bool = True

    def __bool__(self) -> bool:
        return self.column > 0

    def has_paragraphs(self, line: str) -> bool:
        """Whether what a line goes on with is a paragraph, which a tag of any name ends not."""
        return line.startswith(">") if self.quoted else not self

    def is_left_by(self, line: str) -> bool:
        """Whether a line begins something else, however lazily others go on."""
        if not self.lazy:
            return not line.startswith(">")
        return bool(self) and _indent(line) < self.column and _BEGINNING.match(line) is not None

    def after(self, line: str, *, left: bool) -> _Container:
        """What a line that is not blank stands in; a lazy one in the same, unless it was `left`."""
        if marker := _MARKER.match(line.lstrip()):
            return _Container(_indent(line) + marker.end())
        if line.startswith(">"):
            return self if self and not left else _Container(_CODE_COLUMNS, quoted=True)
        return _NOWHERE if left and _indent(line) < self.column else self

    def around(self, line: str, opening: re.Match[str]) -> _Container:
        """What HTML that a line opens stands in: some tags leave what is around them."""
        if self.quoted and line.startswith(">"):
            return self._replace(lazy=False)
        inside = _indent(line) >= self.column or _MARKER.match(line.lstrip())
        lazy = opening["lone"] if self.quoted else opening[0].lstrip().startswith("</")
        return self if inside or lazy else _NOWHERE


_NOWHERE = _Container()


def html_blocks(text: str) -> Iterator[Span]:
    """Find blocks of HTML, each up to a blank line or the sign that ends it.

    One within an item of a list, or of a quote, ends with that at the latest.
    """
    start, end_sign, paragraph, within = -1, "", False, _NOWHERE
    for position, line in _lines(text):
        blank = not line.strip()
        left = not blank and within.is_left_by(line)
        if start >= 0 and left:
            yield start, position
            start = -1
        if start < 0 and not blank:
            within = within.after(line, left=left or not paragraph)
        opening = None if start >= 0 or blank else _HTML.match(line.lstrip() if within else line)
        if opening and not (paragraph and opening["lone"] and within.has_paragraphs(line)):
            start, end_sign = position, _end_sign(opening)
            within = within.around(line, opening)
        if start >= 0 and (end_sign in line.lower() if end_sign else blank):
            yield start, position + len(line)
            start = -1
        paragraph = not blank and start < 0 and not line.startswith("#")
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
        column = _indent(line)
        marker = _MARKER.match(bare)
        while columns and column < columns[-1] and (marker or not paragraph):
            columns.pop()
        if not paragraph and column >= (columns[-1] if columns else 0) + _CODE_COLUMNS:
            yield position, position + len(line)
            continue
        if marker:
            columns.append(column + marker.end())
        paragraph = not bare.startswith(_NO_PARAGRAPH)


def _indent(line: str) -> int:
    """The column where a line begins."""
    return len(line[: len(line) - len(line.lstrip(" \t"))].expandtabs(_TABS))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Each line with where it starts; empty ones together, of which code leaves thousands."""
    for line in _LINE.finditer(text):
        yield line.start(), line[0]


def _end_sign(opening: re.Match[str]) -> str:
    if opening["raw"]:
        return f"</{opening['raw'].lower()}>"
    sign = opening["sign"]
    return _ENDS.get(sign.upper(), ">") if sign else ""
