"""What a text refers to, in every syntax a framework may use; no file is looked for.

The most specific syntax takes its text first and leaves a blank, so that nothing is counted
twice. A framework's own tags count wherever they stand: its loader knows no code. Imports and
mentions count where Claude Code would follow them: not in fenced code, nor in block comments.
An `@path` is told twice, as a memory file would read it and as a command would: what it is
depends on the file.

Every pattern is possessive, or stops at a sign from which the next match may start: no text is
read more often than a fixed number of times. Groups are repeated within `(?>…)`: as `(…)*+` they
may take too much in Python 3.11.2.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple, TypeAlias

from collectors.framework import front_matter, prose
from collectors.framework.markdown import Span, blank, blocks, code_spans
from collectors.framework.reference import Mention, Syntax
from collectors.framework.target import (
    attached_target,
    code_target,
    import_target,
    link_target,
    running_target,
    tag_target,
)

_TAG = re.compile(
    r"""<(?:include\s[^<>]*?(?<=\s)component\s*=\s*["'](?P<include_component>[^"'<>]*)["']"""
    r"""|component\s[^<>]*?(?<=\s)path\s*=\s*["'](?P<component_path>[^"'<>]*)["']"""
    r"""|include(?:\s[^<>]*)?>(?P<include_path>[^<]*)</include"""
    r"""|component(?:\s[^<>]*)?>(?P<component_element>[^<]*)</component"""
    r"""|module(?:\s[^<>]*)?>(?P<module_path>[^<]*)</module)"""
)
_LINK = re.compile(
    r"\]\([ \t]*+(?:<(?P<angled>[^<>\n]*)>|(?P<plain>[^\s()]*+(?>(?:\([^\s()]*+\)[^\s()]*+)*)))"
)
_LINK_TAIL = re.compile(r"""\s*+[)"'(]""")
_IMPORT = re.compile(r"@(?<![^\s*_]@)([^\s\\]++(?>(?:\\ [^\s\\]*+)*))")
"""At the start of a word, which emphasis may open; spaces are escaped."""
_ATTACHED = re.compile(
    r"""@(?<!\S@)(?:"(?P<quoted>[^"\n]+)"|(?P<plain>[^\s"]\S*(?<=[A-Za-z0-9_])))"""
)
_NO_TEXT = re.compile(
    r"(?m:^(?<!\S\n) {0,3}\[[^\]\n]++\]:[ \t]+@)"  # a definition, of where links lead
    r"|(?<!!)\[(?=@[^\s\[\]]++\]\()|\]\([^()\n]*+\)"  # a link, around its text
    r"|(?m:^[ >]*+(?<=>)(?=@))"  # a quote
    r"|<!--(?>(?:[^\n<>]++|<(?!!--))*)(?<=--)>|</?[A-Za-z][\w:-]*+(?:\s[^<>]*+)?>"
)
_AROUND = ("<", "]:", "](", ">@")
_PATH = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./~"
_MARKDOWN_SUFFIX = re.compile(r"\.md(?![\w/-]|\.\w|\]\()")
"""Neither inside a longer name nor at the end of a link's text."""


_Key: TypeAlias = tuple[str, Syntax, bool]
"""Target, syntax, and whether it is an import in HTML."""


class _Occurrence(NamedTuple):
    start: int
    end: int
    syntax: Syntax
    target: str
    in_html: bool = False


def find(text: str) -> tuple[Mention, ...]:
    """References of one file's text, in the order of their lines.

    One for each target and syntax; what a block of HTML imports counts apart.
    """
    firsts: dict[_Key, tuple[int, int]] = {}
    for found in sorted(_occurrences(text)):
        key = found.target, found.syntax, found.in_html
        first, occurrences = firsts.get(key, (found.start, 0))
        firsts[key] = first, occurrences + 1
    return tuple(
        sorted(_mentions(text, firsts), key=lambda mention: (mention.line, mention.target))
    )


def _mentions(text: str, firsts: Mapping[_Key, tuple[int, int]]) -> Iterator[Mention]:
    """Turn positions, which ascend, into lines."""
    line, counted = 1, 0
    for (target, syntax, in_html), (position, occurrences) in firsts.items():
        line += text.count("\n", counted, position)
        counted = position
        yield Mention(target, syntax, line, occurrences, in_html)


