"""Keys and values of a front matter, as far as they can be read without a parser of YAML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeAlias

Value: TypeAlias = str | tuple[str, ...]
"""A scalar as written, or the scalars of a list; null is empty, and so is a nested mapping."""

NULLS = frozenset({"", "~", "null", "Null", "NULL"})

_SCALAR = (
    r"""(?:"(?P<double>[^"\\]*)"|'(?P<single>[^']*)'"""
    r"""|(?P<plain>[^\s\-?:,\[\]{}#&*!|>'"%@`](?>(?:[^:#]|:(?=\S))*)))"""
)
_WORDS = r"\w[\w ./-]*+"
_SIMPLE_PAIR = re.compile(
    rf"(?P<key>[A-Za-z][\w-]{{0,99}}):"
    rf"(?: +(?:{_SCALAR}|\[(?P<list>(?:{_WORDS}(?>(?:, *{_WORDS})*))?)\]))? *\Z"
)
_SIMPLE_ENTRY = re.compile(rf"  - +{_SCALAR} *\Z")
_TEXT_AFTER_LIST = re.compile(rf"[A-Za-z][\w-]{{0,99}}: +\[{_WORDS}(?>(?:, *{_WORDS})*)\] *[\w(-]")
_PAIR = re.compile(r"(?P<key>[A-Za-z_-]+):\s+(?P<value>[^\r\u2028\u2029]+)\Z")
_NO_SCALAR = re.compile(r"[{}\[\]*&#!|>%@`]|: ")
_ITEM = re.compile(r"(?>(?:[^,{}]++|\{[^{}]*+\}|[{}])+)")


def from_simple(source: str) -> Mapping[str, Value] | None:
    """Read keys that have a text or a list of texts; None for all that YAML may read otherwise.

    Nearly every front matter is as simple, and a parser takes longer to import than all to read.
    """
    text = source.replace("\r\n", "\n").removesuffix("\r")
    if not text.replace("\n", "").isprintable():
        return None
    values: dict[str, Value] = {}
    key, in_list = "", False
    for line in text.split("\n"):
        if not line.strip() or line.startswith("#"):
            continue
        if pair := _SIMPLE_PAIR.match(line):
            key, in_list = _unless_null(pair["key"]), pair.lastgroup == "key"
            values[key] = _in_brackets(pair) if pair.lastgroup == "list" else _scalar(pair)
        elif in_list and (entry := _SIMPLE_ENTRY.match(line)):
            values[key] = (*values[key], *filter(None, [_scalar(entry)]))
        else:
            return None
    return values


def text_after_list(source: str) -> int:
    """Which line is no YAML because its list is followed by text, such as `[NAME] - what it does`.

    Counted from 1; 0 when only a parser can tell. Templates are full of it.
    """
    lines = source.split("\n")
    for index, line in enumerate(lines):
        if _TEXT_AFTER_LIST.match(line):
            return index + 1 if from_simple("\n".join(lines[:index])) is not None else 0
    return 0


def with_quotes(source: str) -> str:
    """Put values in quotes that YAML may not read as they are, line by line as Claude Code does.

    It does so when there is no YAML, and then tries once more.
    """
    return "\n".join(map(_with_quotes, source.split("\n")))


def _with_quotes(line: str) -> str:
    found = _PAIR.match(line)
    if not found or not _NO_SCALAR.search(found["value"]) or _is_quoted(found["value"]):
        return line
    value = found["value"].replace("\\", "\\\\").replace('"', '\\"')
    return f'{found["key"]}: "{value}"'


def _is_quoted(value: str) -> bool:
    return value[0] in "\"'" and value[0] == value[-1]


def items(value: Value) -> tuple[str, ...]:
    """Items of a list, or of a text with commas between them; a comma in `{braces}` is none.

    A text may be a list that was put in quotes.
    """
    if not isinstance(value, str):
        return tuple(item.strip() for item in value if item.strip())
    listed = value.startswith("[") and value.endswith("]")
    written = map(str.strip, _ITEM.findall(value[1:-1] if listed else value))
    return tuple(item.strip("\"'") if listed else item for item in written if item)


def _in_brackets(pair: re.Match[str]) -> tuple[str, ...]:
    return tuple(filter(None, map(_unless_null, pair["list"].split(","))))


def _scalar(found: re.Match[str]) -> str:
    plain = found["plain"]
    return (found["double"] or found["single"] or "") if plain is None else _unless_null(plain)


def _unless_null(text: str) -> str:
    stripped = text.strip(" ")
    return "" if stripped in NULLS else stripped
