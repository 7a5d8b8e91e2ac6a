"""Linking again what changed: the same as linking everything, with the rest left as it was."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from collectors.framework.graph import link
from collectors.framework.links import Links, find_expanded, look_up
from collectors.framework.module import Kind
from collectors.framework.resolver import Resolver
from collectors.framework.web import Web
from tests.collectors.framework.parts import GROUNDS, include, part

Edit = tuple[str, str]
PATHS = ("a.md", "b.md", "c.md", "d.md", "e.md", "f.md")
KINDS = {"e.md": Kind.COMMAND, "f.md": Kind.SKILL}
TEXTS = st.tuples(
    st.sampled_from(["", "long ", "longer still "]),
    st.lists(st.sampled_from((*PATHS, "gone.md")), max_size=2, unique=True),
    st.booleans(),
)


@st.composite
def edits(draw: st.DrawFn) -> Edit:
    """A file, and what it says from now on: words, with imports or includes."""
    words, targets, imports = draw(TEXTS)
    names = "".join(f"@{target}\n" for target in targets) if imports else include(*targets)
    return draw(st.sampled_from(PATHS)), f"{words}\n{names}"


def looked_up(texts: dict[str, str], before: Sequence[Links] = ()) -> list[Links]:
    """The links of texts by path; those whose text is as it was are the same objects."""
    known = {(each.part.path, each.part.content.digest, each.expanded): each for each in before}
    parts = [part(path, text, KINDS.get(path, Kind.MEMORY)) for path, text in texts.items()]
    resolver = Resolver(texts, grounds=GROUNDS)
    expanded = find_expanded(parts, resolver)
    return [
        known.get((it.path, it.content.digest, it.path in expanded))
        or look_up(it, resolver, expanded=it.path in expanded)
        for it in parts
    ]


@settings(max_examples=150)
@given(st.lists(edits(), min_size=2, max_size=12), st.integers(0, 3))
def test_linking_what_changed_is_linking_everything(changes: list[Edit], hops: int) -> None:
    texts = dict.fromkeys(PATHS, "")
    web = Web(hops)
    for path, text in changes:
        texts[path] = text
        links = looked_up(texts, web.links)
        assert web.link(links) == link(links, import_hops=hops)


@settings(max_examples=60)
@given(st.lists(edits(), min_size=1, max_size=8), st.sampled_from(PATHS))
def test_more_words_change_what_reaches_them_and_nothing_else(
    changes: list[Edit], path: str
) -> None:
    texts = dict.fromkeys(PATHS, "") | dict(changes)
    web = Web(4)
    before = web.link(looked_up(texts)).modules
    texts[path] += "more"
    after = web.link(looked_up(texts, web.links)).modules
    assert all((was is now) is (was == now) for was, now in zip(before, after, strict=True))
