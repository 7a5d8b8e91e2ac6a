"""Parts of frameworks that lie on no disk; every character of a text is a token."""

from __future__ import annotations

from collectors.framework.content import understand
from collectors.framework.graph import Graph, link
from collectors.framework.grounds import Grounds
from collectors.framework.links import Part, find_expanded, look_up
from collectors.framework.module import Content, Framework, Kind, Stamp
from collectors.framework.resolver import Resolver
from tests.collectors.sites import Characters

GROUNDS = Grounds("/repo", "/home/ann", ("/home/ann/.claude",))
STAMP = Stamp(device=1, inode=2, size=3, modified_ns=4, changed_ns=5)


def content(text: str) -> Content:
    """What a text says."""
    return understand(text.encode(), tokenizer=Characters())


def part(path: str, text: str = "", kind: Kind = Kind.OTHER, name: str = "") -> Part:
    """A part by its text."""
    return Part(path, kind, name, content(text), STAMP)


def linked(*parts: Part, import_hops: int = 4) -> Graph:
    """Parts, linked."""
    resolver = Resolver((it.path for it in parts), grounds=GROUNDS)
    expanded = find_expanded(parts, resolver)
    links = [look_up(it, resolver, expanded=it.path in expanded) for it in parts]
    return link(links, import_hops=import_hops)


def framework(*parts: Part) -> Framework:
    """Parts as a framework."""
    graph = linked(*parts)
    return Framework(modules=graph.modules, cycles=graph.cycles)


def include(*targets: str) -> str:
    """A text that includes others."""
    return "".join(f"<include>{target}</include>\n" for target in targets)
