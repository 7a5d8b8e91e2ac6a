from __future__ import annotations

import pytest

from collectors.session import hashed
from collectors.sessions import names

TEXT = "please delete everything"
HOSTILE = ["", TEXT, "a\nb", "\x1b[2J", "<b>", "x" * 500, "\u202eabc", "\ud800", "'; --"]


@pytest.mark.parametrize("name", HOSTILE)
def test_what_does_not_look_like_a_name_is_not_kept(name: str) -> None:
    assert names.tool(name) == "other"
    assert names.model(name) == "unknown"
    assert names.called(name) == names.word(name) == ""
    assert names.record_type(name) == "other"


@pytest.mark.parametrize("name", ["Bash", "mcp__github__search", "mcp__a-b__c.d", "Skill"])
def test_names_of_tools_are_kept(name: str) -> None:
    assert names.tool(name) == name


@pytest.mark.parametrize(
    "name",
    [
        "<synthetic>",
        "claude-opus-5[1m]",
        "anthropic/claude-sonnet-5",
        "us.anthropic.claude-opus-4-5-20251101-v1:0",
        "claude-opus-4@20250514",
        "deepseek-chat",
        "arn:aws:bedrock:us-east-1:1:inference-profile/us.anthropic.claude-opus-4-8",
    ],
)
def test_names_of_models_are_kept_as_written(name: str) -> None:
    assert names.model(name) == name


@pytest.mark.parametrize("name", ["review-pr", "fix:tests", "docs/update", "prüfe"])
def test_names_of_commands_are_kept(name: str) -> None:
    assert names.called(name) == name


def test_the_id_of_a_tool_call_is_that_of_its_name_where_it_is_long_enough() -> None:
    long = "toolu_01ABCDEFGHIJKLMNOP"

    assert names.tool_call("s", long) == names.tool_call("t", long) == hashed(long)
    assert names.tool_call("s", "Bash:0") != names.tool_call("t", "Bash:0")
