from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collectors.framework.content import understand
from collectors.framework.module import Content, FrontMatter
from collectors.framework.reference import Mention, Syntax
from collectors.tokens import Cl100k, digest

CL100K = Cl100k()


class Characters:
    """Counts characters, and remembers what it was asked."""

    name = "characters"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def count(self, text: str) -> int:
        self.asked.append(text)
        return len(text)


def content(data: str | bytes, *, markdown: bool = True) -> Content:
    encoded = data.encode() if isinstance(data, str) else data
    return understand(encoded, tokenizer=Characters(), markdown=markdown)


def test_a_text_is_measured_read_and_searched() -> None:
    text = "---\nname: plan\n---\n# Plan\n\nRead `docs/a.md`.\n"

    assert content(text) == Content(
        digest=digest(text.encode()),
        bytes=len(text),
        tokens=len(text),
        injected_tokens=len("# Plan\n\nRead `docs/a.md`.\n"),
        front_matter=FrontMatter(name="plan", lines=3),
        summary="Plan",
        mentions=(Mention("docs/a.md", Syntax.CODE_PATH, line=6),),
        problems=(),
    )


def test_a_digest_that_is_known_is_not_made_again() -> None:
    assert understand(b"x", tokenizer=Characters(), digest="known").digest == "known"


def test_what_is_not_markdown_is_only_measured() -> None:
    text = "---\nname: x\n---\n<!-- c -->\n@a.md"
    plain = content(text, markdown=False)

    assert (plain.tokens, plain.injected_tokens) == (len(text), len(text))
    assert (plain.front_matter, plain.summary, plain.mentions) == (FrontMatter(), "", ())


def test_block_comments_are_not_injected() -> None:
    measured = content("# Title\n<!-- for authors -->\nText\n")

    assert measured.injected_tokens == len("# Title\nText\n")
    assert measured.tokens - measured.injected_tokens == len("<!-- for authors -->\n")


def test_front_matter_is_not_injected() -> None:
    head = "---\ndescription: |\n  <!-- no comment -->\n---\n"

    assert content(f"{head}<!-- a comment -->\n").injected_tokens == 0
    assert content(f"{head}\n\nbody").injected_tokens == len("body")


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["\n", "\r\n", " \n", " ", ""]),
    st.lists(st.sampled_from(["\n", "\r\n", "  ", "a", "B1", "#", "--", "'s", "\x85", "é", '"'])),
)
def test_what_is_injected_is_counted_as_if_it_stood_alone(end: str, pieces: list[str]) -> None:
    body = "".join(pieces)
    found = understand(f"---\nname: x\n---{end}{body}".encode(), tokenizer=CL100K)
    assert found.injected_tokens == CL100K.count(body.lstrip())


@pytest.mark.parametrize("text", ["plain", "a <!-- b -->", "```\n<!-- b -->\n```"])
def test_a_text_without_block_comments_is_counted_once(text: str) -> None:
    tokenizer = Characters()
    understand(text.encode(), tokenizer=tokenizer)

    assert tokenizer.asked == [text]


def test_a_byte_order_mark_is_no_text() -> None:
    marked = content(b"\xef\xbb\xbf---\nname: x\n---\n")

    assert (marked.bytes, marked.tokens, marked.front_matter.name) == (19, 16, "x")


def test_bytes_that_are_not_utf8_are_a_finding_with_their_line() -> None:
    measured = content(b"one\ntwo \xff @a.md\n")
    (problem,) = measured.problems

    assert (problem.kind, problem.path, problem.line) == ("not-utf8", "", 2)
    assert measured.tokens == len("one\ntwo \ufffd @a.md\n")
    assert {mention.target for mention in measured.mentions} == {"a.md"}


def test_problems_of_the_bytes_and_of_the_front_matter_are_both_told() -> None:
    kinds = [problem.kind for problem in content(b"---\na: b: c\n---\n\xff").problems]

    assert kinds == ["not-utf8", "front-matter"]


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        ("# Title\n\nText", "Title"),
        ("---\nname: x\n---\n\n  Body \nmore", "Body"),
        ("#tag", "#tag"),
        ("", ""),
    ],
)
def test_the_summary_is_the_first_line_that_says_something(text: str, summary: str) -> None:
    assert content(text).summary == summary


def test_a_long_summary_is_cut() -> None:
    assert content("x" * 100).summary == "x" * 100
    assert content("x" * 101).summary == "x" * 97 + "..."


@settings(max_examples=100)
@given(st.binary())
def test_no_bytes_crash(data: bytes) -> None:
    measured = content(data)

    assert measured.bytes == len(data)
    assert measured.injected_tokens <= measured.tokens
