from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collectors.framework.markdown import blank, blocks, code_spans, without_comments

MARKDOWN = st.text(alphabet=st.sampled_from("`~<>!- \nab\t\r1."))


def found_blocks(text: str) -> list[str]:
    return [text[block.start : block.end] for block in blocks(text)]


def found_spans(text: str) -> list[str]:
    return [text[start:end] for start, end in code_spans(text)]


@pytest.mark.parametrize(
    "block",
    [
        "```\na\n```",
        "~~~ py\n```\n~~~~~",
        "````\n```\n````",
        "> ```\n> a\n> ```",
        "1. ```\n   a\n   ```",
        "<!-- a\n\nb -->",
        "   <!---->",
        "<!-->",
    ],
)
def test_a_block_reaches_from_its_fence_to_its_fence(block: str) -> None:
    assert found_blocks(f"before\n{block}\nafter") == [block]


def test_a_block_in_a_quote_ends_with_the_quote() -> None:
    assert found_blocks("> ```\n> a\n\nb\n") == ["> ```\n> a"]
    assert found_blocks("> ```\nb\n```\nc\n") == ["> ```", "```\nc\n"]


@pytest.mark.parametrize("opening", ["```", "~~~", "<!--"])
def test_a_block_that_is_never_closed_reaches_to_the_end(opening: str) -> None:
    assert found_blocks(f"a\n{opening}\nb\n") == [f"{opening}\nb\n"]


@pytest.mark.parametrize(
    "text", ["``` a `", "a ```", "a <!-- b -->", "    <!-- b -->", "``\na\n``"]
)
def test_what_is_inside_a_line_is_no_block(text: str) -> None:
    assert found_blocks(text) == []


def test_a_comment_in_a_fence_and_a_fence_in_a_comment_are_one_block_each() -> None:
    text = "```\n<!--\n```\n<!--\n```\n-->"

    assert found_blocks(text) == ["```\n<!--\n```", "<!--\n```\n-->"]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("`a` and ``b ` c``", ["`a`", "``b ` c``"]),
        ("`a\nb`", ["`a\nb`"]),
        ("`` a ` b `", ["` b `"]),
        ("a ` b\n\nc ` d `e`", ["` d `"]),
        ("- a ` b\n- `c`", ["`c`"]),
        ("`a", []),
    ],
)
def test_a_span_ends_at_as_many_backticks_within_its_paragraph(text: str, spans: list[str]) -> None:
    assert found_spans(text) == spans


@settings(max_examples=150)
@given(MARKDOWN)
def test_blocks_and_spans_are_in_order_and_apart(text: str) -> None:
    found = [(block.start, block.end) for block in blocks(text)]
    rest = blank(text, found, filler="\n")
    for spans in (found, [*code_spans(rest)]):
        edges = [edge for span in spans for edge in span]
        assert edges == sorted(edges)
        assert all(0 <= edge <= len(text) for edge in edges)


def test_blanks_keep_every_other_character_in_its_place() -> None:
    assert blank("abcdef", [(1, 2), (3, 5)], filler="_") == "a_c__f"


def test_a_comment_takes_its_line_with_it() -> None:
    assert without_comments("a\n<!-- b\nc -->\nd\n") == "a\nd\n"


def test_text_after_a_comment_stays() -> None:
    assert without_comments("<!-- a --> b\n") == " b\n"


@pytest.mark.parametrize(
    "text", ["a <!-- b -->", "```\n<!-- b -->\n```", "<!-- never closed", "<!-- a --\n> b"]
)
def test_comments_in_lines_in_code_and_unclosed_ones_stay(text: str) -> None:
    assert without_comments(text) == text


@settings(max_examples=150)
@given(MARKDOWN)
def test_stripping_only_ever_removes(text: str) -> None:
    remaining = iter(text)

    assert all(character in remaining for character in without_comments(text))
