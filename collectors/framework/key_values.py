"""Keys and values of a front matter: from YAML where it is valid, else line by line.

Only YAML's events are used: nothing is built that an alias could multiply or a nesting could bury,
and `description: 2026-11-20` stays the text that Claude Code lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias

import yaml

Value: TypeAlias = str | tuple[str, ...]
"""A scalar as written, or the scalars of a list; null is empty, and so is a nested mapping."""

_Node: TypeAlias = "str | tuple[_Node, ...]"

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 16
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_KEY = re.compile(r"(?P<key>[A-Za-z][\w-]*)[ \t]*:(?:[ \t]+(?P<value>.*)|\s*\Z)")
_FLOW_LIST = re.compile(r"\[(?P<items>[^\[\]]*)\]\Z")
_BLOCK_SIGN = re.compile(r"[|>][-+]?\Z")
_ITEM = re.compile(r"(?:[^,{}]++|\{[^{}]*+\}|[{}])++")


def from_yaml(source: str) -> Mapping[str, Value]:
    """Read the top level of a YAML mapping; raise `yaml.YAMLError` when it is none."""
    events = yaml.parse(source, Loader=_LOADER)
    root = next((event for event in events if isinstance(event, yaml.NodeEvent)), None)
    if root is None:
        return {}
    if not isinstance(root, yaml.MappingStartEvent):
        raise _refusal("it is no mapping of keys to values", root)
    nodes = _node(root, events, depth=0)
    pairs = zip(nodes[::2], nodes[1::2], strict=True)
    return {key: _value(node) for key, node in pairs if isinstance(key, str)}


def from_lines(source: str) -> Mapping[str, Value]:
    """Read `key: value` lines as best they can be: a key owns the lines up to the next one."""
    written: dict[str, list[str]] = {}
    key = ""
    for line in source.split("\n"):
        found = _KEY.match(line)
        if found:
            key = found["key"]
            written[key] = [(found["value"] or "").strip()]
        elif line.strip() and not line.startswith("#"):
            written.setdefault(key, []).append(line.strip())
    return {key: _joined(*lines) for key, lines in written.items()}


def items(value: Value) -> tuple[str, ...]:
    """Items of a list, or of a text with commas between them; a comma in `{braces}` is none."""
    written = _ITEM.findall(value) if isinstance(value, str) else value
    return tuple(item.strip() for item in written if item.strip())


def _node(event: yaml.Event, events: Iterator[yaml.Event], *, depth: int) -> _Node:
    """Read one node to its end; the root's keys and values take turns."""
    if isinstance(event, yaml.NodeEvent) and (
        event.anchor is not None or isinstance(event, yaml.AliasEvent)
    ):
        raise _refusal("anchors and aliases are not read", event)
    if isinstance(event, yaml.ScalarEvent):
        return "" if event.implicit[0] and event.value in _NULLS else event.value
    if depth == _DEEPEST:
        raise _refusal(f"it is nested more than {_DEEPEST} deep", event)
    nodes = []
    while not isinstance(child := next(events), yaml.CollectionEndEvent):
        nodes.append(_node(child, events, depth=depth + 1))
    return () if depth and isinstance(event, yaml.MappingStartEvent) else tuple(nodes)


def _value(node: _Node) -> Value:
    if isinstance(node, str):
        return node
    return tuple(item for item in node if isinstance(item, str) and item)


def _refusal(reason: str, event: yaml.Event) -> yaml.MarkedYAMLError:
    refusal = yaml.MarkedYAMLError(problem=reason)
    refusal.problem_mark = event.start_mark  # type: ignore[assignment] # or one of libyaml's
    return refusal


def _joined(first: str, *rest: str) -> Value:
    """Make a value of the lines of one key."""
    if not first and rest and all(line.startswith("-") for line in rest):
        return tuple(_unquoted(line[1:].strip()) for line in rest)
    flow = _FLOW_LIST.match(first)
    if flow and not rest:
        return tuple(_unquoted(item) for item in items(flow["items"]))
    return _unquoted(" ".join([_BLOCK_SIGN.sub("", first), *rest]).strip())


def _unquoted(text: str) -> str:
    quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"
    return text[1:-1] if quoted else text