def _occurrences(text: str) -> list[_Occurrence]:
    body = front_matter.end(text)
    whole = rest = "\n" * body + text[body:]
    attachments = _attachments(whole)
    tags, rest = _take(_tags, rest)
    dependencies, rest = _take(_dependencies, rest)
    blocked = [(block.start, block.end) for block in blocks(rest)]
    rest = blank(rest, blocked, filler="\n")
    spans = [*code_spans(rest)]
    codes = _codes(rest, spans)
    links, rest = _take(_links, blank(rest, spans, filler=" "))
    imports, rest = _take(_imports, rest)
    if imports:
        imports = _placed(imports, blank(whole, blocked, filler="\n"))
    found = (tags, dependencies, codes, links, imports, attachments, _bare_paths(rest))
    return [*chain.from_iterable(found)]


def _take(
    find_in: Callable[[str], Iterator[_Occurrence]], text: str
) -> tuple[list[_Occurrence], str]:
    """Find one family of syntaxes and leave blanks where it stood."""
    found = [*find_in(text)]
    return found, blank(text, ((each.start, each.end) for each in found), filler=" ")


def _tags(text: str) -> Iterator[_Occurrence]:
    for tag in _TAG.finditer(text):
        name = tag.lastgroup or ""
        syntax = Syntax(name.replace("_", "-"))
        target = tag_target(tag[name])
        if target and (syntax is not Syntax.MODULE_PATH or target.endswith(".md")):
            yield _Occurrence(tag.start(), tag.end(), syntax, target)


def _dependencies(text: str) -> Iterator[_Occurrence]:
    end = 0
    while (start := text.find("<depends_on", end)) >= 0:
        end = text.find("</depends_on", start)
        if end < 0:
            return
        yield from _markdown_paths(text, start, end, syntax=Syntax.DEPENDS_ON)


def _codes(text: str, spans: Iterable[Span]) -> Iterator[_Occurrence]:
    for start, end in spans:
        target = code_target(text[start:end].strip("`"))
        if target and not text.startswith("](", end):
            yield _Occurrence(start, end, Syntax.CODE_PATH, target)


def _links(text: str) -> Iterator[_Occurrence]:
    for link in _LINK.finditer(text):
        target = link_target(link["angled"] or link["plain"] or "")
        if target and _LINK_TAIL.match(text, link.end()):
            yield _Occurrence(link.start() + 2, link.end(), Syntax.MARKDOWN_LINK, target)


def _imports(text: str) -> Iterator[_Occurrence]:
    if "@" not in text:
        return
    for at in _IMPORT.finditer(
        _NO_TEXT.sub(_blanks, text) if any(sign in text for sign in _AROUND) else text
    ):
        target = import_target(at[1])
        if target:
            yield _Occurrence(*at.span(), Syntax.AT_IMPORT, target)


def _attachments(text: str) -> Iterator[_Occurrence]:
    """Find what a command attaches, in code and comments too."""
    if "@" not in text:
        return
    for at in _ATTACHED.finditer(text):
        target = attached_target(at["quoted"] or at["plain"])
        if target:
            yield _Occurrence(*at.span(), Syntax.AT_MENTION, target)


def _blanks(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _placed(imports: Iterable[_Occurrence], text: str) -> list[_Occurrence]:
    """Leave out those in indented code, and mark those in HTML."""
    code, html = [*prose.indented_code(text)], [*prose.html_blocks(text)]
    kept = (it for it in imports if not _within(it.start, code))
    return [it._replace(in_html=_within(it.start, html)) for it in kept]


def _within(position: int, spans: Sequence[Span]) -> bool:
    """Whether a position lies in one of ordered spans."""
    at = bisect_right(spans, (position, sys.maxsize)) - 1
    return at >= 0 and position < spans[at][1]


def _bare_paths(text: str) -> Iterator[_Occurrence]:
    paths = _markdown_paths(text, 0, len(text), syntax=Syntax.BARE_PATH)
    return (path for path in paths if "/" in path.target)


def _markdown_paths(text: str, start: int, end: int, *, syntax: Syntax) -> Iterator[_Occurrence]:
    """Find what ends in `.md`, and go back from there to where the path starts."""
    for suffix in _MARKDOWN_SUFFIX.finditer(text, start, end):
        stem = text[start : suffix.start()]
        first = start + len(stem.rstrip(_PATH))
        start = suffix.end()
        target = running_target(text[first:start], before=text[first - 1 : first])
        if target:
            yield _Occurrence(first, start, syntax, target)
