from __future__ import annotations

import pytest

from collectors.framework.links import Links, find_expanded, look_up
from collectors.framework.module import Kind
from collectors.framework.resolver import INVOKED, Resolver
from tests.collectors.framework.parts import GROUNDS, part

OTHERS = ("docs/a.md", "docs/a.svg")


def looked_up(text: str, kind: Kind = Kind.MEMORY) -> Links:
    """The links of a file beside a folder of others."""
    source = part("CLAUDE.md", text, kind)
    invoked = [source.path] if kind in INVOKED else []
    resolver = Resolver((source.path, *OTHERS), grounds=GROUNDS, invoked=invoked)
    return look_up(source, resolver, expanded=bool(find_expanded([source], resolver)))


def problems(text: str) -> list[tuple[str, int, str]]:
    return [(it.kind, it.line, it.detail) for it in looked_up(text).findings]


def test_a_memory_file_imports_a_path_that_ends_at_a_blank() -> None:
    found = looked_up("See @docs/a.md for more")
    assert (found.eager, found.findings) == (("docs/a.md",), ())


@pytest.mark.parametrize("written", ["docs/a.md.", "docs/a.md,", "docs/a.md:", "docs/a.md)"])
def test_punctuation_is_a_part_of_what_a_memory_file_imports(written: str) -> None:
    assert looked_up(f"See @{written}").eager == ()
    said = f"{written} is not imported: what follows docs/a.md counts as a part of its name"
    assert problems(f"\nSee @{written}") == [("not-imported", 2, said)]


def test_a_command_imports_what_a_sentence_ends_with() -> None:
    assert looked_up("See @docs/a.md.", Kind.COMMAND).eager == ("docs/a.md",)


def test_a_memory_file_imports_nothing_right_below_a_tag() -> None:
    assert looked_up("<rules>\n\n@docs/a.md\n").eager == ("docs/a.md",)
    text = "<rules>\n@docs/a.md\n"
    said = "docs/a.md is not imported: from a tag on to a blank line all is HTML"
    assert problems(text) == [("not-imported", 2, said)]
    assert looked_up(text, Kind.COMMAND).eager == ("docs/a.md",)


def test_a_memory_file_imports_texts_alone() -> None:
    assert looked_up("@docs/a.svg").references == ()
    said = "docs/a.svg is not imported: no such suffix is"
    assert problems("@docs/a.svg") == [("not-imported", 1, said)]


def test_what_is_not_there_is_missing_however_the_sentence_ends() -> None:
    (kind, _, said) = problems("See @docs/b.md.")[0]
    assert (kind, said) == ("missing-target", "docs/b.md. is not there")
