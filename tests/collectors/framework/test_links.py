from __future__ import annotations

import pytest

from collectors.framework.links import Links, find_expanded, look_up
from collectors.framework.module import Kind
from collectors.framework.resolver import Resolver
from tests.collectors.framework.parts import GROUNDS, part

OTHERS = ("docs/a.md", "docs/a.svg", "someone")


def looked_up(text: str, kind: Kind = Kind.MEMORY) -> Links:
    """The links of a file beside a folder of others."""
    source = part("CLAUDE.md", text, kind)
    resolver = Resolver((source.path, *OTHERS), grounds=GROUNDS)
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


def test_a_command_attaches_what_a_sentence_ends_with() -> None:
    found = looked_up("See @docs/a.md.", Kind.COMMAND)
    assert (found.attached, found.eager, found.findings) == (("docs/a.md",), (), ())


def test_what_a_command_attaches_may_be_no_text() -> None:
    assert looked_up("@docs/a.svg", Kind.SKILL).attached == ("docs/a.svg",)


@pytest.mark.parametrize("kind", [Kind.MEMORY, Kind.COMMAND])
def test_a_handle_is_a_reference_where_a_file_is_called_like_it(kind: Kind) -> None:
    found = looked_up("@someone and @no-one, @docs/guides", kind)
    assert [it.path for it in found.references if it.found] == ["someone"]


def test_a_handle_is_not_missed() -> None:
    assert looked_up("@no-one and @scope/package").findings == ()
    assert looked_up("@no-one and @docs/guides/b", Kind.COMMAND).findings == ()
    (problem,) = looked_up("@docs/b.md", Kind.COMMAND).findings
    assert (problem.kind, problem.detail) == ("missing-target", "docs/b.md is not there")


def test_an_example_in_code_is_attached_and_not_missed() -> None:
    found = looked_up("```\n/plan @docs/a.md @docs/b.md\n```", Kind.COMMAND)
    assert (found.attached, found.findings) == (("docs/a.md",), ())


@pytest.mark.parametrize(
    ("kind", "what"), [(Kind.AGENT, "an agent"), (Kind.OUTPUT_STYLE, "an output style")]
)
def test_what_is_sent_as_it_is_imports_nothing(kind: Kind, what: str) -> None:
    found = looked_up("See @docs/a.md and @docs/b.txt", kind)
    assert (found.references, found.eager, found.attached) == ((), (), ())
    said = f"docs/a.md is not imported: {what} is sent as it is written"
    assert [(it.kind, it.detail) for it in found.findings] == [("not-imported", said)]


def test_a_memory_file_imports_nothing_right_below_a_tag() -> None:
    assert looked_up("<rules>\n\n@docs/a.md\n").eager == ("docs/a.md",)
    text = "<rules>\n@docs/a.md\n"
    said = "docs/a.md is not imported: from a tag on to a blank line all is HTML"
    assert problems(text) == [("not-imported", 2, said)]
    assert looked_up(text, Kind.COMMAND).attached == ("docs/a.md",)


def test_a_memory_file_imports_texts_alone() -> None:
    assert looked_up("@docs/a.svg").references == ()
    said = "docs/a.svg is not imported: no such suffix is"
    assert problems("@docs/a.svg") == [("not-imported", 1, said)]


def test_what_is_not_there_is_missing_however_the_sentence_ends() -> None:
    (kind, _, said) = problems("See @docs/b.md.")[0]
    assert (kind, said) == ("missing-target", "docs/b.md. is not there")
