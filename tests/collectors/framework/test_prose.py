from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collectors.framework.prose import html_blocks, indented_code

MARKDOWN = st.text(alphabet=st.sampled_from("<>/!?- \nab\t1.#div"))


def html(text: str) -> list[str]:
    return [text[start:end] for start, end in html_blocks(text)]


def code(text: str) -> list[str]:
    return [text[start:end] for start, end in indented_code(text)]


@pytest.mark.parametrize(
    "block",
    [
        "<rules>\na\n",
        "</rules>\na\n",
        "<rules/>\na\n",
        '<rules level="1">\na\n',
        "   <my-rules>\n- a\n",
        "- <rules>\n  a\n",
        "> <Rules>\n> a\n",
        "<div>a\nb\n",
        "<pre>\n\na\n</pre>\n",
        "<script>\n\na </SCRIPT>\n",
        "<?php\n\na ?>\n",
        "<![CDATA[\n\na ]]>\n",
        "<!DOCTYPE\n\na>\n",
    ],
)
def test_a_block_of_html_reaches_up_to_a_blank_line_or_its_end(block: str) -> None:
    ends_blank = not block.rstrip().endswith((">",)) or "\n\n" not in block
    found = html(f"before\n\n{block}\nafter\n")
    assert found == [block + "\n" if ends_blank else block]


def test_what_is_never_closed_reaches_to_the_end() -> None:
    assert html("<rules>\na") == ["<rules>\na"]


@pytest.mark.parametrize(
    "text",
    ["<rules> a", "a\n<rules>\nb", "<rules>a\nb\n</rules>", "a <b>c</b>", "<https://a.b>", "< a>"],
)
def test_a_tag_within_a_paragraph_makes_no_block(text: str) -> None:
    assert html(text) == []


@pytest.mark.parametrize("tag", ["</rules>", "<rules>", "  <rules>", "<div>", "  </div>"])
def test_a_tag_in_a_list_makes_a_block_whatever_it_is_called(tag: str) -> None:
    assert html(f"- a\n{tag}\nb\n\nc\n") == [f"{tag}\nb\n\n"]


@pytest.mark.parametrize(
    "opening",
    ["- a\n</rules>\n", "- a\n\n  <rules>\n", "- <div>\n", "1. a\n   <div>\n", "> q\n</rules>\n"],
)
@pytest.mark.parametrize("line", ["- c\n", "2. c\n", "# c\n", "---\n"])
def test_what_is_opened_within_an_item_or_a_quote_ends_with_it(opening: str, line: str) -> None:
    (block,) = html(f"{opening}b\n{line}d\n")
    assert block.endswith("\nb\n")


@pytest.mark.parametrize("opening", ["- a\n<rules>\n", "- a\n <div>\n", "- a\n\n</rules>\n"])
def test_what_is_opened_beside_a_list_goes_on(opening: str) -> None:
    (block,) = html(f"{opening}b\n- c\n")
    assert block.endswith("b\n- c\n")


def test_a_quote_is_a_paragraph_of_its_own() -> None:
    assert html("> a\n> </rules>\n> b\n") == []
    assert html("> </rules>\n> b\nc\n") == ["> </rules>\n> b\n"]


def test_a_known_tag_ends_a_paragraph() -> None:
    assert html("a\n<div>\nb\n") == ["<div>\nb\n"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("    a\n", ["    a\n"]),
        ("b\n\n\ta\n", ["\ta\n"]),
        ("# b\n    a", ["    a"]),
        ("- b\n\n      a\n", ["      a\n"]),
        ("- b\n\nc\n\n    a\n", ["    a\n"]),
        ("b\n    a\n", []),
        ("- b\n    - a\n      - c\n", []),
        ("1. b\n\n   a\n", []),
    ],
)
def test_code_is_indented_beyond_its_list(text: str, lines: list[str]) -> None:
    assert code(text) == lines


@settings(max_examples=100)
@given(MARKDOWN)
def test_spans_follow_each_other_in_any_text(text: str) -> None:
    for spans in ([*html_blocks(text)], [*indented_code(text)]):
        bounds = [bound for span in spans for bound in span]
        assert bounds == sorted(bounds)
        assert all(0 <= start < end <= len(text) for start, end in spans)
