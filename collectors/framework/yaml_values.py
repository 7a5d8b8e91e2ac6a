"""Keys and values of a front matter that is YAML.

Only YAML's events are used: nothing is built that an alias could multiply or a nesting could bury,
and `description: 2026-11-20` stays the text that Claude Code lists.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

import yaml

from collectors.framework.key_values import NULLS, Value

NOT_READ = (yaml.YAMLError, UnicodeEncodeError)
"""What is raised by a text that is no YAML, or none that is read."""

_Node: TypeAlias = "str | tuple[_Node, ...]"

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 16


def from_yaml(source: str) -> Mapping[str, Value]:
    """Read the top level of a YAML mapping; raise one of `NOT_READ` when it is none."""
    events = yaml.parse(source, Loader=_LOADER)
    root = next((event for event in events if isinstance(event, yaml.NodeEvent)), None)
    if root is None:
        return {}
    if not isinstance(root, yaml.MappingStartEvent):
        raise _refusal("it is no mapping of keys to values", root)
    nodes = _node(root, events, depth=0)
    pairs = zip(nodes[::2], nodes[1::2], strict=True)
    return {key: _value(node) for key, node in pairs if isinstance(key, str)}


def reason(error: Exception) -> tuple[str, int]:
    """Why a text was not read, and in which line from 1."""
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error).partition("\n")[0]
    return problem, mark.line + 1 if mark else 1


def _node(event: yaml.Event, events: Iterator[yaml.Event], *, depth: int) -> _Node:
    """Read one node to its end; the root's keys and values take turns."""
    if isinstance(event, yaml.NodeEvent) and (
        event.anchor is not None or isinstance(event, yaml.AliasEvent)
    ):
        raise _refusal("anchors and aliases are not read", event)
    if isinstance(event, yaml.ScalarEvent):
        return "" if event.implicit[0] and event.value in NULLS else event.value
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
