from __future__ import annotations

import subprocess
import sys
import weakref
from pathlib import Path

import pytest
import tiktoken
from hypothesis import given, settings
from hypothesis import strategies as st
from tiktoken_ext import openai_public  # type: ignore[import-untyped] # it ships no types

from collectors.config import ContextConfig
from collectors.errors import PerfdashError
from collectors.model import TokenCount
from collectors.ranks.packed import unpack
from collectors.tokens import (
    RANKS,
    Cl100k,
    ClaudeEstimate,
    RememberedTokenizer,
    claude_estimate,
    digest,
)

CL100K = Cl100k()


class CountingTokenizer:
    """Counts characters, and how often it was asked."""

    name = "characters"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def count(self, text: str) -> int:
        self.asked.append(text)
        return len(text)


@pytest.fixture(scope="module")
def published() -> tiktoken.Encoding:
    """What tiktoken itself defines, with our ranks in place of a download."""
    with pytest.MonkeyPatch.context() as patch:
        ranks = unpack(RANKS.read_bytes())
        patch.setattr(openai_public, "load_tiktoken_bpe", lambda *_, **__: ranks)
        return tiktoken.Encoding(**openai_public.cl100k_base())


def test_the_encoding_is_defined_as_tiktoken_defines_it(published: tiktoken.Encoding) -> None:
    CL100K.count("")
    ours = CL100K._encoding

    assert ours is not None
    assert ours._pat_str == published._pat_str
    assert ours._special_tokens == published._special_tokens


@settings(max_examples=50)
@given(st.text())
def test_counts_are_those_of_tiktoken(published: tiktoken.Encoding, text: str) -> None:
    assert CL100K.count(text) == len(published.encode_ordinary(text))


def test_a_known_text_has_its_known_count() -> None:
    assert CL100K.count("Plan the work, then work the plan.") == 9


def test_the_spelling_of_a_special_token_is_text() -> None:
    assert CL100K.count("<|endoftext|>") > 1


def test_a_lone_surrogate_is_counted() -> None:
    assert CL100K.count("a\ud800b") > 0


def test_nothing_is_built_before_the_first_count() -> None:
    tokenizer = Cl100k()
    before = tokenizer.built
    tokenizer.count("x")

    assert (before, tokenizer.built) == (False, True)


def test_importing_and_making_a_tokenizer_does_not_load_tiktoken() -> None:
    program = (
        "import sys; from collectors.tokens import Cl100k; Cl100k(); "
        "sys.exit('tiktoken' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_missing_ranks_say_where_and_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(PerfdashError, match=r"absent\.bin.*reinstall"):
        Cl100k(tmp_path / "absent.bin").count("x")


@pytest.mark.parametrize("keep", [0, 100, -1])
def test_damaged_ranks_are_refused(tmp_path: Path, keep: int) -> None:
    damaged = tmp_path / "ranks.bin"
    damaged.write_bytes(RANKS.read_bytes()[:keep])

    with pytest.raises(PerfdashError, match="cannot be read"):
        Cl100k(damaged).count("x")


def test_a_remembered_count_asks_nobody() -> None:
    inner = CountingTokenizer()
    tokenizer = RememberedTokenizer(inner, {digest(b"plan"): 41})

    assert tokenizer.count("plan") == 41
    assert inner.asked == []
    assert tokenizer.fresh() == ()


def test_a_new_count_is_made_once_and_handed_over_once() -> None:
    inner = CountingTokenizer()
    tokenizer = RememberedTokenizer(inner, {})

    assert [tokenizer.count("plan"), tokenizer.count("plan")] == [4, 4]
    assert inner.asked == ["plan"]
    assert tokenizer.fresh() == (TokenCount(digest(b"plan"), 4),)
    assert tokenizer.fresh() == ()


def test_a_count_handed_over_is_still_remembered() -> None:
    inner = CountingTokenizer()
    tokenizer = RememberedTokenizer(inner, {})
    tokenizer.count("plan")
    tokenizer.fresh()
    tokenizer.count("plan")

    assert inner.asked == ["plan"]
    assert tokenizer.fresh() == ()


def test_a_remembering_tokenizer_has_the_name_of_the_one_it_asks() -> None:
    assert RememberedTokenizer(CountingTokenizer(), {}).name == "characters"


def test_a_lone_surrogate_can_be_remembered() -> None:
    assert RememberedTokenizer(CountingTokenizer(), {}).count("\ud800") == 1


@pytest.mark.parametrize(("family", "tokens"), [("claude-legacy", 1_200), ("claude-new", 1_560)])
def test_each_family_has_its_factor(family: str, tokens: int) -> None:
    assert claude_estimate(ContextConfig(claude_family=family)).tokens(1_000) == tokens


def test_a_factor_of_the_users_own_wins() -> None:
    assert claude_estimate(ContextConfig(claude_factor=1.5)) == ClaudeEstimate("claude-legacy", 1.5)


def test_a_digest_is_sixteen_bytes_of_blake2b_in_hex() -> None:
    assert digest(b"") == "cae66941d9efbd404e4d88758ea67670"


def test_a_released_encoding_is_built_again_when_it_is_needed() -> None:
    cl100k = Cl100k()
    before = cl100k.count("Say what was measured.")
    cl100k.release()
    assert not cl100k.built
    assert cl100k.count("Say what was measured.") == before


def test_an_encoding_rests_only_when_it_was_not_needed_meanwhile() -> None:
    cl100k = Cl100k()
    tokenizer = RememberedTokenizer(cl100k, {})
    tokenizer.count("one")
    tokenizer.rest()
    assert cl100k.built
    tokenizer.rest()
    assert not cl100k.built


@pytest.mark.parametrize("brief", [False, True])
def test_only_what_counts_in_a_short_life_is_not_taken_apart(*, brief: bool) -> None:
    cl100k = Cl100k(brief=brief)
    assert cl100k.count("Say what was measured.") == CL100K.count("Say what was measured.")
    gone = weakref.ref(cl100k)
    del cl100k
    assert (gone() is not None) is brief
