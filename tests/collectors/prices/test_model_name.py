"""What of a model's name is the model."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.prices.model_name import is_long, names, plain


@pytest.mark.parametrize(
    "written",
    [
        "claude-haiku-4-5",
        "Claude-Haiku-4-5",
        "claude-haiku-4.5",
        "claude-haiku-4-5-20251001",
        "claude-haiku-4-5@20251001",
        "claude-haiku-4-5-latest",
        "claude-haiku-4-5[1m]",
        "claude-haiku-4-5-20251001[1m]",
        "anthropic/claude-haiku-4-5",
        "anthropic/claude-haiku-4.5[1m]",
        "openrouter/anthropic/claude-haiku-4.5",
        "bedrock/us.anthropic.claude-haiku-4-5-20251001-v1:0",
        "anthropic.claude-haiku-4-5-20251001-v1:0",
        "us.anthropic.claude-haiku-4-5-20251001-v1:0",
        "us-gov.anthropic.claude-haiku-4-5-20251001-v1:0",
        "global.anthropic.claude-haiku-4-5-20251001-v1:0[1m]",
        "vertex_ai/claude-haiku-4-5@default",
        "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-haiku-4-5-v1:0",
    ],
)
def test_where_it_runs_and_its_date_are_no_part_of_a_name(written: str) -> None:
    assert names(written)[-1] == "claude-haiku-4-5"


def test_a_name_of_a_version_and_a_date_is_understood() -> None:
    assert plain("claude-3-5-sonnet-v2@20241022") == "claude-3-5-sonnet"


@pytest.mark.parametrize(
    "other",
    [
        "claude-haiku-4-55",
        "claude-haiku-4-5-mini",
        "claude-haiku-4-5-fast",
        "my-claude-haiku-4-5",
        "gateway/claude-haiku-4-5",
        "haiku-4-5",
        "claude-haiku",
        "claude-haiku-4-5-2025",
    ],
)
def test_whatever_else_is_in_a_name_makes_it_another(other: str) -> None:
    assert "claude-haiku-4-5" not in names(other)


def test_the_most_particular_name_comes_first() -> None:
    assert names("us.anthropic.Claude-Opus-5[1m]") == (
        "us.anthropic.claude-opus-5[1m]",
        "us.anthropic.claude-opus-5",
        "claude-opus-5",
    )


def test_a_suffix_asks_for_the_long_context() -> None:
    assert (is_long("claude-opus-5[1m]"), is_long("claude-opus-5")) == (True, False)


@given(st.text(max_size=300))
def test_any_text_is_a_name(text: str) -> None:
    assert names(text)
